#pragma once

#include <span>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/id.hpp"
#include "core/base/instant.hpp"
#include "core/events/agent_interval.hpp"
#include "core/events/call_record.hpp"

namespace tandem::analysis {

/// A stretch in which an agent was on duty.
struct DutySpan {
  AgentId agent;
  Instant from, until;
};

/// Longer without a call, and the agent is taken to have been away.
inline constexpr Duration kAwayAfter = Duration::minutes(15);

/// What an agent's calls show: on duty from the first to the last activity, gaps of more than kAwayAfter
/// taken out. A very long call counts for its first two hours. By agent, then time; not overlapping.
std::vector<DutySpan> duty_from_calls(std::span<const CallRecord> calls);

/// What an agent's own log shows: every state but not ready and elsewhere. By agent, then time; touching
/// stretches are joined.
std::vector<DutySpan> duty_from_intervals(std::span<const AgentInterval> intervals);

}  // namespace tandem::analysis
