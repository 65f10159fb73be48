#pragma once

#include <cstdint>
#include <span>

#include "plan/analysis/analysis.hpp"

namespace tandem::analysis {

/// How long callers are willing to wait: Kaplan & Meier's estimate (1958) from the waits of those who gave up
/// and of those who were served first (censored), both ascending in microseconds. A call served at the very
/// instant another gave up is taken as still waiting then. The curve keeps at most kPatienceSteps of its
/// steps.
inline constexpr std::size_t kPatienceSteps = 600;
Patience patience_of(std::span<const std::int64_t> abandoned, std::span<const std::int64_t> censored);

}  // namespace tandem::analysis
