#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/instant.hpp"
#include "core/events/agent_work.hpp"
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
inline constexpr std::size_t kAgentStates = 7;

std::string_view name_of(AgentState state);
/// Ringing to after-call work, for this client or elsewhere.
constexpr bool is_work(AgentState state) {
  return state != AgentState::idle && state != AgentState::not_ready;
}

/// A stretch of time an agent spent in one state: from (included) until (excluded).
struct AgentInterval {
  Instant from;
  Instant until;
  AgentId agent;
  ClientId client;  ///< of the call; of other time where the agent's own events name one
  QueueId queue;    ///< of the call, for states that have one
  ReasonId reason;  ///< of not_ready
  AgentState state = AgentState::idle;

  friend bool operator==(const AgentInterval&, const AgentInterval&) = default;
};

/// Folds one agent's own events and calls, as they come in order of time, into the intervals between sign-on
/// and sign-off. Time on a call comes first, then not ready, then idle. Intervals neither overlap nor leave
/// holes within a session. What an agent does at the end of a conversation is known with its next event; up
/// to kHeldMax of its own events are held until then, and after-call work that more of them interrupt is
/// none.
class AgentFold {
 public:
  static constexpr std::size_t kHeldMax = 16;

  /// Intervals that are over, in order, are added to `done`.
  void take(const AgentEvent& event, std::vector<AgentInterval>& done);
  /// A call event that names this agent.
  void take(const CallEvent& event, std::vector<AgentInterval>& done);
  /// After the last event. A session that has no sign-off goes on to `until`; with none() it ends with the
  /// agent's last event. What comes next begins anew.
  void finish(Instant until, std::vector<AgentInterval>& done);

 private:
  void apply(const AgentEvent& event, std::vector<AgentInterval>& done);
  void step(AgentWork::Step step, AgentState state, const CallEvent& event, std::vector<AgentInterval>& done);
  void begin_work(AgentState state, const CallEvent& event);
  void settle(std::optional<AgentState> state, std::vector<AgentInterval>& done);
  void move_to(Instant at, std::vector<AgentInterval>& done);

  AgentWork work_;
  std::vector<AgentEvent> held_;  ///< since the conversation ended
  AgentInterval last_;            ///< from none(): there is none
  Instant now_;
  AgentId agent_;
  ClientId own_client_;  ///< that the agent's own events name
  ClientId client_;      ///< of the call in hand
  QueueId queue_;        ///< of it
  ReasonId reason_;
  std::optional<AgentState> state_;  ///< of the call in hand
  bool ended_ = false;               ///< what follows the conversation is not known yet
  bool on_duty_ = false;
  bool ready_ = true;
};

/// The same at once, both lists ordered by time. At one instant a sign-on comes before a call, a sign-off
/// after it. A session that has no sign-off ends with the agent's last event or call.
std::vector<AgentInterval> fold_agent(const std::vector<AgentEvent>& events,
                                      const std::vector<CallEvent>& calls);

}  // namespace tandem
