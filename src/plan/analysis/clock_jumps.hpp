#pragma once

#include <cstdint>

#include "core/events/call_record.hpp"

namespace tandem::analysis {

/// Counts steps back in time between calls logged one after another, as a clock set right makes them: of more
/// than five minutes, as calls are logged at their end too, and of twelve hours at most, as a log that starts
/// over (another line, another file) jumps by days. Takes the calls in the order of the log.
class ClockJumps {
 public:
  static constexpr Duration kJumpMin = Duration::minutes(5);
  static constexpr Duration kJumpMax = Duration::hours(12);

  void see(const CallRecord& call) {
    if (before_.known() && source_ == call.source) {
      const Duration back = before_ - call.offered_at;
      count_ += back > kJumpMin && back <= kJumpMax ? 1 : 0;
    }
    before_ = call.offered_at;
    source_ = call.source;
  }
  std::int64_t count() const { return count_; }

 private:
  Instant before_;
  SourceId source_;
  std::int64_t count_ = 0;
};

}  // namespace tandem::analysis
