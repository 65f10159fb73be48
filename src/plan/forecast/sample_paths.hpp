#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/random.hpp"
#include "plan/forecast/rolling_forecast.hpp"

namespace tandem::forecast {

/// Whole days that may come, as far from their forecasts as days were before: a simulator's arrivals.
///
/// A path has a level of its own that lasts from day to day as the errors of past forecasts did; within a day
/// it differs slot by slot as some past day did, so that the periods of a day go together as they do, and
/// counts vary more than Poisson's.
class SamplePaths {
 public:
  /// Of `days` days from the one after the first `known` ones. Keeps what it needs.
  SamplePaths(RollingForecast& forecasts, std::size_t known, std::size_t days);

  /// Counts by day and slot. The same random numbers give the same path.
  std::vector<std::vector<std::uint32_t>> draw(Random& random) const;
  /// Correlation of the levels of days that follow each other.
  double lasting() const { return lasting_; }

 private:
  struct Day {
    std::vector<double> counts;
    double level = 0;  ///< standard deviation, of itself
  };
  void learn(RollingForecast& forecasts, std::size_t known);
  std::uint32_t draw_count(double mean, double apart, Random& random) const;

  std::vector<Day> days_;
  double lasting_ = 0;
  double chance_ = 1;
  std::vector<std::vector<double>> shapes_;  ///< of past days: errors by slot, by the root of the count
};

}  // namespace tandem::forecast
