#pragma once

#include <cstdint>
#include <vector>

#include "core/base/random.hpp"
#include "plan/staffing/blend/call_floor.hpp"

namespace tandem::blend {

/// Tickets of one channel that came in the days told and are promised before the run ends.
struct TicketCount {
  std::uint32_t offered = 0, in_time = 0;
};

/// Simulates tickets one by one, in the hours that people have for them by interval: each comes at a moment
/// and takes a length drawn at random, and the one promised first is done first; whose promise is broken goes
/// behind. Tickets can be put down, so that the hours of an interval go to whichever are first; none is done
/// sooner than its length after it came. By channel of the desk.
std::vector<TicketCount> run_tickets(const Desk& desk, const DeskDemand& demand,
                                     const std::vector<double>& hours, Random& random);

}  // namespace tandem::blend
