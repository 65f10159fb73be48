#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/table.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

std::string shown(const Page& page, const kpi::Definition& definition, std::optional<double> value) {
  switch (definition.unit) {
    case kpi::Unit::share:
      return page.percent(value, 2);
    case kpi::Unit::count:
      return page.number(value, 0);
    case kpi::Unit::seconds:
      return value ? page.words.number(*value, 1) + "\u00a0" + std::string(page.words.say(Text::unit_second))
                   : std::string(kUndefined);
  }
  return std::string(kUndefined);
}

}  // namespace

void write_kpi_list(Page& page) {
  const auto& a = page.analysis;
  const auto& rules = a.options.rules;
  page.open_section("kpis", Text::kpi_list);
  page.paragraph(Text::kpi_lead, {threshold(page, rules.answer), threshold(page, rules.short_abandon)});
  {
    Table table(page, Text::kpi_list,
                {{Text::column_kpi, Table::Kind::words},
                 {Text::column_value},
                 {Text::column_formula, Table::Kind::words},
                 {Text::column_id, Table::Kind::words}});
    for (const kpi::Definition& definition : kpi::catalogue()) {
      table.row(definition.id == a.options.definition ? "strong" : "");
      table.title(definition_name(page, definition));
      table.figure(shown(page, definition, kpi_value(a, definition)));
      table.words(formula_of(page, definition));
      table.markup("<code>" + definition.id + "</code>");
    }
    const auto of_agents = [&](Text name, const std::string& value, Text formula, std::string_view id) {
      table.row();
      table.title(page.words.say(name));
      table.figure(value);
      table.words(page.words.say(formula));
      table.markup("<code>" + std::string(id) + "</code>");
    };
    of_agents(Text::kpi_occupancy, page.percent(a.agents.occupancy, 2), Text::formula_occupancy,
              "agents.occupancy");
    of_agents(Text::kpi_calls_per_hour, page.number(a.agents.calls_per_hour, 2), Text::formula_calls_per_hour,
              "agents.calls_per_hour");
  }
  page.markup("<p class=\"note\">");
  page.say(Text::kpi_more_note);
  page.markup("</p>");
  page.close_section();
}

}  // namespace tandem::report
