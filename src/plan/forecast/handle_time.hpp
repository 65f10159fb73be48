#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "plan/forecast/day_series.hpp"

namespace tandem::forecast {

/// Mean handle times to come, by slot: the recent mean, times what the slot of the day and the weekday add to
/// it, as far as there are calls to tell it by, times what the last days were above that.
class HandleTime {
 public:
  /// From the first `known` days. Where no handle time is known, nothing can be asked.
  HandleTime(const DaySeries& series, std::size_t known);

  bool known() const { return mean_ > 0; }
  /// Seconds, of a day that is so many days with calls after the last known.
  double seconds_on(LocalDay day, std::size_t ahead, std::size_t slot) const;
  /// Standard deviation of the mean of so many calls, of itself: of days and slots, and of chance.
  double deviation(double calls) const;

 private:
  void learn_factors(const DaySeries& series, const std::vector<double>& weights);
  void learn_level(const DaySeries& series, std::size_t known);
  void learn_deviation(const DaySeries& series, std::size_t known);
  double usual(LocalDay day, std::size_t slot) const;

  double mean_ = 0;  ///< seconds
  std::vector<double> of_slot_;
  std::array<double, 7> of_weekday_{};
  double level_ = 0;         ///< of the last days, above the usual
  double slots_differ_ = 0;  ///< variance of a slot's true mean, of itself
  double calls_differ_ = 0;  ///< of one call
};

}  // namespace tandem::forecast
