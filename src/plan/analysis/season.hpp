#pragma once

#include <span>
#include <utility>
#include <vector>

#include "plan/analysis/analysis.hpp"
#include "plan/analysis/days.hpp"

namespace tandem::analysis {

/// The median of the slopes between all pairs of points, with the interval that Kendall's test does not
/// reject at 95 % (Theil 1950, Sen 1968). Needs two points of different x; ties in x are left out.
struct Slope {
  double median = 0, low = 0, high = 0;
};
std::optional<Slope> theil_sen(std::span<const std::pair<double, double>> points);

/// Months, and the trend of the usual days' level with the weekdays' own parts taken out.
Season season_of(std::span<const ObservedDay> days);

}  // namespace tandem::analysis
