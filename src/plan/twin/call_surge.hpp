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

/// How many times as many call as usual. From kSurge times on, as when a system fails or a notice was sent,
/// most are callers of another kind: what they want is one and the same, and soon answered. Those who would
/// have called anyway are among them.
class CallSurge {
 public:
  /// `arrivals` of the days asked about, in order. Refers to all it is given.
  CallSurge(std::span<const Instant> arrivals, const UsualCalls& usual, const Zone& zone)
      : arrivals_(arrivals), usual_(usual), zone_(zone) {}

  /// So many times as many as usual: steps from this or more.
  static constexpr std::array kFrom = {0.0, 0.75, 1.25, 1.75, 2.25, 3.0};
  static constexpr std::size_t kSteps = kFrom.size();
  static constexpr double kSurge = 5;

  /// Around an instant.
  double times_usual(Instant at) const;
  /// Of those who call around an instant, what share would not have called but for the surge.
  double extra_share(Instant at) const {
    const double times = times_usual(at);
    return times < kSurge ? 0 : 1 - 1 / times;
  }
  /// The step that an instant is in, those of a surge in the last.
  std::size_t step_at(Instant at) const;

 private:
  std::span<const Instant> arrivals_;
  const UsualCalls& usual_;
  const Zone& zone_;
};

}  // namespace tandem::twin
