#pragma once

#include <cstdint>
#include <optional>

#include "core/base/result.hpp"

namespace tandem::blend {

/// Calls on a floor whose agents work on tickets meanwhile.
struct BesideWorkLoad {
  double calls_per_second = 0;
  double handle_seconds = 0;
  double work_seconds = 0;  ///< of one ticket, the mean
  double within_seconds = 0;
  std::optional<double> patience_seconds{};  ///< the mean; none: nobody gives up
};

/// The floor in its steady state, always with a ticket that waits to be taken.
struct BesideWork {
  double p_wait = 0;
  double service_level = 0;  ///< answered within the threshold, of all calls
  double mean_wait = 0;      ///< of all calls, seconds
  double p_abandon = 0;
  double calls_agents = 0;  ///< who are on a call, the mean
  double work_agents = 0;   ///< who are on a ticket, the mean
};

/// An agent who has taken a ticket ends it, even while callers wait; so a ticket is taken only while more
/// than `reserve` agents are free, and callers go before tickets. Such thresholds are the best rule where
/// both take equally long and nearly so otherwise (Bhulai & Koole 2003, "A queueing model for call blending
/// in call centers"; Gans & Zhou 2003, "A call-routing problem with service-level constraints").
///
/// Poisson arrivals, exponential lengths of calls, tickets and patience, solved exactly: with t tickets in
/// hand and s people and tickets in all, t can grow only at the lowest s, so that excursions from there are
/// chains in one dimension after another, and the states of the lowest s follow from what flows between them.
/// Takes O((agents - reserve)^2 * states of s). With a reserve of all agents it is Erlang A or C.
/// Agents 1 .. kBesideWorkAgentsMax. Errors: a load that is none, more agents, or a queue that does not end.
inline constexpr std::uint32_t kBesideWorkAgentsMax = 500;
Result<BesideWork> calls_beside_work(const BesideWorkLoad& load, std::uint32_t agents, std::uint32_t reserve);

}  // namespace tandem::blend
