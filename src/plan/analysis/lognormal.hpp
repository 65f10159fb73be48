#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "plan/analysis/analysis.hpp"

namespace tandem::analysis {

/// Fits a lognormal to times > 0 by maximum likelihood and says how well it does. Nothing for fewer than
/// kLognormalTimesMin times or times that are all alike. `sorted`: ascending microseconds, all > 0.
inline constexpr std::size_t kLognormalTimesMin = 20;
std::optional<Distribution::Lognormal> fit_lognormal(std::span<const std::int64_t> sorted);

/// Of the Kolmogorov-Smirnov distance to a normal whose mean and deviation were fitted to the same `count`
/// values (Lilliefors 1967), by Dallal & Wilkinson's formula (1986), above 0.1 by Stephens' (1974).
double lilliefors_p_value(double distance, std::size_t count);

}  // namespace tandem::analysis
