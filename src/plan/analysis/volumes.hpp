#pragma once

#include <span>
#include <vector>

#include "plan/analysis/analysis.hpp"
#include "plan/analysis/figures.hpp"
#include "plan/analysis/interval_cells.hpp"

namespace tandem::analysis {

/// One row an interval that has calls, in order of time.
std::vector<Volume> timeline_of(std::span<const IntervalCell> cells, const Figures& figures,
                                Duration interval);

}  // namespace tandem::analysis
