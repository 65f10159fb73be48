#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "core/base/instant.hpp"
#include "core/base/zone.hpp"

namespace tandem::twin {

/// How many calls come as a rule, by weekday and half hour: the median day's.
class UsualCalls {
 public:
  UsualCalls() = default;
  /// `arrivals` are in order; days without any are none of the business.
  UsualCalls(std::span<const Instant> arrivals, const Zone& zone);
  /// Around an instant, in so long.
  double around(LocalTime at, Duration window) const;

 private:
  static constexpr std::size_t kPeriods = 48;
  std::array<std::array<double, kPeriods>, 7> calls_{};
};

/// Whether far more call than usual, as when a system fails or a notice was sent: what they want is one and
/// the same then, and soon answered.
class CallSurge {
 public:
  /// `arrivals` of the days asked about, in order. Refers to all it is given.
  CallSurge(std::span<const Instant> arrivals, const UsualCalls& usual, const Zone& zone)
      : arrivals_(arrivals), usual_(usual), zone_(zone) {}

  /// So many times as many as usual: steps from this or more.
  static constexpr std::array kFrom = {0.0, 0.75, 1.25, 1.75, 2.25, 3.0, 5.0};
  static constexpr std::size_t kSteps = kFrom.size();
  /// The step that an instant is in.
  std::size_t step_at(Instant at) const;

 private:
  std::span<const Instant> arrivals_;
  const UsualCalls& usual_;
  const Zone& zone_;
};

}  // namespace tandem::twin
