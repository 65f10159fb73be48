#pragma once

#include <string>

#include "plan/analysis/analysis.hpp"

namespace tandem::app {

/// An analysis in about twenty-five lines for a planner's terminal: volume, peak, agents, waits, the six
/// service levels, days that stand out, what is wrong with the data.
std::string summary_of(const analysis::Analysis& analysis);

}  // namespace tandem::app
