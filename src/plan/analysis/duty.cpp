#include "plan/analysis/duty.hpp"

#include <algorithm>
#include <tuple>

#include "plan/analysis/interval_cells.hpp"

namespace tandem::analysis {
namespace {

bool earlier(const DutySpan& a, const DutySpan& b) {
  return std::tie(a.from, a.until) < std::tie(b.from, b.until);
}

/// By agent, then time. The spans come nearly in order of time: dealt out by agent, hardly any is out of
/// place.
std::vector<DutySpan> by_agent(const std::vector<DutySpan>& spans) {
  std::vector<std::size_t> start;
  for (const DutySpan& span : spans) {
    if (span.agent.index() + 2 > start.size()) start.resize(span.agent.index() + 2);
    ++start[span.agent.index() + 1];
  }
  for (std::size_t i = 1; i < start.size(); ++i) start[i] += start[i - 1];
  std::vector<DutySpan> sorted(spans.size());
  auto next = start;
  for (const DutySpan& span : spans) sorted[next[span.agent.index()]++] = span;
  for (std::size_t i = 0; i + 1 < start.size(); ++i) {
    const std::span own(sorted.data() + start[i], start[i + 1] - start[i]);
    if (!std::ranges::is_sorted(own, earlier)) std::ranges::sort(own, earlier);
  }
  return sorted;
}

/// Joins spans of one agent that overlap or lie at most `gap` apart.
std::vector<DutySpan> joined(const std::vector<DutySpan>& unsorted, Duration gap) {
  const std::vector<DutySpan> spans = by_agent(unsorted);
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
  return joined(activities, kAwayAfter);
}

std::vector<DutySpan> duty_from_intervals(std::span<const AgentInterval> intervals) {
  std::vector<DutySpan> spans;
  spans.reserve(intervals.size());
  for (const AgentInterval& interval : intervals) {
    if (!interval.agent.known() || interval.state == AgentState::not_ready ||
        interval.state == AgentState::elsewhere)
      continue;
    spans.push_back({interval.agent, interval.from, interval.until});
  }
  return joined(spans, Duration());
}

}  // namespace tandem::analysis
