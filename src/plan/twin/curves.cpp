#include "plan/twin/curves.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plan/analysis/patience.hpp"

namespace tandem::twin {

using simulation::Distribution;

Distribution hazard_of(Lengths lengths) {
  if (lengths.ended.empty()) return Distribution::never();
  std::ranges::sort(lengths.ended);
  std::ranges::sort(lengths.censored);
  const analysis::Patience curve = analysis::patience_of(lengths.ended, lengths.censored);
  constexpr double kLeast = 1e-6;  // of those who are left when all have ended
  std::vector<Distribution::Stretch> stretches;
  double from = 0, left = 1;
  for (std::size_t i = 0; i < curve.time.size(); ++i) {
    if (curve.time[i] <= from) continue;
    const double still = std::max(curve.survival[i], kLeast);
    stretches.push_back({Duration::from_seconds(from), std::log(left / still) / (curve.time[i] - from)});
    from = curve.time[i];
    left = still;
  }
  const double mean = std::max(*curve.mean_exponential, 1.0);
  stretches.push_back({Duration::from_seconds(from), 1 / mean});
  return Distribution::hazard(std::move(stretches));
}

Distribution service_of(std::vector<double> seconds) {
  constexpr std::size_t kParts = 200;
  std::ranges::sort(seconds);
  std::vector<Duration> values;
  const std::size_t parts = std::min(kParts, seconds.size());
  for (std::size_t part = 0; part < parts; ++part) {
    const auto from = seconds.begin() + static_cast<std::ptrdiff_t>(part * seconds.size() / parts);
    const auto until = seconds.begin() + static_cast<std::ptrdiff_t>((part + 1) * seconds.size() / parts);
    values.push_back(
        Duration::from_seconds(std::accumulate(from, until, 0.0) / static_cast<double>(until - from)));
  }
  return Distribution::empirical(std::move(values));
}

}  // namespace tandem::twin
