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
  bool is_surge_at(Instant at) const { return is_surge(times_usual(at)); }

  // Where so many times as many as usual call:
  static bool is_surge(double times) { return times >= kSurge; }
  /// Of the callers, what share would not have called but for a surge.
  static double extra_share(double times) { return is_surge(times) ? 1 - 1 / times : 0; }
  /// A surge is in the last.
  static std::size_t step_of(double times);

 private:
  std::span<const Instant> arrivals_;
  const UsualCalls& usual_;
  const Zone& zone_;
};

}  // namespace tandem::twin
