#pragma once

#include <string>

#include "plan/staffing/mix/erlang_bounds.hpp"
#include "plan/staffing/mix/search.hpp"

namespace tandem::mix {

struct MixOptions {
  std::uint64_t seed = 1;
  std::uint32_t replications = 80;         ///< that are searched on
  std::uint32_t check_replications = 200;  ///< that the answer is checked on: others
  double confidence = 0.95;
  unsigned threads = 1;
  SearchOptions search;
  const std::atomic<bool>* cancel = nullptr;
};

/// The headcount that was found, and what is known of it.
struct Mix {
  simulation::Horizon horizon;  ///< with the intervals of the headcount
  std::vector<Instant> interval_starts;
  std::vector<double> interval_hours;
  Goals goals;
  Choice choice;
  Headcount headcount;
  double cost = 0;
  bool meets = false;          ///< every target, on the replications that were searched on
  bool proven = false;         ///< on those, every cheaper headcount was tried and misses some target
  std::vector<double> floors;  ///< by window: below 0 where the target cannot be met
  std::vector<Checked> on_sample, on_fresh;  ///< by window
  ErlangBounds erlang;
  /// The same search on the same callers for one team that serves all queues at the price of the cheapest
  /// group: what the mix cannot undercut but by chance. None where groups work at their own speeds.
  std::optional<double> one_team_cost;
  std::optional<Headcount> one_team;
  std::vector<std::vector<bool>> serves;  ///< by group, then type
  /// Types that no group can serve.
  std::vector<std::uint32_t> unserved;
  std::uint64_t replications_run = 0;
};

/// Of all groups on duty.
double agent_hours(const Mix& mix);

/// The cheapest agents by group and interval for a request on a model. The answer depends on them, the seed
/// and the options alone, not on the number of threads. Errors: those of the model and the request, and of
/// simulation.
Result<Mix> find_mix(const simulation::Model& model, const Request& request, const MixOptions& options);

}  // namespace tandem::mix
