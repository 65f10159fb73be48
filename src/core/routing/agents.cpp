// What happens to agents: they sign on and off, become ready, work, wrap up, and are cleared for clients.
#include <algorithm>

#include "core/base/check.hpp"
#include "core/routing/router.hpp"

namespace tandem::routing {

void Router::sign_on(AgentId agent) {
  AgentStatus& status = agents_[agent.index()];
  if (status.place != AgentPlace::off) {
    if (status.next == AgentPlace::off) {  // stays after all
      status.next = AgentPlace::not_ready;
      status.reason = 0;
    }
    return;
  }
  status.place = AgentPlace::not_ready;
  status.signed_on_at = now_;
  status.worked = Duration();
  status.calls = 0;
  status.reason = 0;
  guarantees_.sign(status.group, +1);
  on_duty_.add(status.pool);
  emit_agent(AgentEventKind::signed_on, agent);
}

void Router::set_ready(AgentId agent) {
  AgentStatus& status = agents_[agent.index()];
  switch (status.place) {
    case AgentPlace::off:
    case AgentPlace::free:
      return;
    case AgentPlace::not_ready:
      emit_agent(AgentEventKind::ready, agent);
      return become_free(agent, now_);
    case AgentPlace::wrapping_up:  // done before its time
      status.next = AgentPlace::free;
      return finish_work(agent);
    case AgentPlace::ringing:
    case AgentPlace::talking:
      status.next = AgentPlace::free;
  }
}

void Router::set_not_ready(AgentId agent, std::uint16_t reason) {
  AgentStatus& status = agents_[agent.index()];
  if (status.place == AgentPlace::off || status.next == AgentPlace::off) return;
  status.reason = reason;
  if (status.place == AgentPlace::free) {
    leave_free(agent);
    status.place = AgentPlace::not_ready;
  } else if (status.place != AgentPlace::not_ready) {
    status.next = AgentPlace::not_ready;
    return;
  }
  emit_agent(AgentEventKind::not_ready, agent);
}

void Router::sign_off(AgentId agent) {
  AgentStatus& status = agents_[agent.index()];
  if (status.place == AgentPlace::off) return;
  if (status.place != AgentPlace::free && status.place != AgentPlace::not_ready) {
    status.next = AgentPlace::off;
    return;
  }
  if (status.place == AgentPlace::free) leave_free(agent);
  status.place = AgentPlace::off;
  guarantees_.sign(status.group, -1);
  on_duty_.remove(status.pool);
  status.next = AgentPlace::free;
  emit_agent(AgentEventKind::signed_off, agent);
  if (guarantees_.binds(status.group)) unsettled_ |= kGroups;
}

/// The phone or the heartbeat is lost: a ring comes to nothing and its caller to the head; a conversation is
/// over, as nobody hears the caller any more.
void Router::lose(AgentId agent) {
  AgentStatus& status = agents_[agent.index()];
  if (status.place == AgentPlace::off) return;
  status.next = AgentPlace::off;
  if (status.place == AgentPlace::ringing) return ring_failed(agent, {.told = true});
  if (status.place == AgentPlace::talking && calls_[status.call.index()].consulted == agent) {
    const CallId asked_about = status.call;
    stop_consulting(asked_about);
    command(CommandKind::consultation_failed, asked_about, calls_[asked_about.index()].agent);
    return;
  }
  if (status.place == AgentPlace::talking) {
    command(CommandKind::part, status.call, agent);
    end(status.call);
    status.next = AgentPlace::off;
  }
  if (status.place == AgentPlace::wrapping_up) return finish_work(agent);
  if (status.place != AgentPlace::off) sign_off(agent);
}

void Router::wrap_up(AgentId agent) {
  AgentStatus& status = agents_[agent.index()];
  const std::optional<Duration>& own = plan_.agents[agent.index()].wrap_up_for;
  const Duration wanted = own ? *own : queues_[status.queue.index()].wrap_up_for;
  status.place = AgentPlace::wrapping_up;
  status.wrap_up_began = now_;
  if (wanted == Duration()) return finish_work(agent);
  if (wanted > Duration()) agent_wakes_.set({agent.index(), kWork}, now_ + wanted);
}

void Router::extend_wrap_up(AgentId agent, Instant until) {
  if (agents_[agent.index()].place == AgentPlace::wrapping_up)
    agent_wakes_.set({agent.index(), kWork}, std::max(now_, until));
}

/// The work on a call is over, after-call work included.
void Router::finish_work(AgentId agent) {
  AgentStatus& status = agents_[agent.index()];
  agent_wakes_.cancel({agent.index(), kWork});
  if (status.call.known()) {
    CallState& call = calls_[status.call.index()];
    if (now_ > status.wrap_up_began) emit(CallEventKind::after_call_work_ended, status.call, agent);
    --call.wrap_ups;
    if (call.place == CallPlace::over) free_id(status.call);
  }
  release(agent, now_);
}

/// Off the call, and on to what was asked for meanwhile. `free_since`: where that is to be free.
void Router::release(AgentId agent, Instant free_since) {
  AgentStatus& status = agents_[agent.index()];
  status.call = CallId();
  status.worked += now_ - status.work_began;
  guarantees_.work(status.group, status.client, -1);
  const AgentPlace next = status.next;
  status.next = AgentPlace::free;
  if (next == AgentPlace::free) return become_free(agent, free_since);
  status.place = AgentPlace::not_ready;
  if (next == AgentPlace::off) return sign_off(agent);
  emit_agent(AgentEventKind::not_ready, agent);
  if (guarantees_.binds(status.group)) unsettled_ |= kGroups;
}

/// Free for the next call, which may be there already: settle() looks, when all is done that this step does.
void Router::become_free(AgentId agent, Instant since) {
  AgentStatus& status = agents_[agent.index()];
  status.place = AgentPlace::free;
  status.free_since = since;
  FreeAgents::Figures figures{.calls = status.calls};
  if (free_.goes_by_occupancy())
    if (const Duration on = now_ - status.signed_on_at; on > Duration())
      figures.occupancy = status.worked / on;
  free_.add(agent, status.pool, since, figures);
  guarantees_.free(status.group, +1);
  just_free_.push_back(agent);
}

void Router::leave_free(AgentId agent) {
  free_.remove(agent);
  guarantees_.free(agents_[agent.index()].group, -1);
  unsettled_ |= settled_by_;
}

void Router::set_clearance(AgentId agent, ClientId client, Instant until) {
  clearance(agent, client) = until <= now_ ? kNever : until;
  choose_pool(agent);
  const AgentStatus& status = agents_[agent.index()];
  if (status.place == AgentPlace::free) just_free_.push_back(agent);
  if (status.place == AgentPlace::ringing && !is_cleared(agent, status.client))
    ring_failed(agent, {.blame = false});
}

/// Rings nobody: another agent's clearance may lapse at the same instant.
void Router::clearances_lapsed(AgentId agent) {
  for (std::uint32_t client = 0; client < plan_.clients.size(); ++client)
    if (clearance(agent, ClientId(client)) <= now_) clearance(agent, ClientId(client)) = kNever;
  choose_pool(agent);
}

/// An agent cleared for everything that its like may serve shares their pool; otherwise it has its own, which
/// only the queues of clients it is cleared for can see.
void Router::choose_pool(AgentId agent) {
  AgentStatus& status = agents_[agent.index()];
  bool all = true;
  Instant first_end = Instant::none();
  for (const AccessTable::Served& served : access_.served(access_.shared_pool(agent))) {
    const bool cleared = is_cleared(agent, queues_[served.queue.index()].client);
    access_.set_open(agent, served.queue, cleared);
    all &= cleared;
    if (cleared && plan_.clearance_required)
      first_end = std::min(first_end, clearance(agent, queues_[served.queue.index()].client));
  }
  if (first_end.known())
    clearance_wakes_.set({agent.index(), 0}, first_end);
  else
    clearance_wakes_.cancel({agent.index(), 0});
  const PoolId pool = all ? access_.shared_pool(agent) : access_.own_pool(agent);
  if (status.place != AgentPlace::off && pool != status.pool) {
    on_duty_.remove(status.pool);
    on_duty_.add(pool);
  }
  if (status.place == AgentPlace::free) {
    if (pool != status.pool) free_.move(agent, pool);
    unsettled_ |= kStates;
  }
  status.pool = pool;
}

}  // namespace tandem::routing
