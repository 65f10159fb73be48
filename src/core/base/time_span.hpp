#pragma once

#include "core/base/instant.hpp"

namespace tandem {

/// A stretch of time: from `from` until `until`, excluded.
struct TimeSpan {
  Instant from;
  Instant until;
  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

}  // namespace tandem
