#pragma once

#include <span>

#include "plan/analysis/analysis.hpp"
#include "plan/analysis/figures.hpp"
#include "plan/analysis/interval_cells.hpp"

namespace tandem::analysis {

/// The six formulas side by side: of all calls, by interval of the day and by month, and the contract's
/// formula aggregated in the two other ways. `overall`: all calls, those in no interval too.
ServiceLevels service_levels_of(std::span<const IntervalCell> cells, const kpi::Tally& overall,
                                int intervals_a_day, const Figures& figures, double target);

}  // namespace tandem::analysis
