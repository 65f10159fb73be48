#include <algorithm>
#include <cmath>

#include "plan/report/charts/heat_map.hpp"
#include "plan/report/charts/line_chart.hpp"
#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/table.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

constexpr int kShades = 6;

/// The usual week as one line from Monday to Sunday, of the hours that are open.
struct WeekAxis {
  OpenHours open;
  int per_day = 0;  ///< open intervals a day
  double x(int weekday, int interval) const { return weekday * per_day + (interval - open.first); }
};

LineSeries week_line(const Page& page, const WeekAxis& week, const std::vector<std::optional<double>>& values,
                     std::string css) {
  LineSeries series{std::move(css), {}, false, true};
  const int intervals = page.analysis.heat_map.intervals;
  for (int d = 0; d < 7; ++d) {
    for (int i = week.open.first; i < week.open.last; ++i)
      series.points.emplace_back(week.x(d, i), value_at(values, analysis::place_in_week(d, i, intervals)));
    const auto last = series.points.back().second;
    series.points.emplace_back(week.x(d, week.open.last) - 0.001, last);
    series.points.emplace_back(week.x(d, week.open.last), std::nullopt);
  }
  return series;
}

std::string tooltip(const Page& page, int weekday, int interval, std::size_t at) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  std::string tip =
      w.say(Text::tip_cell, {w.pick(Text::weekdays_short, weekday), interval_name(page, interval),
                             w.brief(value_at(a.heat_map.calls, at).value_or(0))});
  if (const auto erlangs = value_at(a.heat_map.erlangs, at))
    tip += w.say(Text::tip_cell_erlangs, {w.brief(*erlangs)});
  const auto agents = value_at(a.heat_map.required_agents, at),
             people = value_at(a.heat_map.required_headcount, at);
  if (agents && people) tip += w.say(Text::tip_cell_agents, {w.brief(*agents), w.brief(*people)});
  if (const auto duty = value_at(a.agents.by_weekday_interval, at))
    tip += w.say(Text::tip_duty, {w.brief(*duty)});
  return tip;
}

void week_chart(Page& page) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  WeekAxis week{open_hours(page), 0};
  week.per_day = week.open.last - week.open.first;
  LineChart chart;
  chart.size = {960, 300};
  chart.label = w.say(Text::requirement_chart_unseen);
  chart.x.high = 7.0 * week.per_day;
  for (int d = 0; d < 7; ++d)
    chart.x.ticks.push_back(
        {week.x(d, week.open.first) + week.per_day / 2.0, std::string(w.pick(Text::weekdays_short, d))});
  for (int d = 1; d < 7; ++d) chart.separators.push_back(week.x(d, week.open.first));
  chart.series.push_back(week_line(page, week, a.heat_map.erlangs, "s6"));
  chart.series.back().area = true;
  const bool seen = a.agents.known && !a.agents.by_weekday_interval.empty();
  if (seen) chart.series.push_back(week_line(page, week, a.agents.by_weekday_interval, "s2"));
  chart.series.push_back(week_line(page, week, a.heat_map.required_agents, "s1"));
  double largest = 0;
  for (const LineSeries& series : chart.series)
    for (const auto& point : series.points) largest = std::max(largest, point.second.value_or(0));
  chart.y = axis_from_zero(
      largest * 1.03, 5, true, [&](double v) { return w.number(v, 0); },
      std::string(w.say(Text::axis_agents)));
  for (int d = 0; d < 7; ++d)
    for (int i = week.open.first; i < week.open.last; ++i) {
      const auto at = analysis::place_in_week(d, i, a.heat_map.intervals);
      if (value_at(a.heat_map.calls, at))
        chart.strips.push_back({week.x(d, i), week.x(d, i + 1), tooltip(page, d, i, at)});
    }
  const std::string load(w.say(Text::legend_load)), need(w.say(Text::legend_required)),
      duty(w.say(Text::legend_on_duty));
  if (seen)
    page.figure(Text::requirement_chart, chart.draw(), {{"s1", need}, {"s2", duty}, {"s6", load}});
  else
    page.figure(Text::requirement_chart_unseen, chart.draw(), {{"s1", need}, {"s6", load}});
}

void cell(Page& page, std::size_t at, double largest, bool peak) {
  const auto& heat = page.analysis.heat_map;
  const auto agents = value_at(heat.required_agents, at), people = value_at(heat.required_headcount, at);
  if (!agents) {
    page.markup("<td></td>");
    return;
  }
  page.markup("<td class=\"n" + std::to_string(heat_step(*agents, largest, kShades)) +
              (peak ? " peak\">" : "\">"));
  page.text(page.words.brief(*agents));
  if (people) page.markup(" <small>(" + page.words.brief(*people) + ")</small>");
  page.markup("</td>");
}

void week_table(Page& page) {
  const auto& heat = page.analysis.heat_map;
  const auto& need = page.analysis.requirement;
  const OpenHours open = open_hours(page);
  double largest = 0;
  for (const auto& value : heat.required_agents) largest = std::max(largest, value.value_or(0));
  page.heading(Text::requirement_table);
  page.paragraph(Text::requirement_table_note);
  page.markup("<div class=\"scroll\"><table class=\"week\"><caption>");
  page.say(Text::requirement_table);
  page.markup("</caption><thead><tr><th scope=\"col\" class=\"w\">");
  page.say(Text::column_interval);
  page.markup("</th>");
  for (int d = 0; d < 7; ++d) {
    page.markup("<th scope=\"col\">");
    page.markup(page.words.pick(Text::weekdays_short, d));
    page.markup("</th>");
  }
  page.markup("</tr></thead><tbody>");
  for (int i = open.first; i < open.last; ++i) {
    page.markup("<tr><th scope=\"row\" class=\"w\">" + interval_name(page, i) + "</th>");
    for (int d = 0; d < 7; ++d)
      cell(page, analysis::place_in_week(d, i, heat.intervals), largest,
           need.peak_agents > 0 && d == need.peak_weekday && i == need.peak_interval);
    page.markup("</tr>");
  }
  page.markup("</tbody></table></div>");
}

}  // namespace

void write_requirement(Page& page) {
  page.open_section("requirement", Text::requirement);
  const auto& a = page.analysis;
  const auto& need = a.requirement;
  const Wording& w = page.words;
  if (!need.handle_mean || a.heat_map.required_agents.empty()) {
    page.unknown(Text::because_no_handle_time);
    page.close_section();
    return;
  }
  const std::string target = w.percent(a.options.target, 0),
                    within = w.duration(a.options.rules.answer.limit.seconds()),
                    handle = page.duration(a.mean_handle), patience = page.duration(need.patience_mean),
                    shrinkage = w.percent(a.options.shrinkage, 0);
  page.paragraph(need.with_patience ? Text::requirement_lead_a : Text::requirement_lead_c,
                 {target, within, handle, patience, shrinkage});
  week_chart(page);
  week_table(page);
  page.close_section();
}

}  // namespace tandem::report
