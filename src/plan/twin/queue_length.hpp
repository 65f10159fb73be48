#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/instant.hpp"
#include "core/events/call_record.hpp"

namespace tandem::twin {

/// How many callers waited, at any instant of a log.
class QueueLength {
 public:
  explicit QueueLength(std::span<const CallRecord> calls);

  /// Of what happens at this very instant, nothing has happened yet.
  std::uint32_t before(Instant at) const;
  /// When nobody waits any more; the instant itself where nobody does.
  Instant empty_from(Instant at) const;

 private:
  struct Change {
    Instant at;
    std::int32_t waiting = 0;  ///< from then on
  };
  std::vector<Change> changes_;
};

}  // namespace tandem::twin
