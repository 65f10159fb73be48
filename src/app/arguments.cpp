#include "app/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace tandem::app {
namespace {

/// The number at the head of `text`, taken off it.
std::optional<double> take_number(std::string_view& text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc() || !std::isfinite(value) || value < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

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

Result<Duration> parse_duration(std::string_view text) {
  constexpr double kSecondsMax = 400.0 * 366 * 86400;
  const auto bad = [text] {
    return failure(ErrorCode::usage, "'{}' is not a length of time; write 20s, 30m, 1h30m or 500ms", text);
  };
  std::string_view rest = text;
  double seconds = 0;
  do {
    const auto number = take_number(rest);
    if (!number) return bad();
    if (rest.empty() && rest.data() != text.data() && seconds == 0) return Duration::from_seconds(*number);
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
  return percent ? *number / 100 : *number;
}

Result<std::uint64_t> parse_bytes(std::string_view text) {
  std::string_view rest = text;
  const auto number = take_number(rest);
  double factor = 1;
  if (!rest.empty()) {
    const char unit = static_cast<char>(rest[0] | 0x20);
    factor = unit == 'k' ? 1024.0 : unit == 'm' ? 1048576.0 : unit == 'g' ? 1073741824.0 : 0.0;
    rest.remove_prefix(1);
    if (rest == "B" || rest == "iB") rest = {};
  }
  if (!number || !rest.empty() || factor == 0 || *number * factor < 1 || *number * factor > 1e15)
    return failure(ErrorCode::usage, "'{}' is not an amount of memory; write 300M or 2G", text);
  return static_cast<std::uint64_t>(*number * factor);
}

Result<Promise> parse_promise(std::string_view text) {
  const auto slash = text.find('/');
  const auto bad = [text] {
    return failure(ErrorCode::usage, "'{}' is not a service level; write 80/20 for 80 % within 20 seconds",
                   text);
  };
  if (slash == std::string_view::npos) return bad();
  std::string percent(text.substr(0, slash));
  if (!percent.ends_with('%')) percent += '%';
  const auto share = parse_share(percent);
  const auto within = parse_duration(text.substr(slash + 1));
  if (!share || !within || *share <= 0) return bad();
  return Promise{*share, *within};
}

Result<Duration> parse_interval(std::string_view text) {
  TANDEM_ASSIGN(interval, parse_duration(text));
  const std::int64_t minutes = interval.microseconds() / Duration::minutes(1).microseconds();
  const bool whole = Duration::minutes(minutes) == interval && minutes > 0;
  if (!whole || (minutes < 60 ? 60 % minutes != 0 : minutes % 60 != 0 || 24 % (minutes / 60) != 0))
    return failure(
        ErrorCode::usage,
        "'{}' cannot be the interval; use 5m, 10m, 15m, 20m, 30m, 1h or more hours that divide a day", text);
  return interval;
}

Result<importing::Format> parse_format(std::string_view text) {
  std::string name(text);
  std::ranges::replace(name, '_', '-');
  if (const auto format = importing::format_from(name)) return *format;
  return failure(ErrorCode::usage,
                 "there is no format '{}'; known are calls-csv, anonymous-bank, asterisk-queue-log, "
                 "freeswitch-callcenter and interval-csv (see tandem formats)",
                 text);
}

}  // namespace tandem::app
