#include "core/base/decimal.hpp"

#include <algorithm>
#include <cstdlib>

namespace tandem {
namespace {

constexpr std::size_t kPlaces = 6;

bool are_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string Decimal::to_string() const {
  const std::int64_t whole = std::abs(millionths_ / kUnit);
  const std::int64_t rest = std::abs(millionths_ % kUnit);
  std::string text = fmt::format("{}{}", millionths_ < 0 ? "-" : "", whole);
  if (rest == 0) return text;
  text += fmt::format(".{:06}", rest);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

Result<Decimal> parse_decimal(std::string_view text) {
  constexpr std::size_t kWholeDigitsMax = 12;
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  const std::size_t point = std::min(rest.find('.'), rest.size());
  const std::string_view whole = rest.substr(0, point);
  const std::string_view places = rest.substr(std::min(point + 1, rest.size()));
  if (whole.empty() || whole.size() > kWholeDigitsMax || places.size() > kPlaces || !are_digits(whole) ||
      !are_digits(places) || (point < rest.size() && places.empty()))
    return failure(ErrorCode::bad_value, "'{}' is not a decimal number of at most six places", text);
  std::int64_t millionths = 0;
  for (const char c : whole) millionths = millionths * 10 + (c - '0');
  for (std::size_t i = 0; i < kPlaces; ++i)
    millionths = millionths * 10 + (i < places.size() ? places[i] - '0' : 0);
  return Decimal::millionths(negative ? -millionths : millionths);
}

}  // namespace tandem
