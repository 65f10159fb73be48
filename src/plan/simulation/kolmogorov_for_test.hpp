#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace tandem::simulation {

/// What `kolmogorov` is above with a chance of 0.1 % (Kolmogorov 1933).
inline constexpr double kKolmogorov999 = 1.9495;
/// A normal variable is farther than so many standard deviations from its mean with a chance of 0.1 %.
inline constexpr double kNormal999 = 3.2905;

/// The largest distance between the distribution of what was drawn, in order, and what it is to be, times the
/// root of how many there are.
template <class Cdf>
double kolmogorov(const std::vector<double>& drawn, Cdf cdf) {
  const auto n = static_cast<double>(drawn.size());
  double distance = 0;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const double exact = cdf(drawn[i]);
    const auto below = static_cast<double>(i);
    distance = std::max({distance, exact - below / n, (below + 1) / n - exact});
  }
  return distance * std::sqrt(n);
}

}  // namespace tandem::simulation
