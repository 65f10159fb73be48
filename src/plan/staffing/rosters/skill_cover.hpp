#pragma once

#include <cstddef>
#include <vector>

#include "plan/staffing/rosters/problem.hpp"

namespace tandem::rosters {

/// Who is on the phones, and what each skill lacks.
struct Cover {
  std::vector<int> planned;                  ///< agents, by tick
  std::vector<std::vector<int>> crews;       ///< those of each crew, by tick
  std::vector<std::vector<double>> lacking;  ///< agents short, by skill and tick

  double lacking_at(std::size_t tick) const;  ///< of all skills
};

/// What each skill lacks at a tick, of `cover`'s agents.
std::vector<double> lacking_of(const Problem& problem, const Cover& cover, std::size_t tick);

/// Every agent serves one skill at a time, so that the least is lacking in all: whole agents first, then the
/// largest parts of one, each by an augmenting path (units that can be served together form a transversal
/// matroid, on which the greedy choice is the best one; Edmonds & Fulkerson 1965).
Cover cover_of(const Problem& problem, const std::vector<RosterShift>& shifts);

}  // namespace tandem::rosters
