#pragma once

#include <optional>

#include "core/base/result.hpp"
#include "plan/analysis/analysis.hpp"
#include "plan/analysis/heat_map.hpp"

namespace tandem::analysis {

/// The agents that the usual load of each weekday and interval takes to answer the target's share of the
/// calls to serve within the threshold, by Erlang A, or Erlang C where patience is not known; and the
/// headcount with shrinkage, agents / (1 - shrinkage) rounded up. Written into the map. Staffed is an
/// interval in which one usual day in five or more had a call to serve. Where no handle time is known, the
/// peak of the calls alone.
Result<Requirement> require_agents(HeatMap& map, const UsualWeek& week,
                                   std::optional<double> patience_seconds, const Options& options);

}  // namespace tandem::analysis
