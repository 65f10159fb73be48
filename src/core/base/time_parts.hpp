#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/iso_time.hpp"

/// The pieces from which readers of times are made.
namespace tandem::time_parts {

inline constexpr std::int64_t kMicrosecondsASecond = 1'000'000;
inline constexpr std::int64_t kMicrosecondsADay = 86'400 * kMicrosecondsASecond;
inline constexpr ValueFault kNotATime = "this is not a time";
inline constexpr ValueFault kNotANumber = "this is not a number";
inline constexpr ValueFault kYearOutside = "the year is not within 1970 to 2099";

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Walks over a text, reading numbers.
struct Cursor {
  std::string_view rest;

  bool at_end() const { return rest.empty(); }
  bool next_is(char c) const { return !rest.empty() && rest.front() == c; }
  bool take(char c) {
    if (!next_is(c)) return false;
    rest.remove_prefix(1);
    return true;
  }
  void skip_blanks() {
    while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
  }
  /// A number of least .. most digits.
  std::optional<int> digits(std::size_t least, std::size_t most) {
    int number = 0;
    std::size_t count = 0;
    while (count < most && count < rest.size() && is_digit(rest[count]))
      number = number * 10 + (rest[count++] - '0');
    if (count < least) return std::nullopt;
    rest.remove_prefix(count);
    return number;
  }
  /// The digits of a fraction, in millionths; what is finer is cut off.
  std::optional<std::int64_t> millionths() {
    std::int64_t value = 0;
    std::size_t count = 0;
    for (; count < rest.size() && is_digit(rest[count]); ++count)
      if (count < 6) value = value * 10 + (rest[count] - '0');
    if (count == 0) return std::nullopt;
    for (std::size_t i = count; i < 6; ++i) value *= 10;
    rest.remove_prefix(count);
    return value;
  }
};

struct DateParts {
  int year = 0;
  int month = 0;
  int day = 0;
};

struct ClockParts {
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::int64_t microsecond = 0;
};

inline ValueResult<std::int64_t> microseconds_of(const DateParts& date, const ClockParts& clock) {
  if (date.year < kIsoYearMin || date.year > kIsoYearMax) return std::unexpected(kYearOutside);
  if (date.month < 1 || date.month > 12) return std::unexpected("the month is not within 01 to 12");
  const std::chrono::year_month_day day{std::chrono::year(date.year),
                                        std::chrono::month(static_cast<unsigned>(date.month)),
                                        std::chrono::day(static_cast<unsigned>(date.day))};
  if (!day.ok()) return std::unexpected("the month has no such day");
  const bool end_of_day =
      clock.hour == 24 && clock.minute == 0 && clock.second == 0 && clock.microsecond == 0;
  if (clock.hour > 23 && !end_of_day) return std::unexpected("the hour is not within 00 to 23");
  if (clock.minute > 59) return std::unexpected("the minute is not within 00 to 59");
  if (clock.second > 59) return std::unexpected("the second is not within 00 to 59");
  const std::int64_t days = std::chrono::sys_days(day).time_since_epoch().count();
  return days * kMicrosecondsADay +
         ((clock.hour * 60 + clock.minute) * 60 + clock.second) * kMicrosecondsASecond + clock.microsecond;
}

/// Nothing, "Z" or "+02:00" at the cursor; a fault where there is something else.
inline ValueResult<std::optional<Duration>> take_offset(Cursor& at) {
  if (at.at_end()) return std::nullopt;
  if (at.take('Z') || at.take('z')) return Duration();
  const bool west = at.next_is('-');
  if (!west && !at.next_is('+')) return std::unexpected(kNotATime);
  at.rest.remove_prefix(1);
  const auto hours = at.digits(2, 2);
  if (!hours) return std::unexpected("the offset is not of the form +HH:MM");
  int minutes = 0;
  const bool colon = at.take(':');
  if (colon || !at.at_end()) {
    const auto found = at.digits(2, 2);
    if (!found || *found > 59) return std::unexpected("the offset is not of the form +HH:MM");
    minutes = *found;
  }
  const Duration offset = Duration::minutes(*hours * 60 + minutes);
  if (offset > kOffsetMax) return std::unexpected("the offset is more than 15 hours");
  return west ? -offset : offset;
}

}  // namespace tandem::time_parts
