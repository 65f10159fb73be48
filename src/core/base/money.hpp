#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace tandem {

/// An ISO 4217 alphabetic code, for example "EUR".
class Currency {
 public:
  /// Three capital letters; anything else is an error.
  static Result<Currency> parse(std::string_view code);
  std::string_view code() const { return {letters_.data(), letters_.size()}; }
  friend auto operator<=>(const Currency&, const Currency&) = default;

 private:
  std::array<char, 3> letters_{};
};

/// An amount in whole minor units (cents) of one currency. Amounts of two currencies never add up: that is a
/// broken invariant, not a result.
class Money {
 public:
  Money(std::int64_t minor_units, Currency currency) : minor_units_(minor_units), currency_(currency) {}
  std::int64_t minor_units() const { return minor_units_; }
  Currency currency() const { return currency_; }

  /// Overflow or a second currency stops the process.
  friend Money operator+(const Money& a, const Money& b);
  friend Money operator-(const Money& a, const Money& b);
  friend bool operator==(const Money&, const Money&) = default;

 private:
  std::int64_t minor_units_;
  Currency currency_;
};

}  // namespace tandem
