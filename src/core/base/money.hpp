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
  /// How many decimals an amount has, by ISO 4217: 2 of the euro, 0 of the yen, 3 of the dinar of Kuwait.
  int decimals() const;
  /// Minor units in one unit: 100 cents.
  std::int64_t minor_units_per_unit() const;
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

/// "1,234.50 EUR", "-0.05 EUR", "1,235 JPY"
std::string to_text(const Money& money);
/// "1234.50", "1234.50 EUR", "1234.5": no finer than a minor unit, and in this currency.
Result<Money> parse_money(std::string_view text, Currency currency);

}  // namespace tandem
