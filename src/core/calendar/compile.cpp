#include "core/calendar/compile.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/base/check.hpp"

namespace tandem::calendar {
namespace {

using std::chrono::days;

constexpr Instant kFirstInstant = Instant::from_seconds(-2'208'988'800);  // 1900-01-01T00:00:00Z
constexpr Instant kLastInstant = Instant::from_seconds(4'102'444'800);    // 2100-01-01T00:00:00Z

/// No clock has been further from UTC since 1900.
constexpr Duration kOffsetMax = Duration::hours(16);

/// The spans of a day run to the end of the next one, and clocks at the date line have been set by a whole
/// day.
constexpr days kDaysBefore{3};
constexpr days kDaysAfter{2};

/// What begins on a day.
struct Day {
  const DaySpans* spans;
  bool from_midnight;
};

class Days {
 public:
  explicit Days(const OpeningHours& hours) : weekly_(hours.weekly) {
    for (const SpecialDay& day : hours.special_days) {
      if (day.year)
        of_one_year_.emplace(LocalDay(*day.year / day.date), &day);
      else
        of_every_year_.emplace(day.date, &day);
    }
  }

  Day on(LocalDay day) const {
    if (const SpecialDay* special = special_on(day)) return {&special->spans, special->from_midnight};
    return {&weekly_.of(std::chrono::weekday(day)), false};
  }

 private:
  const SpecialDay* special_on(LocalDay day) const {
    if (const auto it = of_one_year_.find(day); it != of_one_year_.end()) return it->second;
    const std::chrono::year_month_day date(day);
    const auto it = of_every_year_.find(date.month() / date.day());
    return it == of_every_year_.end() ? nullptr : it->second;
  }

  const WeeklyHours& weekly_;
  std::map<LocalDay, const SpecialDay*> of_one_year_;
  std::map<std::chrono::month_day, const SpecialDay*> of_every_year_;
};

Instant as_if_utc(LocalTime local) { return Instant::from_microseconds(local.time_since_epoch().count()); }

/// From the first instant at which the zone's clock shows a time from `from` until `until` until the last;
/// none where it shows none of them.
std::optional<TimeSpan> stretch_of(LocalTime from, LocalTime until, const Zone& zone) {
  const std::vector<Zone::Period>& periods = zone.periods();
  const Instant first = as_if_utc(from);
  const Instant last = as_if_utc(until);
  std::optional<TimeSpan> stretch;
  for (const auto* period = &zone.period_at(first - kOffsetMax);
       period <= &periods.back() && period->from < last + kOffsetMax; ++period) {
    Instant opens = first - period->offset;
    if (period != &periods.front()) opens = std::max(opens, period->from);
    const Instant closes = std::min(last - period->offset, period->until);
    if (opens >= closes) continue;
    if (!stretch) stretch = {opens, closes};
    stretch->until = closes;
  }
  return stretch;
}

/// In order of time, those that overlap or touch made one.
void merge(std::vector<TimeSpan>& spans) {
  std::ranges::sort(spans, {}, &TimeSpan::from);
  std::size_t kept = 0;
  for (const TimeSpan& span : spans) {
    if (kept > 0 && span.from <= spans[kept - 1].until)
      spans[kept - 1].until = std::max(spans[kept - 1].until, span.until);
    else
      spans[kept++] = span;
  }
  spans.resize(kept);
}

}  // namespace

std::vector<TimeSpan> compile(const OpeningHours& hours, Instant from, Instant until) {
  TANDEM_CHECK(faults_of(hours).empty(), "opening hours are compiled once their faults are mended");
  from = std::max(from, kFirstInstant);
  until = std::min(until, kLastInstant);
  std::vector<TimeSpan> open;
  if (from >= until) return open;

  const Days all(hours);
  const LocalDay first = std::chrono::floor<days>(hours.zone->to_local(from)) - kDaysBefore;
  const LocalDay last = std::chrono::floor<days>(hours.zone->to_local(until)) + kDaysAfter;
  Day next = all.on(first);
  for (LocalDay day = first; day <= last; day += days(1)) {
    const Day here = std::exchange(next, all.on(day + days(1)));
    for (const DaySpan& span : *here.spans) {
      const int day_end = WallTime::end_of_day().minutes();
      const int end = next.from_midnight ? std::min(span.end_minutes(), day_end) : span.end_minutes();
      const LocalTime midnight(day);
      const auto stretch = stretch_of(midnight + std::chrono::minutes(span.from.minutes()),
                                      midnight + std::chrono::minutes(end), *hours.zone);
      if (!stretch || stretch->until <= from || stretch->from >= until) continue;
      open.push_back({std::max(stretch->from, from), std::min(stretch->until, until)});
    }
  }
  merge(open);
  return open;
}

}  // namespace tandem::calendar
