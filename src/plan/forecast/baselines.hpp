#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "plan/forecast/day_series.hpp"

namespace tandem::forecast {

/// What a forecast must beat to be worth its keep.
enum class Baseline : std::uint8_t {
  seasonal_naive,      ///< the same weekday's last day
  mean_of_4_weekdays,  ///< of its last four
  mean_of_6_weekdays,
  holt_winters  ///< additive, by slot of the week, without trend (Holt 1957, Winters 1960)
};
inline constexpr std::size_t kBaselines = 4;
std::string_view name_of(Baseline baseline);

/// The counts by slot on some days to come, from the first `known` of a series: of weekdays that they have
/// not seen, the mean of all days.
std::vector<std::vector<double>> baseline_counts(Baseline baseline, const DaySeries& series,
                                                 std::size_t known, std::span<const LocalDay> coming);

}  // namespace tandem::forecast
