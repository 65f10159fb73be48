#include "plan/forecast/handle_time.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/base/check.hpp"

namespace tandem::forecast {
namespace {

constexpr double kHalfLifeDays = 60;
/// A slot's, or a weekday's, own mean counts half when it stands on so many calls.
constexpr double kSlotCalls = 200, kWeekdayCalls = 500;
/// The last days' level counts half when each has so many calls, and fades so much a day.
constexpr double kLevelCalls = 200, kLevelStep = 0.2, kStaysADay = 0.95;
/// Slots of fewer calls say little of how slots differ.
constexpr double kCallsMin = 3;

std::size_t weekday_of(LocalDay day) { return std::chrono::weekday(day).c_encoding(); }

/// A sum of handle times beside what was expected of as many calls.
struct Beside {
  double took = 0, expected = 0, calls = 0;
  void add(double weight, double seconds, double usual, double count) {
    took += weight * seconds;
    expected += weight * usual * count;
    calls += weight * count;
  }
  /// Towards 1 where there are few.
  double ratio(double half) const {
    if (expected <= 0) return 1;
    const double share = calls / (calls + half);
    return 1 + share * (took / expected - 1);
  }
};

}  // namespace

HandleTime::HandleTime(const DaySeries& series, std::size_t known) : of_slot_(series.slots, 1.0) {
  of_weekday_.fill(1);
  std::vector<double> weights;
  double calls = 0, seconds = 0;
  for (std::size_t day = 0; day < known; ++day) {
    weights.push_back(std::pow(0.5, static_cast<double>(known - 1 - day) / kHalfLifeDays));
    for (std::size_t at = day * series.slots; at < (day + 1) * series.slots; ++at) {
      calls += weights.back() * series.handled[at];
      seconds += weights.back() * series.handle_seconds[at];
    }
  }
  if (calls <= 0 || seconds <= 0) return;
  mean_ = seconds / calls;
  learn_factors(series, weights);
  learn_level(series, known);
  learn_deviation(series, known);
}

void HandleTime::learn_factors(const DaySeries& series, const std::vector<double>& weights) {
  std::vector<Beside> slots(series.slots);
  for (std::size_t day = 0; day < weights.size(); ++day)
    for (std::size_t slot = 0; slot < series.slots; ++slot) {
      const std::size_t at = day * series.slots + slot;
      slots[slot].add(weights[day], series.handle_seconds[at], mean_, series.handled[at]);
    }
  for (std::size_t slot = 0; slot < series.slots; ++slot) of_slot_[slot] = slots[slot].ratio(kSlotCalls);
  std::array<Beside, 7> weekdays{};
  for (std::size_t day = 0; day < weights.size(); ++day)
    for (std::size_t slot = 0; slot < series.slots; ++slot) {
      const std::size_t at = day * series.slots + slot;
      weekdays[weekday_of(series.days[day])].add(weights[day], series.handle_seconds[at],
                                                 mean_ * of_slot_[slot], series.handled[at]);
    }
  for (std::size_t weekday = 0; weekday < weekdays.size(); ++weekday)
    of_weekday_[weekday] = weekdays[weekday].ratio(kWeekdayCalls);
}

double HandleTime::usual(LocalDay day, std::size_t slot) const {
  return mean_ * of_slot_[slot] * of_weekday_[weekday_of(day)];
}

void HandleTime::learn_level(const DaySeries& series, std::size_t known) {
  for (std::size_t day = 0; day < known; ++day) {
    Beside whole;
    for (std::size_t slot = 0; slot < series.slots; ++slot) {
      const std::size_t at = day * series.slots + slot;
      whole.add(1, series.handle_seconds[at], usual(series.days[day], slot), series.handled[at]);
    }
    if (whole.calls <= 0) continue;
    const double share = whole.calls / (whole.calls + kLevelCalls);
    level_ += kLevelStep * share * (whole.took / whole.expected - 1 - level_);
  }
}

/// Squared errors of slots' means are a + b / calls: a line through them, by least squares weighted by calls.
void HandleTime::learn_deviation(const DaySeries& series, std::size_t known) {
  double w = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (std::size_t day = 0; day < known; ++day)
    for (std::size_t slot = 0; slot < series.slots; ++slot) {
      const std::size_t at = day * series.slots + slot;
      const double calls = series.handled[at];
      if (calls < kCallsMin) continue;
      const double error = series.handle_seconds[at] / calls / usual(series.days[day], slot) - 1;
      const double squared = error * error, inverse = 1 / calls;
      w += calls;
      x += calls * inverse;
      y += calls * squared;
      xx += calls * inverse * inverse;
      xy += calls * inverse * squared;
    }
  if (w <= 0) return;
  const double below = w * xx - x * x;
  calls_differ_ = below > 0 ? std::max(0.0, (w * xy - x * y) / below) : 0;
  slots_differ_ = std::max(0.0, (y - calls_differ_ * x) / w);
}

double HandleTime::seconds_on(LocalDay day, std::size_t ahead, std::size_t slot) const {
  TANDEM_CHECK(known(), "a handle time is asked for where some are known");
  return usual(day, slot) * (1 + level_ * std::pow(kStaysADay, static_cast<double>(ahead)));
}

double HandleTime::deviation(double calls) const {
  return std::sqrt(slots_differ_ + calls_differ_ / std::max(calls, 1.0));
}

}  // namespace tandem::forecast
