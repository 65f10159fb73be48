#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/result.hpp"

namespace tandem::headcount {

/// How few to hire, in numbers alone: capacity in any unit, by month.
struct HiringProblem {
  std::vector<double> missing;  ///< by month, what the people on board do not give; 0 or less: nothing
  /// What one starter gives in the first, second... month on calls where the month's unit is 1; as many as
  /// there are months.
  std::vector<double> given;
  std::vector<double> units;       ///< by month; more than 0
  std::size_t first_month = 0;     ///< the first in which an intake can start on calls
  std::uint32_t starters_max = 0;  ///< a month
};

struct HiringAnswer {
  std::vector<std::uint32_t> starters;  ///< by month
  std::vector<double> missing;          ///< what even full classes leave missing, by month
  bool proven = true;                   ///< no fewer would do
};

/// The fewest starters with which no month misses more than it must, and of such plans that with the latest.
///
/// Starters of every month take nothing away, so all classes full is best for every month at once: what it
/// leaves missing is missed by any plan. The rest is an integer program of one column a month,
///
///     least sum x(m)   with   sum over m <= t of given(t - m) x(m) >= missing(t) / units(t),  0 <= x(m) <=
///     max
///
/// solved for the number, then again for the latest with that number.
Result<HiringAnswer> least_hires(const HiringProblem& problem, const std::atomic<bool>* cancel = nullptr);

}  // namespace tandem::headcount
