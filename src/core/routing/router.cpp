#include "core/routing/router.hpp"

#include <algorithm>

#include "core/base/check.hpp"

namespace tandem::routing {

void Router::step(const Fact& fact, Out& out) {
  TANDEM_CHECK(!now_.known() || now_ <= fact.at, "the facts of a floor come in order of time");
  out.clear();
  out_ = &out;
  if (wake_at_ <= fact.at) wake(fact.at);
  now_ = fact.at;
  act_on(fact);
  settle();
  wake_at_ = next_wake();
  out_ = nullptr;
#ifndef NDEBUG
  check();
#endif
}

/// Does all that is due up to an instant, each thing at its own: what a late wake-up finds is what a punctual
/// one would have.
void Router::wake(Instant until) {
  for (Instant at = next_wake(); at <= until; at = next_wake()) {
    now_ = now_.known() ? std::max(now_, at) : at;
    // Before anybody is rung at this instant.
    while (clearance_wakes_.next() == at) clearances_lapsed(AgentId(clearance_wakes_.take().owner));
    if (queue_wakes_.next() == at) {
      const auto [queue, kind] = queue_wakes_.take();
      wake_queue(QueueId(queue), kind);
    } else if (agent_wakes_.next() == at) {
      wake_agent(AgentId(agent_wakes_.take().owner));
    } else {
      // All of one instant, before any of them is served: their ids are in no order.
      while (call_wakes_.next() == at) {
        const auto [call, kind] = call_wakes_.take();
        wake_call(CallId(call), kind);
      }
    }
    settle();
  }
}

void Router::wake_call(CallId call, std::uint32_t kind) {
  const CallState& state = calls_[call.index()];
  if (kind == kLeave && state.place == CallPlace::parked) {
    unsettled_ |= kReturned;
    wait_in(call, state.queue);
    return set_widening(state.queue);
  }
  const Queue& queue = plan_.queues[state.queue.index()];
  if (kind == kLeave) {
    stop_waiting(call);
    return leave(call, queue.when_waited);
  }
  if (kind == kAnnounce) {
    announce(call);
    return call_wakes_.set({call.index(), kAnnounce}, now_ + *queue.announce_every);
  }
  calls_[call.index()].callback_offered = true;
  command(CommandKind::offer_callback, call);
}

void Router::wake_agent(AgentId agent) {
  const AgentPlace place = agents_[agent.index()].place;
  if (place == AgentPlace::ringing) return ring_failed(agent, {});
  if (place == AgentPlace::wrapping_up) return finish_work(agent);
}

void Router::wake_queue(QueueId queue, std::uint32_t kind) {
  if (kind == kWiden) return serve_queue(queue);
  set_hours(queue);
  empty_after_closing(queue);
}

void Router::empty_after_closing(QueueId queue) {
  if (is_open(queue) || plan_.queues[queue.index()].serve_waiting_after_closing) return;
  // All but those who hung up to be called back, in order.
  const auto first_on_line = [this, queue] {
    CallId first;
    waiting_.for_each(queue, [&](CallId call) {
      const bool earlier = !first.known() || waiting_.place(call) < waiting_.place(first);
      if (earlier && !calls_[call.index()].caller_away) first = call;
      return true;
    });
    return first;
  };
  for (CallId call = first_on_line(); call.known(); call = first_on_line()) {
    stop_waiting(call);
    leave(call, plan_.queues[queue.index()].when_closed);
  }
}

void Router::act_on(const Fact& fact) {
  switch (fact.kind) {
    case FactKind::time_passed:
      return;
    case FactKind::call_offered:
      return offer(fact);
    case FactKind::caller_hung_up:
      return hang_up(fact.call);
    case FactKind::callback_requested:
      return request_callback(fact.call);
    case FactKind::callback_failed:
      return callback_failed(fact.call);
    case FactKind::ring_answered:
      // What was meant for a call that is gone does not take another.
      if (!fact.call.known() || agents_[fact.agent.index()].call == fact.call) answer(fact.agent);
      return;
    case FactKind::ring_refused:
      if (!fact.call.known() || agents_[fact.agent.index()].call == fact.call)
        ring_failed(fact.agent, {.told = true});
      return;
    case FactKind::call_held:
    case FactKind::call_retrieved:
      return hold(fact.call, fact.kind == FactKind::call_held);
    case FactKind::call_ended:
      return end(fact.call);
    case FactKind::transferred_to_queue:
      return transfer(fact.call, fact.queue);
    case FactKind::transferred_to_agent:
      return transfer(fact.call, fact.agent);
    case FactKind::consultation_of_queue:
      return consult(fact.call, fact.queue);
    case FactKind::consultation_of_agent:
      return consult(fact.call, fact.agent);
    case FactKind::consultation_ended:
      return stop_consulting(fact.call);
    case FactKind::transferred_to_consulted:
      return hand_over(fact.call);
    case FactKind::wrap_up_ended:
      if (agents_[fact.agent.index()].place == AgentPlace::wrapping_up) finish_work(fact.agent);
      return;
    case FactKind::wrap_up_extended:
      return extend_wrap_up(fact.agent, fact.until());
    case FactKind::agent_signed_on:
      return sign_on(fact.agent);
    case FactKind::agent_ready:
      return set_ready(fact.agent);
    case FactKind::agent_not_ready:
      return set_not_ready(fact.agent, fact.reason);
    case FactKind::agent_signed_off:
      return sign_off(fact.agent);
    case FactKind::agent_gone:
      return lose(fact.agent);
    case FactKind::clearance_given:
      return set_clearance(fact.agent, fact.client(), fact.until());
    case FactKind::clearance_withdrawn:
      return set_clearance(fact.agent, fact.client(), kNever);
    case FactKind::queue_closed:
    case FactKind::queue_reopened:
      queues_[fact.queue.index()].closed_by_hand = fact.kind == FactKind::queue_closed;
      return empty_after_closing(fact.queue);
  }
}

void Router::emit_agent(AgentEventKind kind, AgentId agent) {
  AgentEvent event{.at = now_, .agent = agent, .client = {}, .reason = {}, .source = {}, .kind = kind};
  if (kind == AgentEventKind::not_ready) event.reason = ReasonId(agents_[agent.index()].reason);
  out_->agents.push_back(event);
}

}  // namespace tandem::routing
