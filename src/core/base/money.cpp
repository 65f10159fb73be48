#include "core/base/money.hpp"

#include <algorithm>

#include "core/base/check.hpp"

namespace tandem {

Result<Currency> Currency::parse(std::string_view code) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (code.size() != 3 || !std::ranges::all_of(code, capital))
    return failure(ErrorCode::bad_value, "a currency is three capital letters such as EUR, not '{}'", code);
  Currency currency;
  std::ranges::copy(code, currency.letters_.begin());
  return currency;
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

}  // namespace tandem
