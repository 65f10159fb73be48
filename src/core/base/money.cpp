#include "core/base/money.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/base/decimal.hpp"

namespace tandem {

Result<Currency> Currency::parse(std::string_view code) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (code.size() != 3 || !std::ranges::all_of(code, capital))
    return failure(ErrorCode::bad_value, "a currency is three capital letters such as EUR, not '{}'", code);
  Currency currency;
  std::ranges::copy(code, currency.letters_.begin());
  return currency;
}

int Currency::decimals() const {
  static constexpr std::string_view kNone[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                               "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
  static constexpr std::string_view kThree[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  if (std::ranges::find(kNone, code()) != std::end(kNone)) return 0;
  return std::ranges::find(kThree, code()) != std::end(kThree) ? 3 : 2;
}

std::int64_t Currency::minor_units_per_unit() const {
  std::int64_t units = 1;
  for (int i = 0; i < decimals(); ++i) units *= 10;
  return units;
}

Money operator+(const Money& a, const Money& b) {
  TANDEM_CHECK(a.currency_ == b.currency_, "amounts of two currencies do not add up");
  std::int64_t sum = 0;
  TANDEM_CHECK(!__builtin_add_overflow(a.minor_units_, b.minor_units_, &sum), "an amount of money overflows");
  return {sum, a.currency_};
}

Money operator-(const Money& a, const Money& b) {
  TANDEM_CHECK(a.currency_ == b.currency_, "amounts of two currencies do not subtract");
  std::int64_t difference = 0;
  TANDEM_CHECK(!__builtin_sub_overflow(a.minor_units_, b.minor_units_, &difference),
               "an amount of money overflows");
  return {difference, a.currency_};
}

std::string to_text(const Money& money) {
  const auto units = static_cast<std::uint64_t>(money.currency().minor_units_per_unit());
  const bool negative = money.minor_units() < 0;
  const std::uint64_t size = negative ? 0 - static_cast<std::uint64_t>(money.minor_units())
                                      : static_cast<std::uint64_t>(money.minor_units());
  std::string whole = std::to_string(size / units);
  for (std::size_t at = whole.size(); at > 3; at -= 3) whole.insert(at - 3, ",");
  const int decimals = money.currency().decimals();
  const std::string places = decimals == 0 ? "" : fmt::format(".{:0{}}", size % units, decimals);
  return fmt::format("{}{}{} {}", negative ? "-" : "", whole, places, money.currency().code());
}

Result<Money> parse_money(std::string_view text, Currency currency) {
  std::string_view digits = text;
  if (const std::size_t blank = text.find(' '); blank != std::string_view::npos) {
    digits = text.substr(0, blank);
    TANDEM_ASSIGN(named, Currency::parse(text.substr(blank + 1)));
    if (named != currency)
      return failure(ErrorCode::bad_value, "is in {}; expected {}", named.code(), currency.code());
  }
  const std::int64_t minor = Decimal::kUnit / currency.minor_units_per_unit();
  const auto amount = parse_decimal(digits);
  if (!amount || amount->millionths() % minor != 0)
    return failure(ErrorCode::bad_value,
                   "is '{}'; expected an amount such as \"1200.50\" of at most {} decimals", text,
                   currency.decimals());
  return Money(amount->millionths() / minor, currency);
}

}  // namespace tandem
