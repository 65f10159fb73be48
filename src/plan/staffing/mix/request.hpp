#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/result.hpp"
#include "core/kpi/definition.hpp"
#include "plan/simulation/model.hpp"

namespace tandem::mix {

/// The one KPI that is no matter of calls alone: their handle time by the time that agents are on duty, each
/// call in the interval of its offer. Of the floor.
const kpi::Definition& occupancy();

/// What a KPI of some calls is held to.
struct Target {
  enum class Bound : std::uint8_t { at_least, at_most };
  enum class Each : std::uint8_t { floor, client, queue };
  enum class Over : std::uint8_t { interval, day, month, whole };

  const kpi::Definition* kpi = nullptr;  ///< of the catalogue, or occupancy(); lives for ever
  kpi::Rules rules;                      ///< how its calls are counted
  Bound bound = Bound::at_least;
  double value = 0;  ///< a share, seconds, or calls a replication, as the KPI's unit is
  Each each = Each::floor;
  std::vector<std::uint32_t> only;  ///< clients or queues, by place; none: all
  Over over = Over::interval;
  /// None: the KPI of all replications together meets the value. Else so large a share of the replications
  /// that have such calls meets it, each by itself.
  std::optional<double> probability;
};

/// What an agent of a group costs, and how many there can be.
struct GroupTerms {
  double cost_hour = 1;
  std::uint32_t least = 0;            ///< on duty in each interval
  std::optional<std::uint32_t> most;  ///< in any interval
  bool as_modelled = false;           ///< its agents and hours are the model's: not searched, not paid for
};

/// Hours that cost more, each day by the wall clock; may pass midnight.
struct Premium {
  Duration from;   ///< after midnight
  Duration until;  ///< the same; before `from`: of the next day
  double factor = 1;
};

/// What is asked: targets, and what agents cost.
struct Request {
  std::optional<Duration>
      interval;                    ///< of the headcount; none: as the model's; else one for the whole length
  std::vector<GroupTerms> groups;  ///< by GroupId
  std::vector<Premium> premiums;   ///< of several that hold at once the highest counts
  std::vector<Target> targets;
};

/// What in a request cannot be searched for, with its place ("targets[0].kpi"); empty: it is sound.
std::vector<Error> faults_of(const Request& request, const simulation::Model& model);

}  // namespace tandem::mix
