#pragma once

#include <vector>

#include "plan/staffing/rosters/cbc.hpp"
#include "plan/staffing/rosters/roster.hpp"

namespace tandem::rosters {

/// The shifts of all lines with their breaks where they cost the least shortfall; each at its first place
/// where the solver has no time.
Result<std::vector<RosterShift>> place_breaks(const Problem& problem, const std::vector<Line>& lines,
                                              const CbcOptions& options);

}  // namespace tandem::rosters
