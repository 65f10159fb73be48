#include "plan/import/suggest_times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "plan/import/time_pattern.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::importing::suggest {
namespace {

constexpr std::array<std::string_view, 13> kDates = {
    "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y",  "%d-%m-%Y", "%m-%d-%Y",     "%d/%m/%y", "%m/%d/%y",
    "%d.%m.%y", "%d %b %Y", "%b %d, %Y", "%b %d %Y", "%a, %d %b %Y", "%Y-%m-%d"};
constexpr std::array<std::string_view, 7> kClocks = {"%H:%M:%S",    "%I:%M:%S %p",    "%H:%M",   "%I:%M %p",
                                                     "%H:%M:%S.%f", "%I:%M:%S.%f %p", "%H.%M.%S"};
constexpr std::array<std::string_view, 4> kBetween = {" ", ", ", "T", " at "};
constexpr std::array<std::string_view, 3> kZones = {"", " %z", " %Z"};
/// Bare numbers whose median is beyond this, in seconds half an hour, are hardly seconds of calls.
constexpr double kSecondsUsualMax = 1'800;

template <class Reader>
bool all_read(std::span<const std::string_view> values, Reader read) {
  return !values.empty() &&
         std::ranges::all_of(values, [&](std::string_view v) { return read(v).has_value(); });
}

bool is_number(std::string_view text) {
  const std::size_t point = text.find_first_of(".,");
  return !text.empty() && text.find_first_not_of("0123456789.,") == std::string_view::npos &&
         (point == std::string_view::npos || text.find_first_of(".,", point + 1) == std::string_view::npos);
}

bool reads_all(const std::string& pattern, std::span<const std::string_view> values) {
  const auto compiled = TimePattern::parse(pattern);
  return compiled && all_read(values, [&](std::string_view v) { return compiled->read(v); });
}

std::optional<TimeNotation> numeric_notation(std::span<const std::string_view> values) {
  if (!std::ranges::all_of(values, is_number)) return std::nullopt;
  // The same rule as for calls-csv tells seconds from milliseconds.
  if (all_read(values, read_time)) {
    const std::size_t digits = std::min(values.front().find_first_of(".,"), values.front().size());
    if (digits <= 10) return TimeNotation{"epoch_s", false, true, {}};
    if (digits <= 13) return TimeNotation{"epoch_ms", false, true, {}};
    return TimeNotation{"iso8601", false, true, {}};
  }
  const bool fractions = std::ranges::any_of(
      values, [](std::string_view v) { return v.find_first_of(".,") != std::string_view::npos; });
  if (fractions && all_read(values, read_excel_days)) return TimeNotation{"excel_days", false, false, {}};
  return std::nullopt;
}

std::optional<TimeNotation> pattern_notation(std::span<const std::string_view> values,
                                             const std::string& pattern) {
  if (!reads_all(pattern, values)) return std::nullopt;
  TimeNotation notation{pattern, false, pattern.find("%z") != std::string::npos, {}};
  if (const std::string swapped = day_and_month_swapped(pattern);
      !swapped.empty() && reads_all(swapped, values))
    notation.swapped = swapped;
  // Where both readings hold: clocks with AM and PM are mostly American, month first.
  const bool american = pattern.find("%p") != std::string::npos;
  if (!notation.swapped.empty() && american && notation.swapped.find("%m") < notation.swapped.find("%d"))
    std::swap(notation.format, notation.swapped);
  return notation;
}

}  // namespace

std::optional<TimeNotation> time_notation(std::span<const std::string_view> values) {
  if (values.empty()) return std::nullopt;
  if (std::ranges::all_of(values, is_number)) return numeric_notation(values);
  if (all_read(values, read_iso8601)) {
    const bool offset =
        std::ranges::all_of(values, [](std::string_view v) { return read_iso8601(v)->offset.has_value(); });
    return TimeNotation{"iso8601", false, offset, {}};
  }
  for (const std::string_view date : kDates) {
    const std::string day(date);
    // Cheap to rule out: the first value alone.
    const auto first = values.first(1);
    for (const std::string_view zone : kZones)
      for (const std::string_view between : kBetween)
        for (const std::string_view clock : kClocks) {
          const std::string pattern = fmt::format("{}{}{}{}", date, between, clock, zone);
          if (!reads_all(pattern, first)) continue;
          if (auto notation = pattern_notation(values, pattern)) return notation;
        }
    if (!reads_all(day, values)) continue;
    auto notation = pattern_notation(values, day);
    notation->date_only = true;
    return notation;
  }
  return std::nullopt;
}

std::optional<std::string> clock_notation(std::span<const std::string_view> values) {
  std::vector<std::string> dated;
  for (const std::string_view value : values) dated.push_back(fmt::format("2025-01-01 {}", value));
  const std::vector<std::string_view> views(dated.begin(), dated.end());
  for (const std::string_view clock : kClocks)
    if (reads_all(fmt::format("%Y-%m-%d {}", clock), views)) return std::string(clock);
  return std::nullopt;
}

std::optional<LengthNotation> length_notation(std::span<const std::string_view> values) {
  if (!all_read(values, read_hms)) return std::nullopt;
  const bool colons =
      std::ranges::any_of(values, [](std::string_view v) { return v.find(':') != std::string_view::npos; });
  std::vector<double> seconds;
  for (const std::string_view value : values)
    if (const double s = read_hms(value)->seconds(); s > 0) seconds.push_back(s);
  LengthNotation notation{colons ? "hms" : "seconds", false, seconds.empty()};
  if (colons || seconds.empty()) return notation;
  std::ranges::nth_element(seconds, seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2));
  notation.unsure = seconds[seconds.size() / 2] > kSecondsUsualMax;
  if (notation.unsure) notation.format = "milliseconds";
  return notation;
}

bool may_be_lengths(std::string_view plain_name, std::span<const std::string_view> values) {
  const auto notation = length_notation(values);
  if (!notation) return false;
  if (notation->format == "hms") return true;
  constexpr std::array<std::string_view, 10> kWords = {" duration ", " time ", " length ", " seconds ",
                                                       " secs ",     " sec ",  " ms ",     " minutes ",
                                                       " wait ",     " hold "};
  const std::string padded = fmt::format(" {} ", plain_name);
  return std::ranges::any_of(kWords, [&](std::string_view w) { return padded.find(w) != std::string::npos; });
}

}  // namespace tandem::importing::suggest
