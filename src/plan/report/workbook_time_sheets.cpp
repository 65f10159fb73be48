#include <fmt/format.h>

#include "plan/report/language/wording.hpp"
#include "plan/report/sections/special_days.hpp"
#include "plan/report/workbook_sheets.hpp"

namespace tandem::report {
namespace {

const Wording& english() {
  static const Wording words(Language::en);
  return words;
}

std::string interval_name(const analysis::Analysis& a, int interval) {
  const int minutes = static_cast<int>(a.options.interval.whole_seconds() / 60);
  return Wording::clock_range(interval * minutes, (interval + 1) * minutes);
}

/// Columns over the rows from..until of a sheet, drawn at the row and column given.
void column_chart(Workbook& workbook, Sheet& sheet, const char* sheet_name, const char* title, lxw_row_t from,
                  lxw_row_t until, lxw_col_t values, lxw_row_t at_row, lxw_col_t at_column) {
  if (until < from) return;
  lxw_chart* const chart = workbook_add_chart(workbook.book(), LXW_CHART_COLUMN);
  lxw_chart_series* const series = chart_add_series(chart, nullptr, nullptr);
  chart_series_set_categories(series, sheet_name, from, 0, until, 0);
  chart_series_set_values(series, sheet_name, from, values, until, values);
  chart_title_set_name(chart, title);
  chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
  lxw_chart_options options{};
  options.x_scale = 1.8;
  options.y_scale = 1.3;
  worksheet_insert_chart_opt(sheet.sheet(), at_row, at_column, chart, &options);
}

/// Intervals down, weekdays across.
void week_block(Sheet& sheet, const analysis::Analysis& a, std::string_view title,
                const std::vector<std::optional<double>>& values, CellStyle style) {
  if (values.empty()) return;
  sheet.text(title, CellStyle::bold);
  sheet.end_row();
  std::vector<Sheet::Column> columns{{"Interval", 14}};
  for (const char* weekday : {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})
    columns.push_back({weekday, 10});
  sheet.header(columns, Sheet::Freeze::no);
  for (int i = 0; i < a.heat_map.intervals; ++i) {
    sheet.text(interval_name(a, i));
    for (int d = 0; d < 7; ++d) {
      const auto at = analysis::place_in_week(d, i, a.heat_map.intervals);
      sheet.number(at < values.size() ? values[at] : std::nullopt, style);
    }
    sheet.end_row();
  }
  sheet.end_row();
}

}  // namespace

void intervals_sheet(Workbook& workbook, const analysis::Analysis& a) {
  Sheet sheet(workbook, "Intervals");
  sheet.header({{"Interval from (local)", 18},
                {"Offered", 10},
                {"Load, erlangs", 12},
                {"Service level", 13},
                {"Mean wait, s", 12},
                {"Abandonment B / O", 14}},
               Sheet::Freeze::yes);
  const Zone& zone = a.options.zone != nullptr ? *a.options.zone : Zone::utc();
  for (const auto& volume : a.timeline) {
    if (sheet.full()) break;
    sheet.moment(volume.start, zone);
    sheet.count(volume.offered);
    sheet.number(volume.erlangs, CellStyle::decimal);
    sheet.number(volume.service_level, CellStyle::percent);
    sheet.number(volume.mean_wait, CellStyle::seconds);
    sheet.number(volume.abandonment, CellStyle::percent);
    sheet.end_row();
  }
}

void days_sheet(Workbook& workbook, const analysis::Analysis& a) {
  Sheet sheet(workbook, "Days");
  sheet.header({{"Day", 16},
                {"Offered", 10},
                {"Answered", 10},
                {"Gave up", 10},
                {"Expected", 10},
                {"Service level", 13},
                {"Abandonment B / O", 14},
                {"Mean wait, s", 12},
                {"Handle time, s", 13},
                {"Stands out", 24},
                {"In words", 70}},
               Sheet::Freeze::yes);
  const lxw_row_t first = sheet.row();
  for (const auto& day : a.days) {
    sheet.day(day.day);
    sheet.count(day.offered);
    sheet.count(day.answered);
    sheet.count(day.abandoned);
    sheet.number(day.expected > 0 ? std::optional(day.expected) : std::nullopt, CellStyle::count);
    sheet.number(day.service_level, CellStyle::percent);
    sheet.number(day.abandonment, CellStyle::percent);
    sheet.number(day.mean_wait, CellStyle::seconds);
    sheet.number(day.mean_handle, CellStyle::seconds);
    std::string kinds, words;
    for (const auto& special : a.special_days) {
      if (special.day != day.day) continue;
      kinds += (kinds.empty() ? "" : "; ") + std::string(english().say(kind_of_day(special.kind)));
      words += (words.empty() ? "" : " ") + special.explanation_en;
    }
    if (!kinds.empty()) {
      sheet.text(kinds);
      sheet.text(words);
    }
    sheet.end_row();
  }
  if (sheet.row() > first)
    column_chart(workbook, sheet, "Days", "Calls offered by day", first, sheet.row() - 1, 1, 1, 12);
}

void week_sheet(Workbook& workbook, const analysis::Analysis& a) {
  Sheet sheet(workbook, "Week");
  sheet.widths({22, 10, 10, 10, 10, 10, 10, 10});
  const auto& heat = a.heat_map;
  sheet.text("The usual week", CellStyle::title);
  sheet.end_row();
  sheet.text("Calls on a usual day (median)", CellStyle::bold);
  sheet.end_row();
  sheet.header({{"Weekday", 22}, {"Calls", 10}, {"Days", 10}}, Sheet::Freeze::no);
  const lxw_row_t first = sheet.row();
  for (int d = 0; d < 7; ++d) {
    const auto day = static_cast<std::size_t>(d);
    sheet.text(english().pick(Text::weekdays, d));
    sheet.number(heat.calls_per_day[day], CellStyle::count);
    sheet.count(heat.days[day]);
    sheet.end_row();
  }
  column_chart(workbook, sheet, "Week", "Calls on a usual day", first, sheet.row() - 1, 1, 0, 9);
  sheet.end_row();
  week_block(sheet, a, "Agents required on the phones", heat.required_agents, CellStyle::count);
  week_block(sheet, a, "People required, with shrinkage", heat.required_headcount, CellStyle::count);
  week_block(sheet, a, "Calls", heat.calls, CellStyle::decimal);
  week_block(sheet, a, "Load, erlangs", heat.erlangs, CellStyle::decimal);
  week_block(sheet, a, "Service level", heat.service_level, CellStyle::percent);
  week_block(sheet, a, "Mean wait, s", heat.mean_wait, CellStyle::seconds);
  if (a.agents.known)
    week_block(sheet, a, "Agents seen on duty", a.agents.by_weekday_interval, CellStyle::decimal);
}

}  // namespace tandem::report
