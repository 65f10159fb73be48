#pragma once

#include <optional>
#include <vector>

#include "plan/staffing/mix/differences.hpp"
#include "plan/staffing/mix/load.hpp"
#include "plan/staffing/mix/request.hpp"

namespace tandem::mix {

/// Agents by interval, and what they cost.
struct ErlangStaff {
  std::vector<double> agents;
  double cost = 0;
};

/// What Erlang's formulas say of a request, each interval in its steady state. Targets that they know are the
/// service levels, abandonment, mean waits and percentiles of waits; others are left out.
struct ErlangBounds {
  /// One queue and one team that serves all calls, at the price of the cheapest group (Erlang A; C where a
  /// type never gives up): what no mix of skills undercuts where types are served alike (Wallace & Whitt,
  /// "A staffing algorithm for call centers with skill-based routing", 2005). None where no target is one of
  /// all queues over an interval, a day or the whole length, without a probability.
  std::optional<ErlangStaff> pooled;
  /// A team of its own for each queue (Erlang C: nobody gives up), of the cheapest group that serves it. None
  /// where Erlang C has no answer.
  std::optional<ErlangStaff> separate;
};
ErlangBounds erlang_bounds(const Request& request, const simulation::Model& model, const FloorLoad& load,
                           const Choice& choice);

/// A first guess of so many agents in all, by interval: each type's part of them from all groups that serve
/// it, the cheap before the dear.
Headcount first_guess(const FloorLoad& load, const Choice& choice, const std::vector<double>& agents);

}  // namespace tandem::mix
