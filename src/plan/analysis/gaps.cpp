#include "plan/analysis/gaps.hpp"

#include <algorithm>
#include <map>

#include "plan/analysis/days.hpp"
#include "plan/analysis/heat_map.hpp"
#include "plan/analysis/interval_cells.hpp"
#include "plan/analysis/wall_clock.hpp"

namespace tandem::analysis {
namespace {

constexpr Duration kMinute = Duration::minutes(1);
/// What is usual is told by the half hour, whatever intervals are reported.
constexpr Duration kInterval = Duration::minutes(30);
/// Calls come in bunches: that none came where so many are usual does not happen by chance.
constexpr double kUsualCallsInGap = 20;
constexpr Duration kGapMin = Duration::minutes(2);

/// The calls that usually come between two moments of a day.
class UsualCalls {
 public:
  explicit UsualCalls(const UsualWeek& week) : intervals_(week.intervals) {
    sums_.resize(slot(7, 0));
    for (int weekday = 0; weekday < 7; ++weekday) {
      for (int i = 0; i < intervals_; ++i) {
        sums_[slot(weekday, i + 1)] = sums_[slot(weekday, i)] + week.calls(weekday, i).value_or(0);
      }
    }
  }
  /// Microseconds of one local day.
  double between(int weekday, std::int64_t from, std::int64_t until) const {
    return before(weekday, until) - before(weekday, from);
  }

 private:
  std::size_t slot(int weekday, int i) const { return place_in_week(weekday, i, intervals_ + 1); }
  double before(int weekday, std::int64_t at) const {
    static constexpr std::int64_t kLength = kInterval.microseconds();
    const auto i = static_cast<int>(at / kLength);
    const double part = static_cast<double>(at % kLength) / static_cast<double>(kLength);
    if (i >= intervals_) return sums_[slot(weekday, intervals_)];
    const double whole = sums_[slot(weekday, i)];
    return whole + part * (sums_[slot(weekday, i + 1)] - whole);
  }
  int intervals_;
  std::vector<double> sums_;
};

/// The share of a usual day's calls that each day had; nothing on days of other hours than usual, which have
/// no calls where they are usual by design, and on days without any.
std::map<std::int64_t, double> levels_of(std::span<const ObservedDay> days,
                                         std::span<const SpecialDay> special_days) {
  std::map<std::int64_t, double> levels;
  for (const ObservedDay& day : days) {
    if (day.open && day.expected) levels[day.number] = day.tally.offered / *day.expected;
  }
  for (const SpecialDay& special : special_days) {
    if (special.kind == DayKind::short_day) levels.erase(day_number(special.day));
  }
  return levels;
}

/// What is usual, and how each day lay to it.
struct Expected {
  UsualWeek week;
  std::map<std::int64_t, double> levels;
};

Result<Expected> expect(std::span<const IntervalCell> cells) {
  static constexpr int kIntervals = static_cast<int>(Duration::days(1) / kInterval);
  TANDEM_ASSIGN(days, days_of(cells));
  TANDEM_ASSIGN(figures, Figures::of({}, {}));
  const auto special_days = find_special_days(days, figures, kIntervals);
  return Expected{usual_week(days, kIntervals), levels_of(days, special_days)};
}

}  // namespace

Instant GapFinder::Seen::first() const {
  return Instant::from_microseconds(number * kMinute.microseconds() + minute.first);
}
Instant GapFinder::Seen::last() const {
  return Instant::from_microseconds(number * kMinute.microseconds() + minute.last);
}

void GapFinder::see(Instant at, bool offered) {
  const std::int64_t us = at.microseconds();
  const std::int64_t length = kMinute.microseconds();
  const std::int64_t number = us / length - (us % length < 0 ? 1 : 0);
  if (number != recent_number_) {
    if (minutes_.size() > kMinutesMax) return;
    recent_number_ = number;
    recent_ = &minutes_[number];
  }
  const auto into = static_cast<std::uint32_t>(us - number * length);
  recent_->first = std::min(recent_->first, into);
  recent_->last = std::max(recent_->last, into);
  recent_->offered += offered ? 1 : 0;
}

std::vector<GapFinder::Seen> GapFinder::in_order() const {
  std::vector<Seen> all;
  all.reserve(minutes_.size());
  for (const auto& [number, minute] : minutes_) all.push_back({number, minute});
  std::ranges::sort(all, {}, &Seen::number);
  return all;
}

std::int64_t GapFinder::days_with_calls(const Zone& zone) const {
  WallClock clock(zone, kInterval);
  std::int64_t days = 0, before = INT64_MIN;
  for (const Seen& seen : in_order()) {
    const std::int64_t day = clock.place(seen.first()).day;
    days += day != before ? 1 : 0;
    before = day;
  }
  return days;
}

std::vector<TimeQuality::Gap> GapFinder::gaps(const Zone& zone) const {
  static constexpr std::int64_t kDay = Duration::days(1).microseconds();
  std::vector<TimeQuality::Gap> gaps;
  if (minutes_.size() > kMinutesMax) return gaps;
  const std::vector<Seen> seen = in_order();
  WallClock clock(zone, kInterval);
  std::vector<IntervalCell> cells;
  for (const Seen& minute : seen) {
    if (minute.minute.offered == 0) continue;
    const LocalPlace place = clock.place(minute.first());
    if (cells.empty() || cells.back().place != place) cells.push_back({.place = place});
    cells.back().tally.offered += minute.minute.offered;
  }
  const auto expected = expect(cells);
  if (!expected) return gaps;  // a span of centuries: wrong dates, which other parts tell
  const UsualCalls usual(expected->week);
  for (std::size_t i = 1; i < seen.size() && gaps.size() < kGapsKept; ++i) {
    const Instant from = seen[i - 1].last(), until = seen[i].first();
    if (until - from < kGapMin) continue;
    const std::int64_t day = clock.place(from).day;
    const auto level = expected->levels.find(day);
    if (level == expected->levels.end() || clock.place(until).day != day) continue;
    const double missed = usual.between(weekday_of(day), clock.local_microseconds(from) - day * kDay,
                                        clock.local_microseconds(until) - day * kDay);
    if (missed * std::min(1.0, level->second) >= kUsualCallsInGap) gaps.push_back({from, until, missed});
  }
  return gaps;
}

}  // namespace tandem::analysis
