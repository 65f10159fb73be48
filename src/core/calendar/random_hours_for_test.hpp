#pragma once

// For tests: sound hours, made by RapidCheck.

#include <rapidcheck.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/calendar/opening_hours.hpp"

namespace tandem::calendar {

/// A minute of a day, the hours in which clocks are set more often than others.
inline int random_minute_for_test() {
  const int hour = *rc::gen::weightedOneOf<int>({{3, rc::gen::inRange(0, 4)}, {2, rc::gen::inRange(0, 24)}});
  return hour * 60 + *rc::gen::element(0, 0, 1, 15, 30, 45, 59);
}

inline DaySpans random_spans_for_test() {
  const auto time = [](int minute) { return WallTime::of(0, minute); };
  std::set<int> edges;
  for (int left = 2 * *rc::gen::inRange(0, 4); left > 0; --left) edges.insert(random_minute_for_test());
  if (*rc::gen::inRange(0, 4) == 0) edges.insert(WallTime::end_of_day().minutes());
  DaySpans spans;
  for (auto edge = edges.begin(); edge != edges.end(); ++edge) {
    const WallTime from = time(*edge);
    if (++edge == edges.end()) break;
    spans.push_back({from, time(*edge)});
    // The next one may begin where this one ends.
    if (*rc::gen::inRange(0, 4) == 0 && *edge < WallTime::end_of_day().minutes()) --edge;
  }
  if (!spans.empty() && *rc::gen::inRange(0, 3) == 0)
    spans.back().until = time(std::min(random_minute_for_test(), spans.back().from.minutes() - 1));
  if (!spans.empty() && spans.back().until < WallTime()) spans.pop_back();
  return spans;
}

inline WeeklyHours random_week_for_test() {
  WeeklyHours hours;
  if (*rc::gen::inRange(0, 10) == 0) return WeeklyHours::always();
  for (std::size_t day = 0; day < kWeekdays; ++day)
    hours.days[day] = day > 0 && *rc::gen::inRange(0, 2) == 0 ? hours.days[day - 1] : random_spans_for_test();
  return hours;
}

/// Of `on` or of that date in every year.
inline SpecialDay random_special_day_for_test(LocalDay on) {
  const std::chrono::year_month_day date(on);
  SpecialDay day{.date = date.month() / date.day(), .year = {}, .spans = random_spans_for_test(), .name = {}};
  if (*rc::gen::arbitrary<bool>()) day.year = date.year();
  day.from_midnight = *rc::gen::arbitrary<bool>();
  return day;
}

}  // namespace tandem::calendar
