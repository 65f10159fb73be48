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
  const QueueLength queue(calls);
  fit_callers(calls, queue, behaviour);
  fit_credit(calls, behaviour);
  fit_services(calls, zone, behaviour);
  fit_gaps(calls, queue, behaviour);
  return behaviour;
}

}  // namespace tandem::twin
