#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/events/call_record.hpp"
#include "core/kpi/rules.hpp"
#include "plan/analysis/analysis.hpp"

namespace tandem::analysis {

/// The times of all calls, each kind ascending, in microseconds. What distributions and patience are drawn
/// from.
struct CallTimes {
  std::vector<std::int64_t> wait_answered, wait_abandoned, talk, acw, handle;
  /// Of calls that left the queue in another way (overflow, callback...): patience is censored there too.
  std::vector<std::int64_t> wait_others;
  std::vector<std::int64_t> wait_all() const;  ///< of answered and abandoned, ascending
};
CallTimes times_of(std::span<const CallRecord> calls, const kpi::Rules& rules);

/// `sorted`: ascending microseconds. Bins are of a round width that makes at most about forty up to the 99th
/// percentile; times beyond the last edge are counted in `beyond`.
Distribution distribution_of(std::span<const std::int64_t> sorted);

}  // namespace tandem::analysis
