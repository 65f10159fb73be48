#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace tandem {

/// An exact decimal number of six places at most, below a million million: a percentage, a price, a figure
/// that a contract is judged by. Where binary fractions would leave a doubt about a half.
class Decimal {
 public:
  static constexpr std::int64_t kUnit = 1'000'000;
  static constexpr std::int64_t kWholeMax = 999'999'999'999;

  constexpr Decimal() = default;
  static constexpr Decimal millionths(std::int64_t n) { return Decimal(n); }
  static constexpr Decimal whole(std::int64_t n) { return Decimal(n * kUnit); }

  constexpr std::int64_t millionths() const { return millionths_; }
  /// "80", "0.5", "-12.25": no zeros at the end.
  std::string to_string() const;

  friend constexpr auto operator<=>(Decimal, Decimal) = default;
  friend constexpr Decimal operator+(Decimal a, Decimal b) { return Decimal(a.millionths_ + b.millionths_); }
  friend constexpr Decimal operator-(Decimal a, Decimal b) { return Decimal(a.millionths_ - b.millionths_); }
  constexpr Decimal operator-() const { return Decimal(-millionths_); }

 private:
  constexpr explicit Decimal(std::int64_t n) : millionths_(n) {}
  std::int64_t millionths_ = 0;
};

/// "80", "0.125", "-3.5": digits, with a point and up to six digits after it.
Result<Decimal> parse_decimal(std::string_view text);

}  // namespace tandem
