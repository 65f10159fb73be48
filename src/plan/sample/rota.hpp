#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/random.hpp"
#include "plan/sample/calendar.hpp"

namespace tandem::sample {

/// An agent turns up, or leaves: for a break or for the day.
struct Presence {
  Instant at;
  AgentId agent;
  bool present = false;
};

struct Agent {
  Line line = Line::technical;  ///< whose calls come first
  double pace = 1;              ///< talk and wrap-up times by this factor
};

/// Who works when. Each day shifts are laid greedily over the load that a planner expects; agents take them
/// in turn, some are ill and nobody stands in for them. New agents are hired as the desk grows.
class Rota {
 public:
  explicit Rota(std::uint64_t seed);

  using Load = std::array<double, kSlotsPerDay>;
  /// Comings and goings of the day on one line, in no order.
  std::vector<Presence> presences_of(Line line, const Load& planned,
                                     const std::array<Instant, kSlotsPerDay + 1>& slots);
  const std::vector<Agent>& agents() const { return agents_; }

 private:
  AgentId next_agent(Line line, std::size_t shifts_today, std::size_t number);

  Random random_;
  std::vector<Agent> agents_;
  std::array<std::vector<AgentId>, kLines> teams_;
  std::array<std::size_t, kLines> turn_{};
};

/// A shift in half hours of the day.
struct Shift {
  int first = 0;
  int slots = 0;
};
/// Shifts that cover the agents needed for `load`, long and short ones, chosen where they help most.
std::vector<Shift> lay_shifts(const Rota::Load& load);

/// "Amara Okafor"; the same number gives the same name, different numbers different names.
std::string name_of_agent(AgentId agent);

}  // namespace tandem::sample
