#pragma once

#include <cstdint>
#include <optional>

#include "core/base/duration.hpp"
#include "core/base/id.hpp"
#include "core/base/instant.hpp"

namespace tandem::importing {

/// What a client without call records knows of one interval of one queue.
struct IntervalTotals {
  Instant start;
  Duration length;
  ClientId client;
  QueueId queue;
  std::int64_t offered = 0;
  std::optional<std::int64_t> answered;
  std::optional<std::int64_t> abandoned;
  std::optional<std::int64_t> answered_in_threshold;
  std::optional<double> mean_wait_seconds;    ///< of answered calls (ASA)
  std::optional<double> mean_handle_seconds;  ///< talk and after-call work, of answered calls
  std::optional<double> mean_talk_seconds;
  std::optional<double> mean_acw_seconds;

  friend bool operator==(const IntervalTotals&, const IntervalTotals&) = default;
};

}  // namespace tandem::importing
