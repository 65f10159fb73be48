// An agent in conversation asks another about it, while the caller holds; the call may go on with who was
// asked: an attended transfer.
#include <utility>

#include "core/routing/router.hpp"

namespace tandem::routing {

/// Whom the queue asks first. Nobody waits to ask: where nobody is free, the agent is told.
void Router::consult(CallId id, QueueId queue) {
  const CallState& call = calls_[id.index()];
  if (call.place != CallPlace::talking || call.consulted.known()) return;
  // What is told is about the call's client, for whom agents of another client's queue may not be cleared.
  const bool same_client = queues_[queue.index()].client == call.client;
  ask(id, same_client ? agent_for(queue) : AgentId(), queue);
}

void Router::consult(CallId id, AgentId agent) {
  const CallState& call = calls_[id.index()];
  if (call.place != CallPlace::talking || call.consulted.known()) return;
  const bool can = agents_[agent.index()].place == AgentPlace::free && is_cleared(agent, call.client);
  ask(id, can ? agent : AgentId(), call.queue);
}

/// `agent` none(): there is nobody to be asked, and the conversation goes on.
void Router::ask(CallId id, AgentId agent, QueueId queue) {
  CallState& call = calls_[id.index()];
  if (!agent.known()) {
    command(CommandKind::consultation_failed, id, call.agent);
    return;
  }
  hold(id, true);
  call.consulted = agent;
  let_ring(agent, id, queue);
  emit(CallEventKind::ringing, id, agent);
  if (agents_[agent.index()].answers_at_once) return answer(agent);
  command(CommandKind::consult, id, agent);
}

/// Who is asked is free again, without after-call work; and as long idle as before where no word was said.
void Router::stop_consulting(CallId id) {
  CallState& call = calls_[id.index()];
  if (!call.consulted.known()) return;
  const AgentId agent = std::exchange(call.consulted, AgentId());
  const AgentStatus& status = agents_[agent.index()];
  const bool rings = status.place == AgentPlace::ringing;
  agent_wakes_.cancel({agent.index(), kWork});
  command(rings ? CommandKind::cancel_ring : CommandKind::part, id, agent);
  emit(CallEventKind::consultation_ended, id, agent);
  release(agent, rings ? status.free_since : now_);
}

/// An attended transfer. Where the phone of who is to be asked still rings, it now rings for the caller.
void Router::hand_over(CallId id) {
  CallState& call = calls_[id.index()];
  if (call.place != CallPlace::talking || !call.consulted.known()) return;
  const AgentId from = call.agent;
  const AgentId to = std::exchange(call.consulted, AgentId());
  AgentStatus& status = agents_[to.index()];
  emit(CallEventKind::transferred, id, from);
  command(CommandKind::part, id, from);
  call.held = false;
  call.agent = to;
  call.queue = status.queue;
  ++call.wrap_ups;
  if (status.place == AgentPlace::ringing) {
    call.place = CallPlace::ringing;
    call.queued_at = call.since = call.rung_at = now_;
    call.arrival = arrivals_++;
  } else {
    ++status.calls;
    command(CommandKind::connect, id, to);
    emit(CallEventKind::answered, id, to);
  }
  wrap_up(from);
}

}  // namespace tandem::routing
