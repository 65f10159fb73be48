#pragma once

#include "core/base/result.hpp"
#include "plan/staffing/rosters/published.hpp"
#include "plan/staffing/rosters/rules.hpp"

namespace tandem::rosters {

/// Takes the agents of a published roster into the rules, so that they name all of them, and what they worked
/// before `first` as their past. An agent that the rules do not name has the contract that the roster says,
/// or that its name does ("full 3"), or the only one there is. Errors, with the line: an agent whose contract
/// is not known, or is another by the rules; more agents than the contract has.
Result<void> adopt_agents(const PublishedRoster& roster, LocalDay first, Rules& rules);

}  // namespace tandem::rosters
