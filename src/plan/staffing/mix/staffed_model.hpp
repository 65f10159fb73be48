#pragma once

#include "plan/simulation/run_tally.hpp"
#include "plan/staffing/mix/headcount.hpp"
#include "plan/staffing/mix/request.hpp"

namespace tandem::mix {

/// The model with so many agents on duty instead of its own; groups as modelled keep theirs. Of two
/// headcounts of a group the agents of the lower are among those of the higher, so that who stays, stays.
/// Those of the first interval are there from the start of the warm-up, those of the last until the last
/// caller has left. Who is to leave ends the conversation first, as the router has it.
simulation::Model staffed(const simulation::Model& model, const Request& request,
                          const simulation::Slices& slices, const Headcount& headcount);

}  // namespace tandem::mix
