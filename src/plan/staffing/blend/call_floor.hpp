#pragma once

#include <cstdint>
#include <vector>

#include "plan/simulation/model.hpp"
#include "plan/staffing/blend/staff_desk.hpp"

namespace tandem::blend {

/// A desk's calls, and its tickets where they are not put down, as a model of the live router's floor: a
/// group for each team of calls and one for the agents added for work. The days are days of UTC.
struct CallFloor {
  simulation::Model model;
  std::vector<std::uint32_t> channel_of_type;
  std::vector<std::uint32_t> channel_of_group;  ///< without the last group, of the added, where tickets come
};

/// Handle times and patience are exponential, as in the formulas; a channel is of several types of calls, one
/// for each 3 % of handle time that its intervals differ by. Tickets wait in a queue of their own, behind all
/// calls, the earliest deadline first by a credit of waiting time; a threshold keeps the plan's reserve free.
/// Agents who are about to go end what they have begun.
CallFloor call_floor(const Desk& desk, const DeskDemand& demand, const DeskPlan& plan);

/// Of a ticket that comes so many seconds after the first midnight, when it is promised, the same way.
class Promises {
 public:
  explicit Promises(const DeskDemand& demand);
  double promised(const Channel& channel, double come_seconds) const;

 private:
  double length_;
  std::vector<double> opened_;  ///< by interval: seconds of opening time before it
  const std::vector<bool>& open_;
};

}  // namespace tandem::blend
