#include "core/base/rounding.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/base/check.hpp"

namespace tandem {

double rounded_to(double value, int decimals) {
  // A ratio, as a percentage, times a power of ten is at most three roundings of half a unit off.
  static constexpr double kNudge = 1 + 1e-15;
  const double scale = std::pow(10.0, decimals);
  const double whole = std::floor(std::fabs(value) * scale * kNudge + 0.5);
  return whole == 0 ? 0 : std::copysign(whole / scale, value);
}

std::string decimal_text(double value, int decimals) {
  return fmt::format("{:.{}f}", rounded_to(value, decimals), decimals);
}

std::int64_t rounded_quotient(Wide numerator, Wide denominator) {
  TANDEM_CHECK(denominator > 0, "a quotient is rounded whose denominator is more than 0");
  const Wide magnitude = numerator < 0 ? -numerator : numerator;
  const Wide rest = magnitude % denominator;
  const Wide whole = magnitude / denominator + (rest >= denominator - rest ? 1 : 0);
  TANDEM_CHECK(whole <= INT64_MAX, "a rounded quotient is beyond 64 bits");
  return static_cast<std::int64_t>(numerator < 0 ? -whole : whole);
}

}  // namespace tandem
