#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/instant.hpp"
#include "core/base/time_span.hpp"
#include "core/base/zone.hpp"
#include "core/events/call_record.hpp"

namespace tandem::twin {

/// All that a simulation may know of a day that it is compared with: who called when, and who was there. No
/// wait, outcome or service is in it. Neither is a priority: some logs note it only of callers who had to
/// wait, and it would tell the outcome.
struct DayObserved {
  LocalDay day;
  struct Arrival {
    Instant at;
    CallTypeId type;
    friend bool operator==(const Arrival&, const Arrival&) = default;
  };
  std::vector<Arrival> arrivals;  ///< in order
  /// From an agent's first to last activity, gaps of more than 15 minutes taken out.
  struct Duty {
    AgentId agent;
    std::vector<TimeSpan> on_duty;
    friend bool operator==(const Duty&, const Duty&) = default;
  };
  std::vector<Duty> duty;  ///< by agent
  friend bool operator==(const DayObserved&, const DayObserved&) = default;
};

/// When a call reached the queue, or an agent at once: when it left the menu, where there is one.
inline Instant arrived_at(const CallRecord& call) {
  return call.menu_left_at.known() ? call.menu_left_at : call.offered_at;
}
/// Calls that ended before any queue are none that agents could have served.
inline bool reached_queue(const CallRecord& call) {
  return call.outcome != Outcome::in_menu && call.outcome != Outcome::out_of_hours;
}

/// The days on which calls came, in order. The only function that makes a DayObserved from records.
std::vector<DayObserved> observe_days(std::span<const CallRecord> calls, const Zone& zone);

}  // namespace tandem::twin
