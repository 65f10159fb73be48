#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "plan/analysis/interval_cells.hpp"
#include "plan/import/interval_totals.hpp"

namespace tandem::forecast {

/// Counts by day and slot, an interval of the wall clock: what a forecast learns from and is held against.
/// Days without a call are absent; nothing is said of them, so they shift no season. Slots reach from the
/// first to the last that any day has a call in.
struct DaySeries {
  Duration interval;
  std::size_t first_slot = 0;  ///< of the day: intervals from midnight
  std::size_t slots = 0;
  std::vector<LocalDay> days;  ///< in order
  std::vector<double> counts;  ///< days x slots
  // Of the calls whose handle time is known; days x slots.
  std::vector<double> handled;
  std::vector<double> handle_seconds;  ///< of all of them together

  std::size_t size() const { return days.size(); }
  std::span<const double> row(std::size_t day) const { return std::span(counts).subspan(day * slots, slots); }
  double total(std::size_t day) const;
  bool knows_handle_time() const;
  /// So long after midnight, as the wall clock shows it.
  Duration starts_at(std::size_t slot) const {
    return interval * static_cast<std::int64_t>(first_slot + slot);
  }
};

/// The calls offered. In an hour that the clock repeats, both are one.
DaySeries series_of(std::span<const analysis::IntervalCell> cells, Duration interval);
/// With the slots of another series: of its part.
DaySeries part_of(const DaySeries& whole, std::span<const analysis::IntervalCell> cells);

/// Slots of which the totals never have the whole are left out: an office that closes at 21:05 has no half
/// hour of 21:00. Fails with ErrorCode::usage where `interval` is no multiple of the totals' own.
Result<DaySeries> series_of(std::span<const importing::IntervalTotals> totals, Duration interval,
                            const Zone& zone);

}  // namespace tandem::forecast
