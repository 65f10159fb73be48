// What people do because of how the floor is: callers see how many wait, agents have nothing to do.
#include "plan/simulation/floor_run.hpp"

namespace tandem::simulation {

/// Of those that hold among so many who wait now, the last; null where none does.
const Distribution* FloorRun::among_waiting(std::span<const CallType::Among> all) const {
  const Distribution* found = nullptr;
  for (const CallType::Among& among : all)
    if (router_.waiting() >= among.waiting) found = &among.lasts;
  return found;
}

/// Of a caller who comes now.
const Distribution& FloorRun::patience_of(const CallType& type) const {
  const Distribution* const among = among_waiting(type.patience_among);
  return among != nullptr ? *among : type.patience;
}

/// After a conversation that ends now.
Duration FloorRun::work_after(const Caller& caller, AgentId agent) {
  const Distribution* const among = among_waiting(model_.types[caller.type.index()].after_call_work_among);
  const Duration drawn = among != nullptr ? among->draw(phones_) : caller.after_call_work;
  return length_by(&CallType::after_call_work_of_group, drawn, caller.type, agent);
}

/// An agent who has just begun to wait for a call will not wait for ever.
void FloorRun::look_for_pause(Instant at, AgentId agent) {
  if (!agents_pause_ || router_.place_of(agent) != AgentPlace::free) return;
  const Group::Pauses& pauses = model_.groups[model_.plan.agents[agent.index()].group.index()].pauses;
  set_pause(at, agent, pauses.idle_for.draw(phones_));
}

/// Who was taken off for a call that was not answered comes back.
void FloorRun::look_for_unanswered(Instant at) {
  for (const AgentEvent& event : out_.agents) {
    if (event.kind != AgentEventKind::not_ready || event.reason != ReasonId(Roster::kUnanswered)) continue;
    const Group& group = model_.groups[model_.plan.agents[event.agent.index()].group.index()];
    set_pause(at, event.agent, group.ready_again_after.draw(phones_));
  }
}

void FloorRun::set_pause(Instant at, AgentId agent, Duration after) {
  if (after == Distribution::kForever)
    pauses_.stop(agent.index());
  else
    pauses_.set(agent.index(), at + after);
  note_other();
}

/// An agent who still waits for a call turns to something else, one who had is back.
void FloorRun::pause(Instant at, AgentId agent) {
  pauses_.stop(agent.index());
  const AgentPlace place = router_.place_of(agent);
  if (place == AgentPlace::not_ready) {
    step({.at = at, .agent = agent, .kind = FactKind::agent_ready});
    return look_for_pause(at, agent);
  }
  if (place != AgentPlace::free) return;
  const Group& group = model_.groups[model_.plan.agents[agent.index()].group.index()];
  step({.at = at, .agent = agent, .reason = Roster::kPause, .kind = FactKind::agent_not_ready});
  set_pause(at, agent, group.pauses.length.draw(phones_));
}

}  // namespace tandem::simulation
