#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/table.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

constexpr std::size_t kMostRows = 40;

void agents_table(Page& page) {
  const auto& list = page.analysis.agents.list;
  const Wording& w = page.words;
  page.heading(Text::agents_table);
  {
    Table table(page, Text::agents_table,
                {{Text::column_agent, Table::Kind::words},
                 {Text::column_calls},
                 {Text::column_days},
                 {Text::column_talk_hours},
                 {Text::column_handle_hours},
                 {Text::column_duty_hours},
                 {Text::column_calls_per_hour},
                 {Text::column_occupancy},
                 {Text::column_mean_talk}},
                Table::Order::sortable);
    for (std::size_t i = 0; i < list.size() && i < kMostRows; ++i) {
      const auto& agent = list[i];
      table.row();
      table.title(agent.name.empty() ? w.say(Text::unnamed) : std::string_view(agent.name));
      table.count(agent.calls);
      table.count(agent.days);
      table.figure(w.number(agent.talk_hours, 1), agent.talk_hours);
      table.figure(w.number(agent.handle_hours, 1), agent.handle_hours);
      table.figure(w.number(agent.duty_hours, 1), agent.duty_hours);
      const auto per_hour = agent.duty_hours > 0
                                ? std::optional(static_cast<double>(agent.calls) / agent.duty_hours)
                                : std::nullopt;
      table.figure(page.number(per_hour, 1), per_hour);
      table.percent(agent.occupancy);
      table.seconds(agent.mean_talk);
    }
  }
  if (list.size() > kMostRows) {
    page.markup("<p class=\"note\">");
    page.say(Text::other_rows, {w.count(static_cast<std::int64_t>(list.size() - kMostRows))});
    page.markup("</p>");
  }
}

}  // namespace

void write_on_duty(Page& page) {
  const auto& agents = page.analysis.agents;
  const Wording& w = page.words;
  page.open_section("agents", Text::on_duty);
  if (!agents.known) {
    page.unknown(Text::because_no_agents);
    page.close_section();
    return;
  }
  page.markup("<p>");
  page.say(Text::on_duty_lead, {w.plural(Text::n_agents, agents.agents)});
  if (agents.occupancy) {
    page.markup(" ");
    page.say(Text::occupancy_all, {w.percent(*agents.occupancy)});
  }
  page.markup("</p>");
  if (!agents.list.empty()) agents_table(page);
  page.close_section();
}

}  // namespace tandem::report
