// Who gets which call: the one place where agents and calls are brought together.
#include <algorithm>
#include <utility>

#include "core/base/check.hpp"
#include "core/routing/router.hpp"

namespace tandem::routing {
namespace {

/// Of the mean gap between starts and of the mean error of estimates, the newest counts so much.
constexpr double kNewest = 0.125;
/// An estimate holds for so many mean gaps after the last start.
constexpr double kGapsKept = 20;

}  // namespace

/// The free agent whom the first call of a queue is given to; none() where there is none.
AgentId Router::agent_for(QueueId queue) {
  QueueStatus& status = queues_[queue.index()];
  const std::uint8_t open = status.widens ? open_stage(queue) : 0;
  const auto may_take = [&](PoolId pool) {
    return !guarantees_.any() || guarantees_.may_take(access_.group(pool), status.client);
  };
  for (const AccessTable::Level& level : access_.levels(queue)) {
    if (level.stage > open) continue;
    const AgentId agent = free_.first(level.pools, status.agents_by, status.last_asked, random_, may_take);
    if (agent.known()) return agent;
  }
  return AgentId();
}

/// The waiting call that a free agent serves; none() where there is none. By rank, then tier, then weighted
/// wait; all calls of a queue but its first wait longer still.
CallId Router::call_for(AgentId agent) const {
  const AgentStatus& status = agents_[agent.index()];
  const bool own = status.pool != access_.shared_pool(agent);
  CallId best;
  const AccessTable::Served* best_in = nullptr;
  double best_wait = 0;
  for (const AccessTable::Served& served : access_.served(status.pool)) {
    if (best_in != nullptr && (served.rank != best_in->rank || served.tier != best_in->tier)) break;
    if (waiting_.empty(served.queue)) continue;
    const QueueStatus& queue = queues_[served.queue.index()];
    if (own && !is_cleared(agent, queue.client)) continue;
    if (served.stage > 0 && served.stage > open_stage(served.queue)) continue;
    if (guarantees_.any() && !guarantees_.may_take(status.group, queue.client)) continue;
    const CallId call = waiting_.front(served.queue);
    const WaitingCalls::Place& place = waiting_.place(call);
    const double wait = queue.weight * static_cast<double>((now_ - place.since).microseconds());
    if (best.known() && (wait < best_wait || (wait == best_wait && waiting_.place(best) < place))) continue;
    best = call;
    best_in = &served;
    best_wait = wait;
  }
  return best;
}

std::uint32_t Router::free_agents_until(QueueId queue, std::size_t stage) const {
  std::uint32_t count = 0;
  for (const AccessTable::Level& level : access_.levels(queue))
    if (level.stage < stage)
      PoolSet::for_each_common(level.pools, free_.pools_with_any(),
                               [&](PoolId pool) { count += free_.size(pool); });
  return count;
}

bool Router::stage_opens(const Stage& stage, QueueId queue, std::uint32_t free) const {
  if (stage.wait && now_ - waiting_.place(waiting_.front(queue)).since >= *stage.wait) return true;
  if (stage.length && waiting_.size(queue) >= *stage.length) return true;
  if (stage.free_agents_under && free < *stage.free_agents_under) return true;
  if (!stage.expected_wait) return false;
  const auto expected = expected_wait(queue);
  return expected && expected->wait >= *stage.expected_wait;
}

/// The last stage that is open to the first call of a queue.
std::uint8_t Router::open_stage(QueueId queue) const {
  const std::vector<Stage>& stages = plan_.queues[queue.index()].stages;
  std::uint8_t open = 0;
  if (waiting_.empty(queue)) return open;
  for (std::size_t i = 1; i < stages.size(); ++i)
    if (stage_opens(stages[i], queue, free_agents_until(queue, i))) open = static_cast<std::uint8_t>(i);
  return open;
}

void Router::serve_queue(QueueId queue) {
  while (!waiting_.empty(queue)) {
    const CallId call = waiting_.front(queue);
    if (queues_[queue.index()].agents_by == AgentOrder::ring_all) {
      ring_all(call);
      if (waiting_.waits(call)) break;
      continue;
    }
    const AgentId agent = agent_for(queue);
    if (!agent.known()) break;
    ring(call, agent);
  }
  set_widening(queue);
}

/// Gives a call to whom its queue asks first: it, or another, may be given to the agent who asked for it.
void Router::give(CallId call) {
  const QueueId queue = calls_[call.index()].queue;
  if (queues_[queue.index()].agents_by == AgentOrder::ring_all) return ring_all(call);
  const AgentId agent = agent_for(queue);
  TANDEM_CHECK(agent.known(), "a call that an agent may be given has an agent");
  ring(call, agent);
}

/// Brings together who became free, and what waits, after all that a step does: the longest idle first, each
/// with the call that comes first for it. Then what may be open now that others are free or busy.
void Router::settle_all() {
  while (!is_settled()) {
    if (just_free_.size() > 1)
      std::ranges::sort(just_free_, {}, [this](AgentId agent) {
        return std::pair(agents_[agent.index()].free_since, agent);
      });
    const bool freed = !just_free_.empty();
    for (const AgentId agent : just_free_) serve(agent);
    just_free_.clear();
    const unsigned changed = unsettled_ & (kGroups | kReturned);
    unsettled_ &= kStates;
    if ((changed & kReturned) != 0 || (guarantees_.any() && (freed || changed != 0 || unsettled_ != 0)))
      serve_all_free();
    if (std::exchange(unsettled_, unsettled_ & ~kStates) & kStates)
      for (const QueueId queue : opened_by_state_) serve_queue(queue);
  }
}

void Router::serve(AgentId agent) {
  while (agents_[agent.index()].place == AgentPlace::free) {
    const CallId call = call_for(agent);
    if (!call.known()) return;
    give(call);
  }
}

/// Where guarantees bind, whom one agent's work or leaving sets free is not told: all are asked, of agents
/// who are alike the longest idle.
void Router::serve_all_free() {
  if (waiting_.total() == 0) return;
  free_.pools_with_any().for_each([this](PoolId pool) {
    while (free_.size(pool) > 0) {
      const CallId call = call_for(free_.longest_idle(pool));
      if (!call.known()) return;
      give(call);
    }
  });
}

/// The instant at which the first call's wait opens the next stage.
void Router::set_widening(QueueId queue) {
  if (!queues_[queue.index()].widens) return;
  Instant next = Instant::none();
  if (!waiting_.empty(queue)) {
    const Instant since = waiting_.place(waiting_.front(queue)).since;
    for (const Stage& stage : plan_.queues[queue.index()].stages)
      if (stage.wait && since + *stage.wait > now_) next = std::min(next, since + *stage.wait);
  }
  if (next.known())
    queue_wakes_.set({queue.index(), kWiden}, next);
  else
    queue_wakes_.cancel({queue.index(), kWiden});
}

/// Rings one agent, who must be free, for a call that waits or has just come.
void Router::ring(CallId id, AgentId agent) {
  CallState& call = calls_[id.index()];
  if (waiting_.waits(id)) stop_waiting(id);
  call.agent = AgentId();
  start_ringing(id, agent);
}

void Router::ring_all(CallId id) {
  const QueueId queue = calls_[id.index()].queue;
  const std::uint8_t open = queues_[queue.index()].widens ? open_stage(queue) : 0;
  bool rung = false;
  std::uint16_t rank = 0;
  for (const AccessTable::Level& level : access_.levels(queue)) {
    if (level.stage > open || (rung && level.rank != rank)) continue;
    rank = level.rank;
    PoolSet::for_each_common(level.pools, free_.pools_with_any(), [&](PoolId pool) {
      free_.for_each(pool, [&](AgentId agent) {
        if (calls_[id.index()].place == CallPlace::talking) return;
        if (guarantees_.any() && !guarantees_.may_take(access_.group(pool), queues_[queue.index()].client))
          return;
        if (!rung)
          ring(id, agent);
        else
          start_ringing(id, agent);
        rung = true;
      });
    });
  }
}

void Router::start_ringing(CallId id, AgentId agent) {
  CallState& call = calls_[id.index()];
  let_ring(agent, id, call.queue);
  agents_[agent.index()].next_ringing = call.agent;
  call.agent = agent;
  call.place = CallPlace::ringing;
  call.rung_at = now_;
  emit(CallEventKind::ringing, id, agent);
  if (agents_[agent.index()].answers_at_once && !call.caller_away) return answer(agent);
  command(call.caller_away ? CommandKind::call_back : CommandKind::ring, id, agent);
}

/// For a call, or to be asked about it: by the rules of a queue.
void Router::let_ring(AgentId agent, CallId id, QueueId by) {
  const CallState& call = calls_[id.index()];
  AgentStatus& status = agents_[agent.index()];
  TANDEM_CHECK(status.place == AgentPlace::free, "only an agent who is free is rung");
  TANDEM_CHECK(is_cleared(agent, call.client), "an agent is rung for clients it is cleared for, no others");
  leave_free(agent);
  status.place = AgentPlace::ringing;
  status.next = AgentPlace::free;
  status.call = id;
  status.client = call.client;
  status.queue = by;
  status.work_began = now_;
  guarantees_.work(status.group, call.client, +1);
  QueueStatus& queue = queues_[by.index()];
  queue.last_asked = agent;
  if (queue.ring_for > Duration()) agent_wakes_.set({agent.index(), kWork}, now_ + queue.ring_for);
}

void Router::answer(AgentId agent) {
  AgentStatus& status = agents_[agent.index()];
  if (status.place != AgentPlace::ringing) return;
  const CallId id = status.call;
  CallState& call = calls_[id.index()];
  agent_wakes_.cancel({agent.index(), kWork});
  if (call.consulted == agent) {
    status.place = AgentPlace::talking;
    command(CommandKind::connect_consulted, id, agent);
    return emit(CallEventKind::consulted, id, agent);
  }
  if (call.rung_at > call.queued_at) note_start(id);
  if (status.next_ringing.known() || call.agent != agent) stop_ringing(id, agent);
  status.place = AgentPlace::talking;
  status.next_ringing = AgentId();
  ++status.calls;
  call.place = CallPlace::talking;
  call.caller_away = false;
  call.agent = agent;
  command(CommandKind::connect, id, agent);
  emit(CallEventKind::answered, id, agent);
}

/// An agent did not take a call: refused, out of reach, or too late. The caller goes back to its own place,
/// before all who came later; one about whom an agent was to be asked holds on.
void Router::ring_failed(AgentId agent, const Failure& failure) {
  AgentStatus& status = agents_[agent.index()];
  if (status.place != AgentPlace::ringing) return;
  const CallId id = status.call;
  CallState& call = calls_[id.index()];
  agent_wakes_.cancel({agent.index(), kWork});
  if (!failure.told) command(CommandKind::cancel_ring, id, agent);
  emit(CallEventKind::ring_no_answer, id, agent);
  if (call.consulted == agent) {
    call.consulted = AgentId();
    command(CommandKind::consultation_failed, id, call.agent);
  } else {
    // Out of the chain of those whom the call still rings.
    AgentId* link = &call.agent;
    while (*link != agent) link = &agents_[link->index()].next_ringing;
    *link = status.next_ringing;
    status.next_ringing = AgentId();
  }
  status.call = CallId();
  status.place = AgentPlace::wrapping_up;
  if (failure.blame && status.next == AgentPlace::free &&
      plan_.queues[status.queue.index()].not_ready_after_unanswered) {
    status.next = AgentPlace::not_ready;
    status.reason = 0;
  }
  const bool rings_on = call.agent.known();  // or is in conversation, about which was asked
  if (!rings_on) wait_in(id, call.queue);
  finish_work(agent);
  if (!rings_on && waiting_.waits(id)) serve_queue(call.queue);
}

/// All agents whom a call rings, but one, are free again, as long idle as before.
void Router::stop_ringing(CallId id, AgentId but_not) {
  CallState& call = calls_[id.index()];
  AgentId at = call.agent;
  call.agent = AgentId();
  while (at.known()) {
    AgentStatus& status = agents_[at.index()];
    const AgentId next = status.next_ringing;
    if (at != but_not) {
      agent_wakes_.cancel({at.index(), kWork});
      command(CommandKind::cancel_ring, id, at);
      emit(CallEventKind::ring_cancelled, id, at);
      status.next_ringing = AgentId();
      release(at, status.free_since);
    }
    at = next;
  }
}

/// For estimates: a call that had waited is answered; its service began as it was rung.
void Router::note_start(CallId id) {
  const CallState& call = calls_[id.index()];
  QueueStatus& queue = queues_[call.queue.index()];
  if (!queue.estimates) return;
  const auto blend = [](double mean, double newest) {
    return mean == 0 ? newest : mean + kNewest * (newest - mean);
  };
  if (queue.last_start.known())
    queue.mean_gap_seconds =
        blend(queue.mean_gap_seconds, (call.rung_at - std::max(queue.last_start, call.queued_at)).seconds());
  queue.last_start = call.rung_at;
  unsettled_ |= kStates;
  if (call.has_estimate) {
    const double error = (call.rung_at - call.queued_at - call.estimate).seconds();
    queue.mean_error_seconds = blend(queue.mean_error_seconds, error < 0 ? -error : error);
  }
}

std::optional<Router::WaitEstimate> Router::expected_wait(QueueId id) const {
  return wait_at(id, waiting_.size(id) + 1);
}

/// By place in the queue, from 1. What was seen long ago says nothing about now.
std::optional<Router::WaitEstimate> Router::wait_at(QueueId id, std::uint32_t place) const {
  const QueueStatus& queue = queues_[id.index()];
  if (!queue.estimates || queue.mean_gap_seconds == 0) return std::nullopt;
  if ((now_ - queue.last_start).seconds() > kGapsKept * queue.mean_gap_seconds) return std::nullopt;
  return WaitEstimate{Duration::from_seconds(place * queue.mean_gap_seconds),
                      Duration::from_seconds(queue.mean_error_seconds)};
}

}  // namespace tandem::routing
