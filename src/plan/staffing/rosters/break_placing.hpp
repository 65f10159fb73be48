#pragma once

#include <vector>

#include "plan/staffing/rosters/cbc.hpp"
#include "plan/staffing/rosters/roster.hpp"

namespace tandem::rosters {

/// The shifts of all lines with their breaks where they cost the least shortfall.
Result<std::vector<RosterShift>> place_breaks(const Problem& problem, const std::vector<Line>& lines,
                                              const CbcOptions& options);

/// Agents on the phones, by tick.
std::vector<int> planned_by_tick(const Problem& problem, const std::vector<RosterShift>& shifts);

}  // namespace tandem::rosters
