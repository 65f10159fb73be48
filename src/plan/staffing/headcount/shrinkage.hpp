#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace tandem::headcount {

inline constexpr std::size_t kMonthsAYear = 12;

/// Why paid time is not spent on calls.
struct Cause {
  std::string name;
  /// Rostered away beforehand (breaks, training, leave): a share of paid time. Otherwise it strikes whoever
  /// is rostered (sickness, lateness, adherence), so that others must cover: a share of rostered time.
  bool planned = true;
  double share = 0;  ///< of a whole year, from 0 to 1
  /// How the year's share lies in its months, January first: twice the weight, twice the share. The year's
  /// mean stays as it is.
  std::array<double, kMonthsAYear> weights = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
};

/// share x weight / mean weight, the mean by days of a year of 365.
double share_in(const Cause& cause, std::chrono::month month);

/// What becomes of paid time in a month.
struct PaidTime {
  std::vector<double> away;  ///< by cause, of paid time; with `productive` they make 1
  double rostered = 1;       ///< of paid time, for calls: 1 - the planned causes
  double productive = 1;     ///< of paid time, on the phones
};

/// Planned causes exclude each other, as a roster has an hour for one thing only: they add up. An unplanned
/// one strikes what is left, whatever else happens: they multiply.
///
///     productive = (1 - p1 - p2 - ...) x (1 - u1) x (1 - u2) x ...
///
/// So 15 % planned, 6 % sick and 5 % out of adherence are 24.1 % of paid time and not 26 %. May be 0 or less
/// where causes take it all: faults_of(People) refuses that.
PaidTime paid_time_in(std::span<const Cause> causes, std::chrono::month month);

}  // namespace tandem::headcount
