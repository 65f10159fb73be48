#pragma once

#include <span>

#include "plan/analysis/analysis.hpp"
#include "plan/analysis/days.hpp"
#include "plan/analysis/duty.hpp"
#include "plan/import/directory.hpp"

namespace tandem::analysis {

/// Who was seen on duty, when, and how busy. `intervals` of the agents' own log are taken where there are
/// any, else duty is inferred from the calls.
AgentsOnDuty agents_on_duty(std::span<const CallRecord> calls, std::span<const AgentInterval> intervals,
                            std::span<const ObservedDay> days, const importing::Directory& directory,
                            const Options& options);

}  // namespace tandem::analysis
