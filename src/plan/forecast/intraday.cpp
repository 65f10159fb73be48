#include "plan/forecast/intraday.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/check.hpp"

namespace tandem::forecast {
namespace {

/// However few calls were expected, the day is no more than three times as busy.
constexpr double kLevelMin = -0.9, kLevelMax = 2;

}  // namespace

DayForecast after_slots(const DayForecast& morning, const Spread& spread, std::span<const double> so_far) {
  TANDEM_CHECK(so_far.size() <= morning.counts.size(), "no more slots are over than a day has");
  DayForecast now = morning;
  const auto over = static_cast<std::ptrdiff_t>(so_far.size());
  const double expected = std::accumulate(morning.counts.begin(), morning.counts.begin() + over, 0.0);
  const double came = std::accumulate(so_far.begin(), so_far.end(), 0.0);
  const double variance = spread.level * spread.level * expected;
  const double gain = variance > 0 ? variance / (variance + spread.chance) : 0;
  const double level = expected > 0 ? std::clamp(gain * (came / expected - 1), kLevelMin, kLevelMax) : 0;
  Spread left = spread;
  left.level *= std::sqrt(1 - gain);
  for (std::size_t slot = 0; slot < now.counts.size(); ++slot) {
    if (slot < so_far.size()) {
      now.counts[slot] = now.lower[slot] = now.upper[slot] = so_far[slot];
      continue;
    }
    now.counts[slot] *= 1 + level;
    const double deviation = left.deviation(now.counts[slot]);
    now.lower[slot] = std::max(0.0, now.counts[slot] + left.low * deviation);
    now.upper[slot] = std::max(0.0, now.counts[slot] + left.high * deviation);
  }
  return now;
}

}  // namespace tandem::forecast
