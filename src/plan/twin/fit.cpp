#include "plan/twin/fit.hpp"

#include <algorithm>

#include "plan/twin/day_observed.hpp"
#include "plan/twin/queue_length.hpp"

namespace tandem::twin {
namespace {

std::vector<Instant> arrivals_of(std::span<const CallRecord> calls) {
  std::vector<Instant> arrivals;
  for (const CallRecord& call : calls)
    if (reached_queue(call)) arrivals.push_back(arrived_at(call));
  std::ranges::sort(arrivals);
  return arrivals;
}

}  // namespace

Behaviour fit_behaviour(std::span<const CallRecord> calls, const importing::Directory& directory,
                        const Zone& zone) {
  Behaviour behaviour;
  behaviour.types.resize(directory.types.size());
  for (std::uint32_t i = 0; i < behaviour.types.size(); ++i)
    behaviour.types[i].name = directory.types.name(CallTypeId(i));
  behaviour.agents.resize(directory.agents.size());
  const std::vector<Instant> arrivals = arrivals_of(calls);
  behaviour.usual_calls = UsualCalls(arrivals, zone);
  const CallSurge surge(arrivals, behaviour.usual_calls, zone);
  fit_callers(calls, QueueLength(calls), surge, behaviour);
  fit_credit(calls, behaviour);
  std::vector<Service> services = services_of(calls);
  for (Service& service : services) service.times_usual = surge.times_usual(service.arrived);
  fit_services(services, zone, behaviour);
  fit_surge(calls, services, surge, zone, behaviour);
  fit_skills(services, behaviour);
  const SkillDays skills(services, zone, behaviour);
  for (std::uint32_t i = 0; i < behaviour.agents.size(); ++i)
    behaviour.agents[i].serves_on = skills.recent(AgentId(i));
  fit_gaps(calls, services, skills, zone, behaviour);
  return behaviour;
}

}  // namespace tandem::twin
