#pragma once

#include <atomic>

#include "plan/twin/day_figures.hpp"

namespace tandem::twin {

/// Finds what no log tells, how often agents who wait for a call turn to something else: the pauses with
/// which the simulated training days come closest to what happened on them, all together and each day by
/// itself. `actual`: of the same days. The seed and the threads of `how` count, its behaviour is where the
/// search begins.
Result<Behaviour> calibrate(const std::vector<DayObserved>& days, const std::vector<DayFigures>& actual,
                            const SimulateDays& how, const std::atomic<bool>& cancelled);

}  // namespace tandem::twin
