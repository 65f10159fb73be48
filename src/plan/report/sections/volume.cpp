#include <algorithm>
#include <map>

#include "plan/report/charts/bar_chart.hpp"
#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

using std::chrono::days;

/// Beyond this many days a bar a day is thinner than a hair: weeks are drawn.
constexpr std::int64_t kMostDaysDrawn = 550;

Label counting(const Page& page) {
  return [&page](double value) { return page.words.number(value, 0); };
}

void usual_week(Page& page) {
  const auto& heat = page.analysis.heat_map;
  const Wording& w = page.words;
  BarChart chart;
  chart.size = kHalf;
  chart.label = w.say(Text::usual_week_days);
  double largest = 0;
  for (int d = 0; d < 7; ++d) {
    const auto day = static_cast<std::size_t>(d);
    Bar bar;
    bar.css = "s1";
    bar.label = w.pick(Text::weekdays_short, d);
    bar.value = heat.calls_per_day[day];
    if (bar.value) {
      largest = std::max(largest, *bar.value);
      bar.figure = w.number(*bar.value, 0);
      bar.tooltip = w.say(Text::tip_usual_day, {w.pick(Text::weekdays, d), bar.figure,
                                                w.plural(Text::n_usual_days, heat.days[day])});
    }
    chart.bars.push_back(std::move(bar));
  }
  chart.y =
      axis_from_zero(largest * 1.06, 4, true, counting(page), std::string(w.say(Text::axis_calls_per_day)));
  page.figure(Text::usual_week_days, chart.draw());
}

void usual_day(Page& page) {
  const auto& heat = page.analysis.heat_map;
  const Wording& w = page.words;
  const int weekday = reference_weekday(heat);
  if (weekday < 0) return;
  const OpenHours open = open_hours(page);
  const int minutes = interval_minutes(page);
  BarChart chart;
  chart.size = kHalf;
  chart.label = w.say(Text::usual_day_by_clock, {w.pick(Text::usual_weekday, weekday)});
  double largest = 0;
  for (int i = open.first; i < open.last; ++i) {
    Bar bar;
    bar.css = "s1";
    bar.value = value_at(heat.calls, analysis::place_in_week(weekday, i, heat.intervals));
    largest = std::max(largest, bar.value.value_or(0));
    if (i * minutes % 120 == 0) bar.label = std::to_string(i * minutes / 60);
    bar.tooltip = w.say(Text::tip_cell, {w.pick(Text::weekdays_short, weekday), interval_name(page, i),
                                         w.brief(bar.value.value_or(0))});
    chart.bars.push_back(std::move(bar));
  }
  chart.y = axis_from_zero(
      largest * 1.03, 4, true, counting(page),
      w.say(Text::axis_calls_per_interval, {w.duration(page.analysis.options.interval.seconds())}));
  page.figure(Text::usual_day_by_clock, chart.draw(), {}, {w.pick(Text::usual_weekday, weekday)});
  if (open.outside >= 0.0005) {
    page.markup("<p class=\"note\">");
    page.say(Text::outside_hours, {w.percent(open.outside)});
    page.markup("</p>");
  }
}

void by_month(Page& page) {
  const auto& season = page.analysis.season;
  const Wording& w = page.words;
  if (season.calls_by_month.size() < 2) return;
  BarChart chart;
  chart.size = {960, 240};
  chart.label = w.say(Text::month_by_month);
  double largest = 0;
  const std::size_t every = season.calls_by_month.size() / 25 + 1;
  for (std::size_t i = 0; i < season.calls_by_month.size(); ++i) {
    const auto& [month, calls] = season.calls_by_month[i];
    Bar bar;
    bar.css = "s1";
    bar.value = static_cast<double>(calls);
    largest = std::max(largest, *bar.value);
    const bool crowded = season.calls_by_month.size() > 14;
    if (i % every == 0) bar.label = w.short_month(month);
    if (!crowded) bar.figure = w.count(calls);
    std::string per_day(kUndefined);
    for (const auto& [other, level] : season.calls_per_open_day)
      if (other == month) per_day = w.number(level, 0);
    bar.tooltip = w.say(Text::tip_month, {w.month(month), w.plural(Text::n_calls, calls), per_day});
    chart.bars.push_back(std::move(bar));
  }
  chart.y =
      axis_from_zero(largest * 1.06, 4, true, counting(page), std::string(w.say(Text::axis_calls_per_month)));
  page.figure(Text::month_by_month, chart.draw());
}

std::string day_tooltip(const Page& page, const analysis::DayFigures& day) {
  const Wording& w = page.words;
  std::string tip = w.say(Text::tip_day, {w.short_day(day.day), w.plural(Text::n_calls, day.offered),
                                          w.count(day.answered), w.count(day.abandoned)});
  if (day.expected > 0) tip += w.say(Text::tip_expected, {w.number(day.expected, 0)});
  if (day.service_level) tip += w.say(Text::tip_service_level, {w.percent(*day.service_level)});
  if (day.mean_wait) tip += w.say(Text::tip_wait, {w.duration(*day.mean_wait)});
  return tip;
}

/// Words under the axis at the start of weeks, or of months where there are many days.
std::string day_label(const Page& page, LocalDay day, std::int64_t days_drawn) {
  const std::chrono::year_month_day date(day);
  const auto month = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  const std::string_view name = page.words.pick(Text::months_short, month);
  const auto in_month = static_cast<unsigned>(date.day());
  if (days_drawn > 75) {
    if (in_month != 1 || (days_drawn > 400 && month % 3 != 0)) return "";
    return month == 0 || days_drawn > 400 ? page.words.short_month({date.year(), date.month()})
                                          : std::string(name);
  }
  if (days_drawn > 10 && weekday_of(day) != 0) return "";
  return std::to_string(in_month) + " " + std::string(name);
}

void day_by_day(Page& page, LocalDay first, std::int64_t count) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  std::map<LocalDay, const analysis::SpecialDay*> special;
  for (const auto& day : a.special_days) special.emplace(day.day, &day);
  std::map<LocalDay, const analysis::DayFigures*> figures;
  double largest = 0;
  for (const auto& day : a.days) {
    figures[day.day] = &day;
    largest = std::max({largest, static_cast<double>(day.offered), day.expected});
  }
  BarChart chart;
  chart.label = w.say(Text::day_by_day);
  for (std::int64_t i = 0; i < count; ++i) {
    const LocalDay day = first + days(i);
    Bar bar;
    bar.label = day_label(page, day, count);
    const auto marked = special.find(day);
    const auto known = figures.find(day);
    bar.css = marked == special.end() ? "s1" : "s2";
    if (known != figures.end() && known->second->offered > 0) {
      bar.value = static_cast<double>(known->second->offered);
      bar.tooltip = day_tooltip(page, *known->second);
      if (count <= 100 && known->second->expected > 0) bar.mark = known->second->expected;
    } else if (marked != special.end()) {
      bar.value = largest * 1.04;
      bar.css = "missing";
      bar.tooltip = w.say(Text::tip_day_missing, {w.short_day(day)});
    }
    if (marked != special.end() && bar.css != "missing")
      bar.tooltip += "\n" + (w.language() == Language::ru ? marked->second->explanation_ru
                                                          : marked->second->explanation_en);
    chart.bars.push_back(std::move(bar));
  }
  chart.y =
      axis_from_zero(largest * 1.04, 5, true, counting(page), std::string(w.say(Text::axis_calls_per_day)));
  const std::string svg = chart.draw();
  const std::string calls(w.say(Text::legend_calls)), stands(w.say(Text::legend_special)),
      missing(w.say(Text::legend_missing)), expected(w.say(Text::legend_expected));
  if (count <= 100)
    page.figure(Text::day_by_day, svg,
                {{"s1", calls}, {"s2", stands}, {"missing", missing}, {"mark", expected}});
  else
    page.figure(Text::day_by_day, svg, {{"s1", calls}, {"s2", stands}, {"missing", missing}});
}

void week_by_week(Page& page) {
  const Wording& w = page.words;
  std::map<LocalDay, std::int64_t> weeks;
  for (const auto& day : page.analysis.days) weeks[day.day - days(weekday_of(day.day))] += day.offered;
  BarChart chart;
  chart.label = w.say(Text::week_by_week);
  double largest = 0;
  int year = 0;
  for (const auto& [monday, calls] : weeks) {
    Bar bar;
    bar.css = "s1";
    bar.value = static_cast<double>(calls);
    largest = std::max(largest, *bar.value);
    const int this_year = static_cast<int>(std::chrono::year_month_day(monday).year());
    if (this_year != year) bar.label = std::to_string(this_year);
    year = this_year;
    bar.tooltip = w.say(Text::tip_week, {w.short_day(monday), w.plural(Text::n_calls, calls)});
    chart.bars.push_back(std::move(bar));
  }
  chart.y =
      axis_from_zero(largest * 1.04, 5, true, counting(page), std::string(w.say(Text::axis_calls_per_week)));
  page.figure(Text::week_by_week, chart.draw());
}

}  // namespace

void write_volume(Page& page) {
  page.open_section("volume", Text::volume);
  const auto& a = page.analysis;
  if (a.days.empty()) {
    page.unknown(Text::because_no_calls);
    page.close_section();
    return;
  }
  const auto [first, last] = std::ranges::minmax(a.days, {}, &analysis::DayFigures::day);
  const std::int64_t count = (last.day - first.day).count() + 1;
  if (count <= kMostDaysDrawn)
    day_by_day(page, first.day, count);
  else
    week_by_week(page);
  page.markup("<div class=\"pair\">");
  usual_week(page);
  page.markup("<div>");
  usual_day(page);
  page.markup("</div></div>");
  by_month(page);
  page.close_section();
}

}  // namespace tandem::report
