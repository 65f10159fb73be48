#pragma once

#include <vector>

#include "plan/staffing/rosters/cbc.hpp"
#include "plan/staffing/rosters/roster.hpp"

namespace tandem::rosters {

/// Why the demand of these days cannot be met: of each that no roster can cover, the least families of rules
/// that together forbid it. A day that some plan of shifts could cover has no conflict. `kept`: shifts that
/// stay, or null.
Result<std::vector<Conflict>> find_conflicts(const Demand& demand, const Rules& rules,
                                             const PublishedRoster* kept,
                                             const std::vector<std::size_t>& days, const CbcOptions& options);

}  // namespace tandem::rosters
