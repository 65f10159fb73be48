// The invariants of a floor, checked after every step in debug and fuzzing builds.
#include "core/base/check.hpp"
#include "core/routing/router.hpp"

namespace tandem::routing {

void Router::check() const {
  waiting_.check();
  free_.check();
  check_calls();
  check_agents();
  check_nobody_waits_in_vain();
}

void Router::check_calls() const {
  for (std::uint32_t i = 0; i < ids_used_; ++i) {
    const CallState& call = calls_[i];
    const CallId id(i);
    TANDEM_CHECK(waiting_.waits(id) == (call.place == CallPlace::waiting),
                 "a call is among the waiting exactly while it waits");
    if (call.place == CallPlace::ringing) {
      TANDEM_CHECK(call.agent.known(), "a call that rings rings at somebody");
      for (AgentId at = call.agent; at.known(); at = agents_[at.index()].next_ringing) {
        const AgentStatus& agent = agents_[at.index()];
        TANDEM_CHECK(agent.place == AgentPlace::ringing && agent.call == id, "whom a call rings, it rings");
      }
    }
    if (call.place == CallPlace::talking) {
      const AgentStatus& agent = agents_[call.agent.index()];
      TANDEM_CHECK(agent.place == AgentPlace::talking && agent.call == id, "a conversation has two sides");
    }
    check_consultation(id);
  }
}

void Router::check_consultation(CallId id) const {
  const CallState& call = calls_[id.index()];
  if (!call.consulted.known()) return;
  const AgentStatus& agent = agents_[call.consulted.index()];
  TANDEM_CHECK(call.place == CallPlace::talking && call.agent != call.consulted,
               "in a conversation, another agent is asked");
  TANDEM_CHECK((agent.place == AgentPlace::ringing || agent.place == AgentPlace::talking) && agent.call == id,
               "who is asked about a call is on it");
}

void Router::check_agents() const {
  std::vector<std::uint32_t> free(plan_.groups.size()), signed_on(plan_.groups.size());
  std::vector<std::uint32_t> on_duty(access_.pools());
  std::vector<std::uint32_t> busy(plan_.groups.size() * plan_.clients.size());
  for (std::uint32_t i = 0; i < agents_.size(); ++i) {
    const AgentStatus& agent = agents_[i];
    const AgentId id(i);
    TANDEM_CHECK(free_.contains(id) == (agent.place == AgentPlace::free),
                 "an agent is among the free while free");
    const bool on_call = agent.place == AgentPlace::ringing || agent.place == AgentPlace::talking;
    TANDEM_CHECK(!on_call || agent.call.known(), "an agent who rings or talks has a call");
    TANDEM_CHECK(agent.place == AgentPlace::wrapping_up || on_call || !agent.call.known(),
                 "no other agent has a call");
    if (agent.place != AgentPlace::off) ++signed_on[agent.group.index()];
    if (agent.place != AgentPlace::off) ++on_duty[agent.pool.index()];
    if (agent.place == AgentPlace::free) ++free[agent.group.index()];
    if (agent.place >= AgentPlace::ringing)
      ++busy[agent.group.index() * plan_.clients.size() + agent.client.index()];
  }
  for (std::uint32_t pool = 0; pool < on_duty.size(); ++pool)
    TANDEM_CHECK(on_duty_.count(PoolId(pool)) == on_duty[pool] &&
                     on_duty_.with_any().contains(PoolId(pool)) == (on_duty[pool] > 0),
                 "a pool knows who of it is signed on");
  for (std::uint32_t group = 0; group < plan_.groups.size(); ++group) {
    TANDEM_CHECK(guarantees_.free(GroupId(group)) == free[group] &&
                     guarantees_.signed_on(GroupId(group)) == signed_on[group],
                 "a group knows its agents");
    for (std::uint32_t client = 0; client < plan_.clients.size(); ++client)
      TANDEM_CHECK(
          guarantees_.busy(GroupId(group), ClientId(client)) == busy[group * plan_.clients.size() + client],
          "a group knows whom its agents work for");
  }
}

/// No free agent, qualified and cleared, while a call waits first in a queue that it may be given: only a
/// stage that is not open or a guarantee may keep them apart.
void Router::check_nobody_waits_in_vain() const {
  for (std::uint32_t i = 0; i < agents_.size(); ++i) {
    if (agents_[i].place != AgentPlace::free) continue;
    TANDEM_CHECK(!call_for(AgentId(i)).known(), "nobody waits whom a free agent could serve");
  }
}

}  // namespace tandem::routing
