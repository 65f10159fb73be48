// What people do because of how the floor is: callers see how many wait, agents have nothing to do.
#include "plan/simulation/floor_run.hpp"

namespace tandem::simulation {

/// Of a caller who comes now.
const Distribution& FloorRun::patience_of(const CallType& type) const {
  if (type.patience_among.empty()) return type.patience;
  const std::uint32_t waiting = router_.waiting();
  const Distribution* patience = &type.patience;
  for (const CallType::PatienceAmong& among : type.patience_among)
    if (waiting >= among.waiting) patience = &among.patience;
  return *patience;
}

/// An agent who has just begun to wait for a call will not wait for ever.
void FloorRun::look_for_pause(Instant at, AgentId agent) {
  if (!agents_pause_ || router_.place_of(agent) != AgentPlace::free) return;
  const Group::Pauses& pauses = model_.groups[model_.plan.agents[agent.index()].group.index()].pauses;
  const Duration idle = pauses.idle_for.draw(phones_);
  if (idle == Distribution::kForever) return;
  pauses_.add(at + idle, {agent, ++waits_of_agent_[agent.index()]});
  note_other();
}

/// Who was taken off for a call that was not answered comes back.
void FloorRun::look_for_unanswered(Instant at) {
  for (const AgentEvent& event : out_.agents) {
    if (event.kind != AgentEventKind::not_ready || event.reason != ReasonId(Roster::kUnanswered)) continue;
    const Group& group = model_.groups[model_.plan.agents[event.agent.index()].group.index()];
    const Duration after = group.ready_again_after.draw(phones_);
    if (after == Distribution::kForever) continue;
    pauses_.add(at + after, {event.agent, ++waits_of_agent_[event.agent.index()], true});
    note_other();
  }
}

void FloorRun::pause(Instant at, const Pause& pause) {
  if (pause.serial != waits_of_agent_[pause.agent.index()]) return;
  if (pause.over) {
    // Who has gone since, or has come again, is not called back.
    if (router_.place_of(pause.agent) != AgentPlace::not_ready) return;
    step({.at = at, .agent = pause.agent, .kind = FactKind::agent_ready});
    return look_for_pause(at, pause.agent);
  }
  if (router_.place_of(pause.agent) != AgentPlace::free) return;
  const Group& group = model_.groups[model_.plan.agents[pause.agent.index()].group.index()];
  step({.at = at, .agent = pause.agent, .reason = Roster::kPause, .kind = FactKind::agent_not_ready});
  pauses_.add(at + group.pauses.length.draw(phones_), {pause.agent, pause.serial, true});
}

}  // namespace tandem::simulation
