#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/instant.hpp"
#include "core/events/event.hpp"

namespace tandem {

/// What an agent was doing. `elsewhere`: working for another client than the one whose stream this is.
enum class AgentState : std::uint8_t {
  idle,
  ringing,
  talking,
  holding,
  after_call_work,
  not_ready,
  elsewhere
};

std::string_view name_of(AgentState state);

/// A stretch of time an agent spent in one state: from (included) until (excluded).
struct AgentInterval {
  Instant from;
  Instant until;
  AgentId agent;
  ClientId client;
  QueueId queue;    ///< of the call, for states that have one
  ReasonId reason;  ///< of not_ready
  AgentState state = AgentState::idle;

  friend bool operator==(const AgentInterval&, const AgentInterval&) = default;
};

/// Folds one agent's own events and calls, both ordered by time, into the intervals between sign-on and
/// sign-off. Time on a call comes first, then not ready, then idle. Intervals neither overlap nor leave holes
/// within a session; a session that has no sign-off ends with the agent's last event or call.
std::vector<AgentInterval> fold_agent(const std::vector<AgentEvent>& events,
                                      const std::vector<CallEvent>& calls);

}  // namespace tandem
