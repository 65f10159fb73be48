#include "app/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

#include "core/kpi/definition.hpp"

namespace tandem::app {

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

Result<double> parse_shrinkage(std::string_view text) {
  TANDEM_ASSIGN(shrinkage, parse_share(text));
  if (shrinkage >= 1) return failure(ErrorCode::usage, "--shrinkage must be less than 100 %; write 30%");
  return shrinkage;
}

Result<double> parse_probability(std::string_view text) {
  TANDEM_ASSIGN(probability, parse_share(text));
  if (!(probability > 0 && probability < 1))
    return failure(ErrorCode::usage, "--probability {}: it must lie between 0 and 100 %; write 90%", text);
  return probability;
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

std::vector<std::string> formula_names() {
  std::vector<std::string> names;
  for (const kpi::Definition& formula : kpi::service_level_formulas()) names.push_back(formula.id);
  return names;
}

Result<importing::Format> parse_format(std::string_view text) {
  std::string name(text);
  std::ranges::replace(name, '_', '-');
  if (const auto format = importing::format_from(name)) return *format;
  return failure(ErrorCode::usage,
                 "there is no format '{}'; known are calls-csv, anonymous-bank, asterisk-queue-log, "
                 "freeswitch-callcenter, interval-csv and tandem-events (see tandem formats)",
                 text);
}

namespace {

/// A whole number of so many digits at a place of a text; -1 where there is none.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  int value = -1;
  if (text.size() < at + count) return value;
  const auto [end, fault] = std::from_chars(text.data() + at, text.data() + at + count, value);
  return fault == std::errc() && end == text.data() + at + count ? value : -1;
}

std::optional<LocalDay> day_in(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::chrono::year_month_day day(std::chrono::year(digits_at(text, 0, 4)),
                                        std::chrono::month(static_cast<unsigned>(digits_at(text, 5, 2))),
                                        std::chrono::day(static_cast<unsigned>(digits_at(text, 8, 2))));
  if (!day.ok() || digits_at(text, 0, 4) <= 0) return std::nullopt;
  return LocalDay(day);
}

}  // namespace

Result<LocalDay> parse_day(std::string_view option, std::string_view text) {
  if (const auto day = day_in(text)) return *day;
  return failure(ErrorCode::usage, "{} is '{}'; write a day such as 1999-04-30", option, text);
}

Result<WallMoment> parse_moment(std::string_view option, std::string_view text) {
  const auto day = day_in(text.substr(0, 10));
  const int hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2);
  if (text.size() != 16 || !day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || text[13] != ':')
    return failure(ErrorCode::usage, "{} is '{}'; write a moment such as '2003-08-21 11:00'", option, text);
  return WallMoment{*day, Duration::minutes(hour * 60 + minute)};
}

}  // namespace tandem::app
