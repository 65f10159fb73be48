#pragma once

#include <span>

#include "core/base/zone.hpp"
#include "core/events/call_record.hpp"
#include "plan/import/directory.hpp"
#include "plan/twin/behaviour.hpp"
#include "plan/twin/services.hpp"
#include "plan/twin/skills.hpp"

namespace tandem::twin {

/// Learns how callers and agents behave from the calls of the training days, in the order of their offers.
/// Pauses of agents are left at none: see calibrate().
Behaviour fit_behaviour(std::span<const CallRecord> calls, const importing::Directory& directory,
                        const Zone& zone);

// The parts, each of which fills its own members of the behaviour.
class QueueLength;
void fit_callers(std::span<const CallRecord> calls, const QueueLength& queue, const CallSurge& surge,
                 Behaviour& behaviour);
void fit_credit(std::span<const CallRecord> calls, Behaviour& behaviour);
void fit_services(std::span<const Service> services, const Zone& zone, Behaviour& behaviour);
void fit_surge(std::span<const CallRecord> calls, std::span<const Service> services, const CallSurge& surge,
               const Zone& zone, Behaviour& behaviour);
void fit_skills(std::span<const Service> services, Behaviour& behaviour);
void fit_gaps(std::span<const CallRecord> calls, std::span<const Service> services, const SkillDays& skills,
              const Zone& zone, Behaviour& behaviour);

}  // namespace tandem::twin
