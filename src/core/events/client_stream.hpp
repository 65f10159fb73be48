#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "core/events/agent_work.hpp"
#include "core/events/event.hpp"

namespace tandem {

using StreamEvent = std::variant<CallEvent, AgentEvent>;

/// One client's own stream, made from the floor's as it comes: the calls in its queues, the events of the
/// agents who may serve it, and `elsewhere` and `back` around their work for others, which has no name,
/// number, queue or type there. Folded, it gives each such agent's intervals on the floor, with work for
/// others as `elsewhere`. Nothing is held back: what is told has happened.
///
/// A call that goes on in another client's queue ends here: as one sent elsewhere (`overflowed`), or with
/// `ended` where it was answered. In that other client's stream it is a call of its own, offered then.
class ClientStream {
 public:
  struct Scope {
    ClientId client;
    std::vector<bool> agents;  ///< by id: whether the agent may serve the client
    std::vector<bool> types;   ///< by id: whether the client's calls are of it; others' are not named
  };
  /// An agent who works for the client without being named in the scope is of it from then on.
  explicit ClientStream(Scope scope) : scope_(std::move(scope)) {}

  /// What the client sees of the floor's next event, in order; good until the next is taken. Ids stay the
  /// floor's.
  std::span<const StreamEvent> take(const CallEvent& event);
  std::span<const StreamEvent> take(const AgentEvent& event);

 private:
  /// The work of an agent, and whose it is.
  struct Agent {
    AgentWork work;
    ClientId client;
    QueueId queue;
    CallTypeId type;
    bool elsewhere = false;  ///< was told, and not yet that it is back
  };
  /// A call, by the floor's id, which is given to others later.
  struct Call {
    bool here = false;      ///< in this client's queues, or with who answered there
    bool answered = false;  ///< while it was
    QueueId queue;          ///< the last of this client
    CallTypeId type;
  };

  bool may_serve(AgentId agent) const {
    return agent.index() < scope_.agents.size() && scope_.agents[agent.index()];
  }
  void add_call_event(CallEvent event);
  void follow_call(const CallEvent& event);
  void follow_agent(const CallEvent& event);
  void end_work(const CallEvent& event, const Agent& agent);
  void tell(AgentEventKind kind, const CallEvent& event);

  Scope scope_;
  std::vector<Call> calls_;
  std::vector<Agent> agents_;
  std::vector<StreamEvent> seen_;
};

}  // namespace tandem
