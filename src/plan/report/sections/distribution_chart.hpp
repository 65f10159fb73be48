#pragma once

#include <cstdint>

#include "plan/report/sections/page.hpp"

namespace tandem::report {

enum class Fit : std::uint8_t { hidden, shown };

/// The histogram of a distribution of times, the lognormal over it where there is one and it is to be
/// `shown`, and in words how well that fits. Nothing for an empty distribution.
void distribution_chart(Page& page, Text title, const analysis::Distribution& d, Fit shown);

}  // namespace tandem::report
