#pragma once

#include <compare>
#include <cstdint>

namespace tandem {

/// A length of time in whole microseconds, negative lengths included: +-292,000 years.
class Duration {
 public:
  constexpr Duration() = default;
  static constexpr Duration microseconds(std::int64_t n) { return Duration(n); }
  static constexpr Duration milliseconds(std::int64_t n) { return Duration(n * 1'000); }
  static constexpr Duration seconds(std::int64_t n) { return Duration(n * 1'000'000); }
  static constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
  static constexpr Duration hours(std::int64_t n) { return seconds(n * 3'600); }
  static constexpr Duration days(std::int64_t n) { return seconds(n * 86'400); }
  /// Rounded to the nearest microsecond, halves away from zero.
  static constexpr Duration from_seconds(double s) {
    return Duration(static_cast<std::int64_t>(s * 1e6 + (s < 0 ? -0.5 : 0.5)));
  }
  static constexpr Duration max() { return Duration(INT64_MAX); }

  constexpr std::int64_t microseconds() const { return us_; }
  constexpr double seconds() const { return static_cast<double>(us_) / 1e6; }
  constexpr std::int64_t whole_seconds() const { return us_ / 1'000'000; }

  friend constexpr auto operator<=>(Duration, Duration) = default;
  friend constexpr Duration operator+(Duration a, Duration b) { return Duration(a.us_ + b.us_); }
  friend constexpr Duration operator-(Duration a, Duration b) { return Duration(a.us_ - b.us_); }
  friend constexpr Duration operator*(Duration a, std::int64_t n) { return Duration(a.us_ * n); }
  friend constexpr Duration operator/(Duration a, std::int64_t n) { return Duration(a.us_ / n); }
  friend constexpr double operator/(Duration a, Duration b) {
    return static_cast<double>(a.us_) / static_cast<double>(b.us_);
  }
  constexpr Duration operator-() const { return Duration(-us_); }
  constexpr Duration& operator+=(Duration d) { return us_ += d.us_, *this; }
  constexpr Duration& operator-=(Duration d) { return us_ -= d.us_, *this; }

 private:
  constexpr explicit Duration(std::int64_t us) : us_(us) {}
  std::int64_t us_ = 0;
};

}  // namespace tandem
