#include "plan/analysis/time_quality.hpp"

#include <algorithm>
#include <map>

#include "plan/analysis/interval_cells.hpp"
#include "plan/analysis/wall_clock.hpp"

namespace tandem::analysis {
namespace {

/// Calls come in bunches: that none came where so many are usual does not happen by chance.
constexpr double kUsualCallsInGap = 20;
constexpr Duration kGapMin = Duration::minutes(2);
constexpr std::size_t kGapsKept = 1'000;
/// A clock set right jumps by minutes or hours; a log that starts over elsewhere (another line, another file)
/// by days.
constexpr Duration kJumpMin = Duration::minutes(5);
constexpr Duration kJumpMax = Duration::hours(12);

/// The calls that usually come between two moments of a day.
class UsualCalls {
 public:
  UsualCalls(const UsualWeek& week, Duration interval) : intervals_(week.intervals), interval_(interval) {
    sums_.resize(static_cast<std::size_t>(7 * (intervals_ + 1)));
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
  std::size_t slot(int weekday, int i) const {
    return static_cast<std::size_t>(weekday * (intervals_ + 1) + i);
  }
  double before(int weekday, std::int64_t at) const {
    const auto i = static_cast<int>(at / interval_.microseconds());
    const double part =
        static_cast<double>(at % interval_.microseconds()) / static_cast<double>(interval_.microseconds());
    if (i >= intervals_) return sums_[slot(weekday, intervals_)];
    const double whole = sums_[slot(weekday, i)];
    return whole + part * (sums_[slot(weekday, i + 1)] - whole);
  }
  int intervals_;
  Duration interval_;
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

/// Between two calls of one day; late beginnings and early ends are short days, not gaps.
std::vector<TimeQuality::Gap> find_gaps(std::span<const CallRecord> calls,
                                        const std::map<std::int64_t, double>& levels, const UsualWeek& week,
                                        const Options& options) {
  static constexpr std::int64_t kDay = Duration::days(1).microseconds();
  std::vector<TimeQuality::Gap> gaps;
  const UsualCalls usual(week, options.interval);
  WallClock clock(*options.zone, options.interval);
  for (std::size_t i = 1; i < calls.size() && gaps.size() < kGapsKept; ++i) {
    const Instant from = calls[i - 1].offered_at, until = calls[i].offered_at;
    if (until - from < kGapMin) continue;
    const LocalPlace place = clock.place(from);
    const auto level = levels.find(place.day);
    if (level == levels.end() || clock.place(until).day != place.day) continue;
    const std::int64_t midnight = place.day * kDay;
    const double missed = usual.between(weekday_of(place.day), clock.local_microseconds(from) - midnight,
                                        clock.local_microseconds(until) - midnight);
    if (missed * std::min(1.0, level->second) >= kUsualCallsInGap) gaps.push_back({from, until, missed});
  }
  return gaps;
}

void find_clock_changes(TimeQuality& quality, std::span<const CallRecord> calls, const Zone& zone) {
  const Instant first = calls.front().offered_at, last = calls.back().offered_at;
  const auto& periods = zone.periods();
  auto call = calls.begin();
  for (std::size_t i = 1; i < periods.size(); ++i) {
    const Instant change = periods[i].from;
    const Duration step = periods[i].offset - periods[i - 1].offset;
    if (change <= first || change > last || step == Duration()) continue;
    quality.clock_changes.push_back(change);
    if (step > Duration()) continue;
    // Set back by `-step`: the wall shows that stretch before the change once more after it.
    const auto earliest = change + step, latest = change - step;
    call = std::lower_bound(call, calls.end(), earliest,
                            [](const CallRecord& c, Instant at) { return c.offered_at < at; });
    for (; call != calls.end() && call->offered_at < latest; ++call) ++quality.calls_in_repeated_hour;
  }
}

void look_at_durations(TimeQuality& quality, std::span<const CallRecord> calls, const kpi::Rules& rules) {
  for (const CallRecord& call : calls) {
    if (rules.counts[static_cast<std::size_t>(call.outcome)] == kpi::CountsAs::left_out) continue;
    quality.calls_without_end += call.ended_at.known() ? 0 : 1;
    if (!call.answered_at.known()) continue;
    quality.calls_without_agent += call.agent.known() ? 0 : 1;
    const auto talk = call.talk();
    quality.zero_talk += talk && *talk == Duration() ? 1 : 0;
    const auto handle = handle_of(call);
    quality.very_long_calls += handle && *handle > kVeryLongCall ? 1 : 0;
  }
}

std::int64_t clock_jumps(const CallTable& table) {
  std::int64_t jumps = 0;
  for (const auto& shelf : table.shelves()) {
    for (std::size_t i = 1; i < shelf.calls.size(); ++i) {
      const Duration back = shelf.calls[i - 1].offered_at - shelf.calls[i].offered_at;
      const bool same_source = shelf.calls[i - 1].source == shelf.calls[i].source;
      jumps += same_source && back > kJumpMin && back <= kJumpMax ? 1 : 0;
    }
  }
  return jumps;
}

}  // namespace

TimeQuality time_quality_of(const CallTable& table, std::span<const CallRecord> calls,
                            std::span<const ObservedDay> days, std::span<const SpecialDay> special_days,
                            const UsualWeek& week, const Options& options) {
  TimeQuality quality;
  for (const SpecialDay& day : special_days) {
    if (day.kind == DayKind::missing) quality.missing_days.push_back(day.day);
  }
  if (calls.empty()) return quality;
  quality.gaps = find_gaps(calls, levels_of(days, special_days), week, options);
  find_clock_changes(quality, calls, *options.zone);
  look_at_durations(quality, calls, options.rules);
  quality.clock_jumps = clock_jumps(table);
  return quality;
}

}  // namespace tandem::analysis
