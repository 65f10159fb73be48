#include "plan/analysis/time_quality.hpp"

#include <algorithm>

#include "plan/analysis/clock_jumps.hpp"
#include "plan/analysis/gaps.hpp"
#include "plan/analysis/interval_cells.hpp"

namespace tandem::analysis {
namespace {

void find_clock_changes(TimeQuality& quality, std::span<const CallRecord> calls, const Zone& zone) {
  const Instant first = calls.front().offered_at, last = calls.back().offered_at;
  const auto& periods = zone.periods();
  auto call = calls.begin();
  for (std::size_t i = 1; i < periods.size(); ++i) {
    const Instant change = periods[i].from;
    const Duration step = periods[i].offset - periods[i - 1].offset;
    if (change <= first || change > last || step == Duration()) continue;
    quality.clock_changes.push_back(change);
    if (step > Duration()) continue;
    // Set back by `-step`: the wall shows that stretch before the change once more after it.
    const auto earliest = change + step, latest = change - step;
    call = std::lower_bound(call, calls.end(), earliest,
                            [](const CallRecord& c, Instant at) { return c.offered_at < at; });
    for (; call != calls.end() && call->offered_at < latest; ++call) ++quality.calls_in_repeated_hour;
  }
}

void look_at_durations(TimeQuality& quality, std::span<const CallRecord> calls, const kpi::Rules& rules) {
  for (const CallRecord& call : calls) {
    if (rules.counts[static_cast<std::size_t>(call.outcome)] == kpi::CountsAs::left_out) continue;
    quality.calls_without_end += call.ended_at.known() ? 0 : 1;
    if (!call.answered_at.known()) continue;
    quality.calls_without_agent += call.agent.known() ? 0 : 1;
    const auto talk = call.talk();
    quality.zero_talk += talk && *talk == Duration() ? 1 : 0;
    const auto handle = handle_of(call);
    quality.very_long_calls += handle && *handle > kVeryLongCall ? 1 : 0;
  }
}

std::int64_t clock_jumps(const CallTable& table) {
  std::int64_t count = 0;
  for (const auto& shelf : table.shelves()) {
    ClockJumps jumps;
    for (const CallRecord& call : shelf.calls) jumps.see(call);
    count += jumps.count();
  }
  return count;
}

}  // namespace

TimeQuality time_quality_of(const CallTable& table, std::span<const CallRecord> calls,
                            std::span<const SpecialDay> special_days, const Options& options) {
  TimeQuality quality;
  for (const SpecialDay& day : special_days) {
    if (day.kind == DayKind::missing) quality.missing_days.push_back(day.day);
  }
  if (calls.empty()) return quality;
  GapFinder finder;
  for (const CallRecord& call : calls) finder.see(call);
  quality.gaps = finder.gaps(*options.zone);
  find_clock_changes(quality, calls, *options.zone);
  look_at_durations(quality, calls, options.rules);
  quality.clock_jumps = clock_jumps(table);
  return quality;
}

}  // namespace tandem::analysis
