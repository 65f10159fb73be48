// What happens to calls: they come, wait, leave, are transferred and end.
#include <algorithm>

#include "core/base/check.hpp"
#include "core/routing/router.hpp"

namespace tandem::routing {
namespace {

/// A call that would be sent from queue to queue for ever leaves instead.
constexpr std::uint8_t kQueuesPassedMax = 8;

/// How a call ends that is treated so; nothing where it is sent elsewhere.
std::optional<Ending> ending_of(Treatment treatment) {
  switch (treatment) {
    case Treatment::voicemail:
      return Ending::voicemail;
    case Treatment::closed:
      return Ending::out_of_hours;
    default:
      return std::nullopt;
  }
}

}  // namespace

void Router::offer(const Fact& fact) {
  TANDEM_CHECK(fact.call.index() < calls_.size(), "the ids of calls are below the plan's limit");
  CallState& call = calls_[fact.call.index()];
  TANDEM_CHECK(call.place == CallPlace::nowhere, "the id of a call on the floor was given to another");
  call = {.arrival = arrivals_++,
          .client = queues_[fact.queue.index()].client,
          .queue = fact.queue,
          .type = fact.type,
          .caller = fact.caller,
          .priority = fact.priority};
  ids_used_ = std::max(ids_used_, fact.call.index() + 1);
  emit(CallEventKind::offered, fact.call);
  const AnnouncementId outage = plan_.queues[fact.queue.index()].outage;
  if (outage.known()) command(CommandKind::announce, fact.call).announcement = outage;
  enter(fact.call, fact.queue);
}

/// Into a queue, by its door: a call that finds it shut leaves as the queue says, maybe for another.
void Router::enter(CallId id, QueueId queue) {
  CallState& call = calls_[id.index()];
  call.queue = queue;
  call.client = queues_[queue.index()].client;
  const QueueStatus& status = queues_[queue.index()];
  const bool conditions = status.has_conditions || status.closed_by_hand;
  if (conditions)
    if (const Leaving* how = turned_away(queue)) return leave(id, *how);
  const bool first = waiting_.empty(queue);
  const AgentId agent = first ? agent_for(queue) : AgentId();
  if (conditions && !agent.known())
    if (const Leaving* how = not_let_wait(queue)) return leave(id, *how);
  if (!call.queued_at.known()) call.queued_at = now_;
  emit(CallEventKind::queued, id);
  call.since = call.queued_at - status.credit_per_priority * call.priority;
  if (status.estimates && !call.has_estimate) {
    if (const auto expected = expected_wait(queue)) {
      call.estimate = expected->wait;
      call.has_estimate = true;
    }
  }
  const bool simple = status.agents_by != AgentOrder::ring_all && !status.widens;
  if (simple && agent.known()) [[likely]]
    return ring(id, agent);
  wait_in(id, queue);
  // Only a call that came to the head, or one more than a stage waits for, can change who is served.
  if (!(simple && first) && (status.widens || waiting_.front(queue) == id)) serve_queue(queue);
  if (call.place == CallPlace::waiting) command(CommandKind::hold_music, id);
}

/// At the door, before anybody is looked for.
const Leaving* Router::turned_away(QueueId id) const {
  const Queue& queue = plan_.queues[id.index()];
  if (!is_open(id)) return &queue.when_closed;
  const auto has_agents = [this](const AccessTable::Level& level) {
    return PoolSet::have_common(level.pools, on_duty_.with_any());
  };
  if (queue.leave_without_agents && std::ranges::none_of(access_.levels(id), has_agents))
    return &queue.when_without_agents;
  return nullptr;
}

/// Behind the door, where nobody is free.
const Leaving* Router::not_let_wait(QueueId id) const {
  const Queue& queue = plan_.queues[id.index()];
  if (queue.length_max && waiting_.size(id) >= *queue.length_max) return &queue.when_full;
  if (queue.expected_wait_max) {
    const auto expected = expected_wait(id);
    if (expected && expected->wait > *queue.expected_wait_max) return &queue.when_expected;
  }
  return nullptr;
}

/// The call's own place, whether it comes for the first time or comes back.
void Router::wait_in(CallId id, QueueId queue) {
  CallState& call = calls_[id.index()];
  waiting_.add(queue, id, {call.since, call.arrival});
  call.place = CallPlace::waiting;
  set_call_wakes(id);
}

/// What is due while the call waits.
void Router::set_call_wakes(CallId id) {
  const CallState& call = calls_[id.index()];
  if (!queues_[call.queue.index()].timed || call.caller_away) return;
  const Queue& rules = plan_.queues[call.queue.index()];
  if (rules.wait_max) call_wakes_.set({id.index(), kLeave}, std::max(now_, call.queued_at + *rules.wait_max));
  if (rules.announce_every && rules.position_announcement.known())
    call_wakes_.set({id.index(), kAnnounce}, now_ + *rules.announce_every);
  if (rules.offer_callback_after && !call.callback_offered)
    call_wakes_.set({id.index(), kOfferCallback},
                    std::max(now_, call.queued_at + *rules.offer_callback_after));
}

void Router::cancel_call_wakes(CallId id) {
  for (std::uint32_t kind = 0; kind < kCallWakes; ++kind) call_wakes_.cancel({id.index(), kind});
}

void Router::stop_waiting(CallId id) {
  const CallState& call = calls_[id.index()];
  if (waiting_.waits(id)) {
    waiting_.remove(id);
    set_widening(call.queue);
  }
  if (!queues_[call.queue.index()].timed && call.place != CallPlace::parked) return;
  cancel_call_wakes(id);
}

void Router::announce(CallId id) {
  const CallState& call = calls_[id.index()];
  Command& said = command(CommandKind::announce, id);
  said.announcement = plan_.queues[call.queue.index()].position_announcement;
  said.position = waiting_.position(id) + 1;
  if (const auto expected = wait_at(call.queue, said.position)) said.expected_wait = expected->wait;
}

/// A call that no agent takes leaves its queue, or the floor.
void Router::leave(CallId id, const Leaving& how) {
  CallState& call = calls_[id.index()];
  if (how.announcement.known()) command(CommandKind::announce, id).announcement = how.announcement;
  if (how.treatment == Treatment::other_queue && call.queues_passed < kQueuesPassedMax) {
    ++call.queues_passed;
    emit(CallEventKind::overflowed, id);
    call.place = CallPlace::nowhere;
    return enter(id, how.queue);
  }
  if (how.treatment == Treatment::callback) {
    if (!call.queued_at.known()) {
      call.queued_at = now_;
      emit(CallEventKind::queued, id);
      call.since = now_ - queues_[call.queue.index()].credit_per_priority * call.priority;
    }
    call.caller_away = true;
    emit(CallEventKind::callback_requested, id);
    // A closed queue calls nobody back before it opens.
    if (const Instant opening = next_opening(call.queue); opening.known()) {
      call.place = CallPlace::parked;
      return call_wakes_.set({id.index(), kLeave}, opening);
    }
    wait_in(id, call.queue);
    return serve_queue(call.queue);
  }
  Command& treat = command(CommandKind::treat, id);
  treat.treatment = how.treatment == Treatment::other_queue ? Treatment::busy : how.treatment;
  treat.destination = how.destination;
  if (const auto ending = ending_of(treat.treatment))
    emit(CallEventKind::ended, id, {}, *ending);
  else
    emit(CallEventKind::overflowed, id);
  free_id(id);
}

void Router::hang_up(CallId id) {
  CallState& call = calls_[id.index()];
  switch (call.place) {
    case CallPlace::nowhere:
    case CallPlace::parked:
    case CallPlace::over:
      return;
    case CallPlace::waiting:
      if (call.caller_away) return;  // gone already, and to be called back
      stop_waiting(id);
      emit(CallEventKind::abandoned, id);
      free_id(id);
      return;
    case CallPlace::ringing:
      if (call.caller_away) return callback_failed(id);
      stop_ringing(id, AgentId());
      emit(CallEventKind::abandoned, id);
      free_id(id);
      return;
    case CallPlace::talking:
      return end(id);
  }
}

void Router::request_callback(CallId id) {
  CallState& call = calls_[id.index()];
  if (call.place != CallPlace::waiting || call.caller_away) return;
  emit(CallEventKind::callback_requested, id);
  call.caller_away = true;
  cancel_call_wakes(id);
}

/// Called back without an answer: the agent is free again, and the call is tried later at its old place.
void Router::callback_failed(CallId id) {
  CallState& call = calls_[id.index()];
  if (call.place != CallPlace::ringing || !call.caller_away) return;
  const Queue& queue = plan_.queues[call.queue.index()];
  ++call.callbacks_tried;
  stop_ringing(id, AgentId());
  if (call.callbacks_tried >= queue.callback_tries_max) {
    emit(CallEventKind::abandoned, id);
    return free_id(id);
  }
  call.place = CallPlace::parked;
  call_wakes_.set({id.index(), kLeave}, now_ + queue.callback_again_after);
}

/// Of a conversation: its caller is put on hold, or taken back.
void Router::hold(CallId id, bool held) {
  CallState& call = calls_[id.index()];
  if (call.place != CallPlace::talking || call.held == held) return;
  call.held = held;
  emit(held ? CallEventKind::held : CallEventKind::retrieved, id, call.agent);
}

void Router::end(CallId id) {
  CallState& call = calls_[id.index()];
  if (call.place != CallPlace::talking) return;
  if (call.consulted.known()) stop_consulting(id);
  const AgentId agent = call.agent;
  emit(CallEventKind::ended, id, agent);
  call.place = CallPlace::over;
  ++call.wrap_ups;
  wrap_up(agent);
}

/// A conversation goes on with somebody else: the caller's wait in the new queue counts from now.
void Router::transfer(CallId id, QueueId queue) {
  CallState& call = calls_[id.index()];
  if (call.place != CallPlace::talking) return;
  if (call.consulted.known()) stop_consulting(id);
  const AgentId agent = call.agent;
  call.held = false;
  emit(CallEventKind::transferred, id, agent);
  command(CommandKind::part, id, agent);
  call.place = CallPlace::nowhere;
  call.agent = AgentId();
  call.queued_at = now_;
  call.arrival = arrivals_++;
  call.queues_passed = 0;
  call.has_estimate = false;
  ++call.wrap_ups;
  wrap_up(agent);
  enter(id, queue);
}

/// To one agent: rung at once if free and cleared for the client, else the call stays where it is.
void Router::transfer(CallId id, AgentId to) {
  CallState& call = calls_[id.index()];
  if (call.place != CallPlace::talking || agents_[to.index()].place != AgentPlace::free ||
      !is_cleared(to, call.client))
    return;
  if (call.consulted.known()) stop_consulting(id);
  const AgentId agent = call.agent;
  call.held = false;
  emit(CallEventKind::transferred, id, agent);
  command(CommandKind::part, id, agent);
  call.place = CallPlace::nowhere;
  call.queued_at = now_;
  call.since = now_;
  call.arrival = arrivals_++;
  ++call.wrap_ups;
  ring(id, to);
  wrap_up(agent);
}

/// The id may be used again, unless an agent still wraps the call up.
void Router::free_id(CallId id) {
  CallState& call = calls_[id.index()];
  call.place = call.wrap_ups > 0 ? CallPlace::over : CallPlace::nowhere;
}

}  // namespace tandem::routing
