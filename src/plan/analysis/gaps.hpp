#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/base/zone.hpp"
#include "core/events/call_record.hpp"
#include "plan/analysis/analysis.hpp"

namespace tandem::analysis {

/// Finds stretches without calls where calls are usual, for every command alike. Takes calls in any order and
/// keeps the first and the last of each minute that had some, so its memory is bounded by the minutes the
/// data span.
class GapFinder {
 public:
  GapFinder() = default;
  GapFinder(const GapFinder&) = delete;
  GapFinder& operator=(const GapFinder&) = delete;

  /// Nineteen years of a call in every minute, half a gigabyte; beyond, no gaps are looked for.
  static constexpr std::size_t kMinutesMax = 10'000'000;

  void see(const CallRecord& call) { see(call.offered_at, call.outcome != Outcome::in_menu); }
  /// `offered`: reached a queue. Others show only that the log was running.
  void see(Instant at, bool offered);

  /// In order of time, at most kGapsKept. Between two calls of one day of the zone; late beginnings and early
  /// ends are short days, not gaps.
  static constexpr std::size_t kGapsKept = 1'000;
  std::vector<TimeQuality::Gap> gaps(const Zone& zone) const;
  std::int64_t days_with_calls(const Zone& zone) const;

 private:
  struct Minute {
    std::uint32_t first = UINT32_MAX, last = 0;  ///< microseconds into the minute
    std::uint32_t offered = 0;
  };
  struct Seen {
    std::int64_t number;  ///< since 1970-01-01T00:00Z
    Minute minute;
    Instant first() const;
    Instant last() const;
  };
  std::vector<Seen> in_order() const;

  std::unordered_map<std::int64_t, Minute> minutes_;
  std::int64_t recent_number_ = INT64_MIN;
  Minute* recent_ = nullptr;  ///< of recent_number_: calls come mostly in order
};

}  // namespace tandem::analysis
