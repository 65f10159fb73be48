#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/events/call_record.hpp"
#include "core/kpi/rules.hpp"
#include "core/kpi/tally.hpp"
#include "plan/analysis/figures.hpp"
#include "plan/analysis/wall_clock.hpp"
#include "plan/import/interval_totals.hpp"

namespace tandem::analysis {

/// A call whose talk and after-call work take longer is counted in every KPI, but kept out of the load that
/// staffing is planned on: one phone left off the hook would otherwise staff an interval for months.
inline constexpr Duration kVeryLongCall = Duration::hours(2);

/// One interval of one day that has calls: what the whole analysis of volumes is folded from.
struct IntervalCell {
  LocalPlace place;
  kpi::Tally tally;
  /// Calls that agents served or would have: the offered but those that met closed doors or left a message
  /// (out_of_hours, voicemail), which nobody could answer.
  std::uint32_t to_serve = 0;
  std::uint32_t handled = 0;      ///< calls of known and not very long handle time
  std::int64_t handle_total = 0;  ///< of those, microseconds
};

/// The calls counted by interval, in order of time. `calls` in order of their offers. Calls without the
/// instant by which the rules put them into an interval are in no cell.
std::vector<IntervalCell> count_by_interval(std::span<const CallRecord> calls, const kpi::Rules& rules,
                                            WallClock clock);

/// Totals of a client that has no more, as cells: as if the calls had been counted. Intervals of the totals
/// fall into the clock's; several queues of one interval add up.
std::vector<IntervalCell> cells_of_totals(std::span<const importing::IntervalTotals> totals, WallClock clock);
/// Which columns all of the totals have.
Stated stated_by(std::span<const importing::IntervalTotals> totals);

/// Talk and after-call work where known; nothing for calls not answered or without an end.
std::optional<Duration> handle_of(const CallRecord& call);

/// Mean handle time of one or more cells, seconds; nothing where no call was handled.
struct Handled {
  std::int64_t calls = 0, total = 0;
  void add(const IntervalCell& cell) { calls += cell.handled, total += cell.handle_total; }
  void add(const Handled& other) { calls += other.calls, total += other.total; }
  std::optional<double> mean() const {
    if (calls == 0) return std::nullopt;
    return static_cast<double>(total) / 1e6 / static_cast<double>(calls);
  }
};

}  // namespace tandem::analysis
