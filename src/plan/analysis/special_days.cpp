#include <algorithm>
#include <cmath>
#include <map>

#include "plan/analysis/day_words.hpp"
#include "plan/analysis/days.hpp"
#include "plan/analysis/order_statistics.hpp"
#include "plan/analysis/usual_level.hpp"

namespace tandem::analysis {
namespace {

/// Days with fewer calls tell nothing of their waits.
constexpr std::uint32_t kCallsMinForWaits = 50;
/// A month without calls is the end of one file and the start of another, not thirty missing days.
constexpr std::int64_t kMissingRunMax = 31;
/// So much later must the calls begin, or earlier end, for a day to be short.
constexpr int kShortMinutes = 120;

UsualLevel::Scale volume_scale() {
  return {.chance = [](double log_calls) { return std::exp(-log_calls); },
          .off_min = std::log(1.0 / (1 - 1.0 / 3)),
          .spread_min = 0.10};
}

/// Waits and what follows from them vary from day to day by far more than volumes: with a few days of each
/// weekday, what is usual on it would be guesswork.
UsualLevel::Scale wait_scale(std::size_t days, double off_min, double spread_min) {
  static constexpr std::size_t kDaysForWeekdays = 8 * 7;
  return {.chance = [](double) { return 0.0; },
          .off_min = off_min,
          .spread_min = spread_min,
          .by_weekday = days >= kDaysForWeekdays};
}

/// Between these minutes of the day lie 96 % of its calls.
CallHours call_hours(const ObservedDay& day, int minutes_an_interval) {
  const double tail = 0.02 * day.tally.offered;
  CallHours hours;
  double seen = 0;
  bool begun = false;
  for (const IntervalCell& cell : day.cells) {
    seen += cell.tally.offered;
    if (!begun && seen > tail) {
      hours.from = cell.place.interval * minutes_an_interval;
      begun = true;
    }
    if (seen >= day.tally.offered - tail) {
      hours.until = (cell.place.interval + 1) * minutes_an_interval;
      return hours;
    }
  }
  return hours;
}

/// The median hours of each weekday, over days whose volume is usual.
class UsualHours {
 public:
  UsualHours(const std::vector<ObservedDay>& days, int minutes_an_interval) {
    for (const ObservedDay& day : days) {
      if (!day.open || !day.usual) continue;
      const CallHours hours = call_hours(day, minutes_an_interval);
      from_[day.weekday()].push_back(hours.from);
      until_[day.weekday()].push_back(hours.until);
    }
  }
  std::optional<CallHours> of(int weekday) const {
    if (!from_.contains(weekday)) return std::nullopt;
    return CallHours{static_cast<int>(median(from_.at(weekday))),
                     static_cast<int>(median(until_.at(weekday)))};
  }

 private:
  std::map<int, std::vector<double>> from_, until_;
};

void expect_volumes(std::vector<ObservedDay>& days) {
  std::vector<DayValue> values;
  for (const ObservedDay& day : days) {
    if (day.open) values.push_back({day.number, std::log(static_cast<double>(day.tally.offered))});
  }
  const UsualLevel level(values, volume_scale());
  for (ObservedDay& day : days) {
    const auto expected = level.expected(day.number);
    if (expected) day.expected = std::exp(*expected);
    day.usual = day.open;
    if (!day.open) continue;
    const DayValue value{day.number, std::log(static_cast<double>(day.tally.offered))};
    day.deviation = level.deviation(value);
    day.usual = !level.stands_off(value);
  }
}

void find_missing(const std::vector<ObservedDay>& days, std::vector<SpecialDay>& found) {
  for (std::size_t from = 0; from < days.size();) {
    if (days[from].open) {
      ++from;
      continue;
    }
    std::size_t until = from;
    while (until < days.size() && !days[until].open) ++until;
    if (static_cast<std::int64_t>(until - from) <= kMissingRunMax) {
      for (std::size_t i = from; i < until; ++i) {
        if (days[i].usually_open)
          found.push_back(missing_day(days[i].number, days[i].expected.value_or(0), days[i].tally.in_menu));
      }
    }
    from = until;
  }
}

void find_volumes(std::vector<ObservedDay>& days, int minutes_an_interval, std::vector<SpecialDay>& found) {
  const UsualHours usual_hours(days, minutes_an_interval);
  for (ObservedDay& day : days) {
    if (!day.open || !day.expected) continue;
    const CallHours hours = call_hours(day, minutes_an_interval);
    const auto usual = usual_hours.of(day.weekday());
    // Half a day lost need not be a third of its calls.
    const bool fewer = day.tally.offered < 0.85 * *day.expected;
    const bool shorter =
        usual && fewer &&
        (hours.until <= usual->until - kShortMinutes || hours.from >= usual->from + kShortMinutes) &&
        hours.until - hours.from <= usual->until - usual->from - kShortMinutes;
    if (!shorter && day.usual) continue;
    day.usual = false;
    found.push_back(shorter ? short_day(day.number, day.tally.offered, *day.expected, hours, *usual)
                            : volume_day(day.number, day.tally.offered, *day.expected));
    if (!shorter) continue;
    if (&day == &days.front()) note_edge(found.back(), true);
    if (&day == &days.back()) note_edge(found.back(), false);
  }
}

void find_long_waits(const std::vector<ObservedDay>& days, const Figures& figures,
                     std::vector<SpecialDay>& found) {
  // A few seconds more than next to none are no event.
  static constexpr double kFloorSeconds = 10;
  std::vector<DayValue> values;
  for (const ObservedDay& day : days) {
    if (day.tally.offered < kCallsMinForWaits) continue;
    const auto wait = figures.mean_wait(day.tally);
    if (wait) values.push_back({day.number, std::log(*wait + kFloorSeconds)});
  }
  const UsualLevel level(values, wait_scale(days.size(), std::log(2.0), 0.35));
  for (const DayValue& value : values) {
    if (!level.stands_off(value) || level.deviation(value) < 0) continue;
    const double usual = std::max(0.1, std::exp(*level.expected(value.day)) - kFloorSeconds);
    found.push_back(long_waits_day(value.day, std::exp(value.value) - kFloorSeconds, usual));
  }
}

void find_high_abandonment(const std::vector<ObservedDay>& days, const Figures& figures,
                           std::vector<SpecialDay>& found) {
  // Of one in a hundred: twice that is no event either.
  static constexpr double kFloor = 0.02;
  static constexpr double kPointsMin = 0.05;
  std::vector<DayValue> values;
  for (const ObservedDay& day : days) {
    if (day.tally.offered < kCallsMinForWaits) continue;
    const auto share = figures.abandonment(day.tally);
    if (share) values.push_back({day.number, std::log(*share + kFloor)});
  }
  const UsualLevel level(values, wait_scale(days.size(), std::log(1.5), 0.25));
  for (const DayValue& value : values) {
    if (!level.stands_off(value) || level.deviation(value) < 0) continue;
    const double usual = std::max(0.0, std::exp(*level.expected(value.day)) - kFloor);
    const double share = std::exp(value.value) - kFloor;
    if (share - usual >= kPointsMin) found.push_back(high_abandonment_day(value.day, share, usual));
  }
}

}  // namespace

std::vector<SpecialDay> find_special_days(std::vector<ObservedDay>& days, const Figures& figures,
                                          int intervals_a_day) {
  std::vector<SpecialDay> found;
  expect_volumes(days);
  find_missing(days, found);
  find_volumes(days, 24 * 60 / intervals_a_day, found);
  find_long_waits(days, figures, found);
  find_high_abandonment(days, figures, found);
  std::ranges::stable_sort(found, {}, &SpecialDay::day);
  return found;
}

}  // namespace tandem::analysis
