#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/base/result.hpp"

namespace tandem::sites {

/// A site that may take part in a mix, in numbers alone.
struct MixSite {
  double factor = 1;  ///< its agents for one that is required
  std::uint32_t seats_max = 0;
  double seat_cost = 0, set_up = 0;
  double share_min = 0, share_max = 1;  ///< of the agent-hours covered
  std::vector<double> hour_costs;       ///< by cell, of one agent required for an hour
  std::vector<bool> open;               ///< by cell
};

struct MixProblem {
  std::vector<double> agents, hours;  ///< by cell
  std::vector<MixSite> sites;
};

struct Mix {
  std::vector<std::vector<double>> agents;  ///< required ones that a site takes, by site and cell
  bool proven = true;                       ///< none is cheaper; otherwise the solver's time was over
};

struct MixOptions {
  double seconds = 60;
  const std::atomic<bool>* cancel = nullptr;
  std::function<void()> waiting = {};  ///< called some ten times a second; may be empty
};

/// The cheapest mix among those that cover most: in a cell no mix has more agents than all seats of the sites
/// that are open, so each cell has what is required or as many as these, and of such mixes the cheapest is
///
///     least sum over cells and sites of hours x hour cost x y  +  seat cost x S  +  set-up x z
///     with  sum over open sites of y = covered(cell),  factor x y <= S <= seats_max x z,  S whole, z 0 or 1,
///           and the shares of the hours
///
/// Without seats and shares each cell alone would go to its cheapest open site; seats bought once serve all
/// cells, which is why this is a program (COIN-OR CBC). Errors: bad_value where the shares can not be kept,
/// limit where the time was over before any mix was found, those of the solver.
Result<Mix> cheapest_mix(const MixProblem& problem, const MixOptions& options);

/// The agents of a cell that the sites' seats can cover, by cell.
std::vector<double> coverable(const MixProblem& problem);

}  // namespace tandem::sites
