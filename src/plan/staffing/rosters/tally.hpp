#pragma once

#include <cstddef>

#include "plan/staffing/rosters/roster.hpp"

namespace tandem::rosters {

/// How shifts of a kind that nobody likes are shared among the agents at work: the least, the most and the
/// mean of an agent's.
struct Share {
  std::size_t least = 0, most = 0;
  double mean = 0;
};

/// What a roster does for its agents.
struct Tally {
  std::size_t agents = 0;  ///< at work
  Share weekends;          ///< shifts that start on Saturday or Sunday
  Share hard;              ///< shifts that start before 07:30 or end after 20:00
  /// Shifts of agents who prefer some, and those that are of them.
  std::size_t shifts_wished = 0, shifts_granted = 0;
  /// Days of the plan that agents at work would have off, and those that they have.
  std::size_t days_off_wished = 0, days_off_granted = 0;
};

Tally tally_of(const Roster& roster);

/// Whether a shift begins early or ends late.
bool is_hard(const Problem& problem, const Kind& kind);

}  // namespace tandem::rosters
