#include "core/base/quantity_text.hpp"

#include <charconv>
#include <cmath>
#include <string>

namespace tandem {
namespace {

std::optional<double> take_unit_seconds(std::string_view& text) {
  struct Unit {
    std::string_view name;
    double seconds;
  };
  // "ms" before "m".
  static constexpr Unit kUnits[] = {{"ms", 0.001}, {"min", 60}, {"d", 86400},
                                    {"h", 3600},   {"m", 60},   {"s", 1}};
  for (const auto& [name, seconds] : kUnits) {
    if (!text.starts_with(name)) continue;
    text.remove_prefix(name.size());
    return seconds;
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> take_number(std::string_view& text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc() || !std::isfinite(value) || value < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

Result<Duration> parse_duration(std::string_view text) {
  constexpr double kSecondsMax = 400.0 * 366 * 86400;
  const auto bad = [text] {
    return failure(ErrorCode::usage, "'{}' is not a length of time; write 20s, 30m, 1h30m or 500ms", text);
  };
  std::string_view rest = text;
  double seconds = 0;
  do {
    const auto number = take_number(rest);
    const bool bare = rest.empty() && rest.data() != text.data() && seconds == 0;
    if (!number || (bare && *number > kSecondsMax)) return bad();
    if (bare) return Duration::from_seconds(*number);
    const auto unit = take_unit_seconds(rest);
    if (!unit) return bad();
    seconds += *number * *unit;
    if (seconds > kSecondsMax) return bad();
  } while (!rest.empty());
  return Duration::from_seconds(seconds);
}

Result<double> parse_share(std::string_view text) {
  std::string_view rest = text;
  const auto number = take_number(rest);
  const bool percent = rest == "%";
  if (!number || (!rest.empty() && !percent) || *number > (percent ? 100 : 1))
    return failure(ErrorCode::usage, "'{}' is not a share; write 80% or 0.8", text);
  if (!percent) return *number;
  // Read anew, as a division rounds once more: 99.9% is 0.999, and not 0.9990000000000001.
  const std::string shifted = std::string(text.substr(0, text.size() - 1)) + "e-2";
  double share = 0;
  std::from_chars(shifted.data(), shifted.data() + shifted.size(), share);
  return share;
}

}  // namespace tandem
