#include "core/base/rounding.hpp"

#include <fmt/format.h>

#include <cmath>

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

}  // namespace tandem
