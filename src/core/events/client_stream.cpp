#include "core/events/client_stream.hpp"

#include <algorithm>

#include "core/base/at_id.hpp"

namespace tandem {

std::span<const StreamEvent> ClientStream::take(const AgentEvent& event) {
  seen_.clear();
  if (!may_serve(event.agent)) return seen_;
  AgentEvent told = event;
  if (told.client != scope_.client) told.client = ClientId();
  seen_.emplace_back(told);
  return seen_;
}

std::span<const StreamEvent> ClientStream::take(const CallEvent& event) {
  seen_.clear();
  // The end of after-call work is of the conversation that was, wherever the call is by now.
  if (event.kind != CallEventKind::after_call_work_ended) follow_call(event);
  if (event.agent.known()) follow_agent(event);
  return seen_;
}

void ClientStream::follow_call(const CallEvent& event) {
  Call& call = at_id(calls_, event.call);
  if (event.kind == CallEventKind::offered) call = {};
  if (event.client != scope_.client) {
    if (call.here && call.answered) {
      CallEvent ended = event;
      ended.kind = CallEventKind::ended;
      ended.ending = Ending::completed;
      ended.agent = AgentId();
      ended.queue = call.queue;
      ended.type = call.type;
      add_call_event(ended);
    }
    call = {};
    return;
  }
  if (!call.here && event.kind != CallEventKind::offered) {
    CallEvent offered = event;
    offered.kind = CallEventKind::offered;
    offered.agent = AgentId();
    add_call_event(offered);
  }
  call.here = true;
  call.answered = call.answered || event.kind == CallEventKind::answered;
  call.queue = event.queue;
  call.type = event.type;
  add_call_event(event);
}

void ClientStream::add_call_event(CallEvent event) {
  event.client = scope_.client;
  if (event.type.index() >= scope_.types.size() || !scope_.types[event.type.index()])
    event.type = CallTypeId();
  if (event.agent.known() && !may_serve(event.agent)) {
    scope_.agents.resize(std::max<std::size_t>(scope_.agents.size(), event.agent.index() + 1));
    scope_.agents[event.agent.index()] = true;
  }
  seen_.emplace_back(event);
}

void ClientStream::follow_agent(const CallEvent& event) {
  Agent& agent = at_id(agents_, event.agent);
  switch (agent.work.take(event)) {
    case AgentWork::Step::nothing:
      return;
    case AgentWork::Step::begins: {
      agent.client = event.client;
      agent.queue = event.queue;
      agent.type = event.type;
      const bool elsewhere = agent.client != scope_.client;
      if (elsewhere && !agent.elsewhere) tell(AgentEventKind::elsewhere, event);
      agent.elsewhere = elsewhere;
      return;
    }
    case AgentWork::Step::had_worked:
      agent.elsewhere = false;
      return end_work(event, agent);
    case AgentWork::Step::ends:
    case AgentWork::Step::may_end:
      agent.elsewhere = false;
      if (agent.client != scope_.client) tell(AgentEventKind::back, event);
  }
}

void ClientStream::end_work(const CallEvent& event, const Agent& agent) {
  if (agent.client != scope_.client) return tell(AgentEventKind::back, event);
  CallEvent ended = event;
  ended.queue = agent.queue;
  ended.type = agent.type;
  add_call_event(ended);
}

void ClientStream::tell(AgentEventKind kind, const CallEvent& event) {
  if (!may_serve(event.agent)) return;
  seen_.emplace_back(AgentEvent{.at = event.at,
                                .agent = event.agent,
                                .client = {},
                                .reason = {},
                                .source = event.source,
                                .kind = kind});
}

}  // namespace tandem
