#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "core/events/call_record.hpp"
#include "core/kpi/rules.hpp"
#include "plan/import/directory.hpp"
#include "plan/twin/day_figures.hpp"

namespace tandem::twin {

struct TwinOptions {
  LocalDay train_until;  ///< the last day that is learned from
  LocalDay test_until;   ///< the last day that is simulated; the first is the one after train_until
  const Zone* zone = &Zone::utc();
  kpi::Rules rules;
  std::uint32_t replications = 10;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

struct DayCompared {
  LocalDay day;
  DayFigures actual, simulated;
};
struct MonthCompared {
  std::chrono::year_month month;
  DayFigures actual, simulated;
};

struct TwinResult {
  Behaviour behaviour;
  std::size_t training_days = 0;
  std::size_t training_calls = 0;
  std::vector<DayCompared> days;  ///< those with records
  std::vector<MonthCompared> months;
  /// Between the days' service levels, actual and simulated (Pearson). Nothing for fewer than three days.
  std::optional<double> correlation;
};

/// Learns from the days up to one, simulates each later day, and puts simulated beside actual. `calls` in the
/// order of their offers. Fails where there are no days to learn from or to compare.
Result<TwinResult> compare(std::span<const CallRecord> calls, const importing::Directory& directory,
                           const TwinOptions& options, const std::atomic<bool>& cancelled);

}  // namespace tandem::twin
