#pragma once

#include <span>
#include <vector>

#include "plan/forecast/day_series.hpp"
#include "plan/forecast/day_terms.hpp"

namespace tandem::forecast {

/// The days after a history, until one that is included, on which calls are to be expected: those of weekdays
/// that usually have some, but for holidays, where past ones had none, and days that the calendar calls
/// closed.
std::vector<LocalDay> coming_days(const DaySeries& history, LocalDay until,
                                  std::span<const SpecialDay> special);

}  // namespace tandem::forecast
