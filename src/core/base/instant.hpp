#pragma once

#include <compare>
#include <cstdint>
#include <limits>

#include "core/base/duration.hpp"

namespace tandem {

/// A point in time: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX). Local time
/// exists only together with a Zone. `none()`, later than every real instant, stands for "did not happen" or
/// "not known".
class Instant {
 public:
  constexpr Instant() = default;
  static constexpr Instant from_microseconds(std::int64_t us) { return Instant(us); }
  static constexpr Instant from_seconds(std::int64_t s) { return Instant(s * 1'000'000); }
  static constexpr Instant none() { return Instant(); }

  constexpr bool known() const { return us_ != kNone; }
  constexpr std::int64_t microseconds() const { return us_; }

  friend constexpr auto operator<=>(Instant, Instant) = default;
  friend constexpr Duration operator-(Instant a, Instant b) { return Duration::microseconds(a.us_ - b.us_); }
  friend constexpr Instant operator+(Instant a, Duration d) { return Instant(a.us_ + d.microseconds()); }
  friend constexpr Instant operator-(Instant a, Duration d) { return Instant(a.us_ - d.microseconds()); }

 private:
  constexpr explicit Instant(std::int64_t us) : us_(us) {}
  static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();
  std::int64_t us_ = kNone;
};

}  // namespace tandem
