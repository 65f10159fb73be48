#include "plan/analysis/duty.hpp"

#include <algorithm>
#include <tuple>

#include "plan/analysis/interval_cells.hpp"

namespace tandem::analysis {
namespace {

/// Joins spans of one agent that overlap or lie at most `gap` apart.
std::vector<DutySpan> joined(std::vector<DutySpan> spans, Duration gap) {
  std::ranges::sort(spans, [](const DutySpan& a, const DutySpan& b) {
    return std::tie(a.agent, a.from, a.until) < std::tie(b.agent, b.from, b.until);
  });
  std::vector<DutySpan> duty;
  for (const DutySpan& span : spans) {
    if (!duty.empty() && duty.back().agent == span.agent && span.from - duty.back().until <= gap) {
      duty.back().until = std::max(duty.back().until, span.until);
    } else {
      duty.push_back(span);
    }
  }
  return duty;
}

}  // namespace

std::vector<DutySpan> duty_from_calls(std::span<const CallRecord> calls) {
  std::vector<DutySpan> activities;
  activities.reserve(calls.size());
  for (const CallRecord& call : calls) {
    if (!call.agent.known() || !call.answered_at.known()) continue;
    const Instant from = call.ringing_at.known() ? call.ringing_at : call.answered_at;
    Instant until = call.wrapup_end_at.known() ? call.wrapup_end_at : call.ended_at;
    if (!until.known()) until = call.answered_at;
    activities.push_back({call.agent, from, std::min(until, call.answered_at + kVeryLongCall)});
  }
  return joined(std::move(activities), kAwayAfter);
}

std::vector<DutySpan> duty_from_intervals(std::span<const AgentInterval> intervals) {
  std::vector<DutySpan> spans;
  spans.reserve(intervals.size());
  for (const AgentInterval& interval : intervals) {
    if (interval.state == AgentState::not_ready || interval.state == AgentState::elsewhere) continue;
    spans.push_back({interval.agent, interval.from, interval.until});
  }
  return joined(std::move(spans), Duration());
}

}  // namespace tandem::analysis
