#include "plan/twin/fit.hpp"

#include "plan/twin/queue_length.hpp"

namespace tandem::twin {

Behaviour fit_behaviour(std::span<const CallRecord> calls, const importing::Directory& directory,
                        const Zone& zone) {
  Behaviour behaviour;
  behaviour.types.resize(directory.types.size());
  for (std::uint32_t i = 0; i < behaviour.types.size(); ++i)
    behaviour.types[i].name = directory.types.name(CallTypeId(i));
  behaviour.agents.resize(directory.agents.size());
  fit_callers(calls, QueueLength(calls), behaviour);
  fit_credit(calls, behaviour);
  const std::vector<Service> services = services_of(calls);
  fit_services(services, zone, behaviour);
  fit_skills(services, behaviour);
  const SkillDays skills(services, zone, behaviour);
  for (std::uint32_t i = 0; i < behaviour.agents.size(); ++i)
    behaviour.agents[i].serves_on = skills.recent(AgentId(i));
  fit_gaps(calls, services, skills, zone, behaviour);
  return behaviour;
}

}  // namespace tandem::twin
