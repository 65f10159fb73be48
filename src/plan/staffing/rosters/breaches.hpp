#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "plan/staffing/rosters/problem.hpp"

namespace tandem::rosters {

/// A rule that an agent's shifts break.
struct Breach {
  std::size_t person = 0;
  std::size_t day = 0;         ///< of the plan; of what is wrong with a week its first day
  std::string_view rule;       ///< as rules name it: "contracts[].hours_max"; lives for ever
  std::string found, allowed;  ///< "8.5 h", "at least 11 h"; the symbol h is an hour's
};

/// All that a roster's shifts break of the problem's rules, by person and day. `shifts` by person and start.
std::vector<Breach> find_breaches(const Problem& problem, const std::vector<RosterShift>& shifts);

}  // namespace tandem::rosters
