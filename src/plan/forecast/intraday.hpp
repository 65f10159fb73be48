#pragma once

#include <span>

#include "plan/forecast/rolling_forecast.hpp"

namespace tandem::forecast {

/// Today anew, after its first slots: how far the calls so far lie from what was expected moves the rest, by
/// the share of it that is not chance (a day's level and its calls are jointly normal), and the intervals
/// become narrower as that is known better. Slots that are over have what came.
DayForecast after_slots(const DayForecast& morning, const Spread& spread, std::span<const double> so_far);

}  // namespace tandem::forecast
