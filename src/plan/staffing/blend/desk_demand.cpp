#include "plan/staffing/blend/desk_demand.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/instant.hpp"
#include "core/calendar/compile.hpp"

namespace tandem::blend {

std::vector<bool> open_intervals(const Desk& desk, LocalDay first, std::size_t days, Duration interval,
                                 std::span<const LocalDay> closed) {
  // By a clock that is never set, as the days have 24 hours each.
  calendar::OpeningHours hours{.zone = &Zone::utc(), .weekly = desk.hours, .special_days = {}};
  for (const LocalDay day : closed) {
    const std::chrono::year_month_day date(day);
    const bool known = std::ranges::any_of(hours.special_days, [&](const calendar::SpecialDay& one) {
      return one.year == date.year() && one.date == date.month() / date.day();
    });
    if (!known)
      hours.special_days.push_back(
          {.date = date.month() / date.day(), .year = date.year(), .spans = {}, .name = {}});
  }
  const Instant start = start_of_day(first, Zone::utc());
  const auto intervals = days * static_cast<std::size_t>(Duration::days(1) / interval);
  const auto at = [&](std::size_t i) { return start + interval * static_cast<std::int64_t>(i); };
  const std::vector<TimeSpan> spans = calendar::compile(hours, start, at(intervals));
  std::vector<bool> open(intervals);
  auto span = spans.begin();
  for (std::size_t i = 0; i < intervals; ++i) {
    while (span != spans.end() && span->until <= at(i)) ++span;
    open[i] = span != spans.end() && span->from <= at(i) && span->until >= at(i + 1);
  }
  return open;
}

std::size_t days_ahead(const Desk& desk) {
  constexpr double kHoursADay = 24, kHoursAWeek = 168;
  double open = 0;
  for (const calendar::DaySpans& spans : desk.hours.days)
    for (const calendar::DaySpan& span : spans) open += (span.end_minutes() - span.from.minutes()) / 60.0;
  double days = 0;
  for (const Channel& channel : desk.channels) {
    if (channel.is_live()) continue;
    const double hours = channel.within.seconds() / 3600;
    // A night, or a weekend, may lie between.
    constexpr double kBetween = 3;
    days =
        std::max(days, kBetween + (channel.of_opening_time && open > 0 ? hours / open * kHoursAWeek : hours) /
                                      kHoursADay);
  }
  return std::min(kDaysAfterMax, static_cast<std::size_t>(std::ceil(days)));
}

}  // namespace tandem::blend
