#pragma once

#include <vector>

#include "core/base/random.hpp"
#include "core/kpi/rules.hpp"
#include "plan/simulation/model.hpp"
#include "plan/twin/behaviour.hpp"
#include "plan/twin/day_observed.hpp"

namespace tandem::twin {

/// A day as the simulator runs it: its arrivals as a trace, its agents at their hours, everything else as it
/// was learned.
struct DayModel {
  simulation::Model model;
  std::uint32_t at_once = 0;  ///< calls that never queue, which the model leaves out
};

/// `random`: which of the day's calls never queue, and which of its skills each agent uses that day.
DayModel model_of(const DayObserved& day, const Behaviour& behaviour, const Zone& zone,
                  const kpi::Rules& rules, Random random);

}  // namespace tandem::twin
