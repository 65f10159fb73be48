#include <fmt/format.h>

#include "core/kpi/definition.hpp"
#include "core/kpi/evaluate.hpp"
#include "plan/analysis/client_name.hpp"
#include "plan/report/language/wording.hpp"
#include "plan/report/sections/kpi_value.hpp"
#include "plan/report/workbook_sheets.hpp"

namespace tandem::report {
namespace {

CellStyle style_of(const kpi::Definition& definition) {
  switch (definition.unit) {
    case kpi::Unit::share:
      return CellStyle::percent;
    case kpi::Unit::seconds:
      return CellStyle::seconds;
    case kpi::Unit::count:
      break;
  }
  return CellStyle::count;
}

void fact(Sheet& sheet, std::string_view title, std::string_view value) {
  sheet.text(title);
  sheet.text(value);
  sheet.end_row();
}

void facts(Sheet& sheet, const analysis::Analysis& a) {
  const Wording words(Language::en);
  const Zone& zone = a.options.zone != nullptr ? *a.options.zone : Zone::utc();
  std::string files;
  for (const std::string& file : a.files)
    files += (files.empty() ? "" : ", ") + file.substr(file.find_last_of('/') + 1);
  fact(sheet, "Files", files);
  fact(sheet, "Format", a.format);
  if (a.first.known()) fact(sheet, "First call", words.moment(zone.to_local(a.first)));
  if (a.last.known()) fact(sheet, "Last call", words.moment(zone.to_local(a.last)));
  fact(sheet, "Time zone", zone.name());
  fact(sheet, "Interval", words.duration(a.options.interval.seconds()));
  fact(sheet, "Contract",
       fmt::format("{} within {}, formula {}", words.percent(a.options.target, 0),
                   words.duration(a.options.rules.answer.limit.seconds()), a.options.definition));
  fact(sheet, "Days with calls", words.count(a.open_days));
  const auto& need = a.requirement;
  if (need.peak_calls > 0) {
    const int minutes = static_cast<int>(a.options.interval.whole_seconds() / 60);
    fact(sheet, "Peak of a usual week",
         fmt::format("{} {}: {} calls{}", words.pick(Text::weekdays, need.peak_weekday),
                     Wording::clock_range(need.peak_interval * minutes, (need.peak_interval + 1) * minutes),
                     words.brief(need.peak_calls),
                     need.peak_erlangs
                         ? fmt::format(", {} erlangs, {} agents on the phones, {} people with shrinkage",
                                       words.brief(*need.peak_erlangs), need.peak_agents, need.peak_headcount)
                         : ""));
  }
}

void slice_rows(Sheet& sheet, std::string_view kind, const std::vector<analysis::Slice>& slices) {
  for (const auto& slice : slices) {
    if (sheet.full()) return;
    sheet.text(kind);
    sheet.text(slice.client);
    sheet.text(slice.name);
    sheet.count(slice.tally.offered);
    sheet.number(slice.share, CellStyle::percent);
    sheet.count(slice.tally.answered);
    sheet.count(slice.tally.abandoned);
    sheet.number(slice.abandonment, CellStyle::percent);
    sheet.number(slice.mean_wait, CellStyle::seconds);
    sheet.number(slice.p90_wait, CellStyle::seconds);
    sheet.number(slice.mean_handle, CellStyle::seconds);
    for (const auto& level : slice.service_levels) sheet.number(level, CellStyle::percent);
    sheet.end_row();
  }
}

}  // namespace

void summary_sheet(Workbook& workbook, const analysis::Analysis& a) {
  Sheet sheet(workbook, "Summary");
  sheet.widths({46, 20, 46, 32});
  const Wording words(Language::en);
  const std::string client = analysis::client_name(a);
  sheet.text(client.empty() ? "Call analysis" : "Call analysis: " + client, CellStyle::title);
  sheet.end_row();
  facts(sheet, a);
  sheet.end_row();
  sheet.header({{"KPI", 46}, {"Value (times in seconds)", 20}, {"Formula", 46}, {"Name in commands", 32}},
               Sheet::Freeze::no);
  for (const kpi::Definition& definition : kpi::catalogue()) {
    sheet.text(definition.name_en, definition.id == a.options.definition ? CellStyle::bold : CellStyle::text);
    sheet.number(kpi_value(a, definition), style_of(definition));
    sheet.text(definition.formula);
    sheet.text(definition.id);
    sheet.end_row();
  }
  const auto of_agents = [&](std::string_view name, std::optional<double> value, CellStyle style,
                             std::string_view formula, std::string_view id) {
    sheet.text(name);
    sheet.number(value, style);
    sheet.text(formula);
    sheet.text(id);
    sheet.end_row();
  };
  of_agents(words.say(Text::kpi_occupancy), a.agents.occupancy, CellStyle::percent,
            words.say(Text::formula_occupancy), "agents.occupancy");
  of_agents(words.say(Text::kpi_calls_per_hour), a.agents.calls_per_hour, CellStyle::decimal,
            words.say(Text::formula_calls_per_hour), "agents.calls_per_hour");
}

void queues_sheet(Workbook& workbook, const analysis::Analysis& a) {
  Sheet sheet(workbook, "Queues");
  std::vector<Sheet::Column> columns{{"By", 10},
                                     {"Client", 20},
                                     {"Name", 30},
                                     {"Offered", 10},
                                     {"Share", 10},
                                     {"Answered", 10},
                                     {"Gave up", 10},
                                     {"Abandonment B / O", 13},
                                     {"Mean wait, s", 12},
                                     {"90th percentile of wait, s", 14},
                                     {"Handle time, s", 13}};
  for (const auto& formula : kpi::service_level_formulas()) columns.push_back({formula.formula.c_str(), 18});
  sheet.header(columns, Sheet::Freeze::yes);
  slice_rows(sheet, "client", a.clients);
  slice_rows(sheet, "queue", a.queues);
  slice_rows(sheet, "type", a.types);
  slice_rows(sheet, "hour", a.hours);
}

void service_level_sheet(Workbook& workbook, const analysis::Analysis& a) {
  Sheet sheet(workbook, "Service level");
  std::vector<Sheet::Column> columns{{"Of", 24}};
  for (const auto& formula : kpi::service_level_formulas()) columns.push_back({formula.formula.c_str(), 20});
  sheet.header(columns, Sheet::Freeze::yes);
  const auto row = [&](std::string_view title, const auto& six) {
    sheet.text(title);
    for (const auto& level : six) sheet.number(level, CellStyle::percent);
    sheet.end_row();
  };
  const Wording words(Language::en);
  row("all calls", a.service_levels.overall);
  for (const auto& [month, six] : a.service_levels.by_month) row(words.month(month), six);
  const int minutes = static_cast<int>(a.options.interval.whole_seconds() / 60);
  for (std::size_t i = 0; i < a.service_levels.by_interval_of_day.size(); ++i) {
    const int from = static_cast<int>(i) * minutes;
    row(Wording::clock_range(from, from + minutes), a.service_levels.by_interval_of_day[i]);
  }
}

void agents_sheet(Workbook& workbook, const analysis::Analysis& a) {
  Sheet sheet(workbook, "Agents");
  sheet.header({{"Agent", 24},
                {"Calls", 10},
                {"Days", 8},
                {"Talk, h", 10},
                {"Handling, h", 12},
                {"On duty, h", 12},
                {"Occupancy", 12},
                {"Mean talk, s", 12}},
               Sheet::Freeze::yes);
  if (!a.agents.known) {
    sheet.text("Not known: the data name no agents.");
    return;
  }
  for (const auto& agent : a.agents.list) {
    if (sheet.full()) break;
    sheet.text(agent.name);
    sheet.count(agent.calls);
    sheet.count(agent.days);
    sheet.number(agent.talk_hours, CellStyle::decimal);
    sheet.number(agent.handle_hours, CellStyle::decimal);
    sheet.number(agent.duty_hours, CellStyle::decimal);
    sheet.number(agent.occupancy, CellStyle::percent);
    sheet.number(agent.mean_talk, CellStyle::seconds);
    sheet.end_row();
  }
}

}  // namespace tandem::report
