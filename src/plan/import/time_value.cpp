#include "plan/import/time_value.hpp"

#include <chrono>
#include <cmath>
#include <limits>

#include "plan/import/time_parts.hpp"

namespace tandem::importing {
namespace {

using namespace time_parts;

/// "2025-03-04" or, where `compact`, "20250304".
std::optional<DateParts> take_date(Cursor& at, bool& compact) {
  const auto year = at.digits(4, 4);
  if (!year || at.at_end()) return std::nullopt;
  const char separator = at.rest.front();
  compact = is_digit(separator);
  if (!compact && separator != '-' && separator != '/' && separator != '.') return std::nullopt;
  if (!compact) at.rest.remove_prefix(1);
  const auto month = at.digits(compact ? 2 : 1, 2);
  if (!month || (!compact && !at.take(separator))) return std::nullopt;
  const auto day = at.digits(compact ? 2 : 1, 2);
  if (!day) return std::nullopt;
  return DateParts{*year, *month, *day};
}

/// "08:00", "08:00:00", "08:00:00.25" or, where `compact`, "0800", "080000", "080000.25".
std::optional<ClockParts> take_clock(Cursor& at, bool compact) {
  ClockParts clock;
  const auto hour = at.digits(compact ? 2 : 1, 2);
  if (!hour) return std::nullopt;
  if (!at.take(':') && !compact) return std::nullopt;
  const auto minute = at.digits(2, 2);
  if (!minute) return std::nullopt;
  clock.hour = *hour;
  clock.minute = *minute;
  const bool has_seconds = at.take(':') || (compact && !at.at_end() && is_digit(at.rest.front()));
  if (!has_seconds) return clock;
  const auto second = at.digits(2, 2);
  if (!second) return std::nullopt;
  clock.second = *second;
  if (at.take('.') || at.take(',')) {
    const auto fraction = at.millionths();
    if (!fraction) return std::nullopt;
    clock.microsecond = *fraction;
  }
  return clock;
}

/// A decimal number, its point a dot or a comma; nothing for anything else. Up to 15 digits are exact.
struct Decimal {
  std::int64_t whole = 0;
  std::int64_t millionths = 0;
  std::size_t digits = 0;  ///< before the point
};
std::optional<Decimal> read_decimal(std::string_view text) {
  Cursor at{text};
  Decimal number;
  while (!at.at_end() && is_digit(at.rest.front())) {
    if (++number.digits > 17) return std::nullopt;
    number.whole = number.whole * 10 + (at.rest.front() - '0');
    at.rest.remove_prefix(1);
  }
  if (number.digits == 0) return std::nullopt;
  if (at.take('.') || at.take(',')) {
    const auto fraction = at.millionths();
    if (!fraction) return std::nullopt;
    number.millionths = *fraction;
  }
  if (!at.at_end()) return std::nullopt;
  return number;
}

ValueResult<ClockReading> utc_reading(std::int64_t us) {
  constexpr std::int64_t kEnd = 4'102'444'800 * kMicrosecondsASecond;  // 2100-01-01
  if (us < 0 || us >= kEnd) return std::unexpected(kYearOutside);
  return ClockReading{us, Duration()};
}

}  // namespace

std::string_view without_outer_blanks(std::string_view text) {
  const auto outer = [](char c) { return is_blank(c) || c == '\r' || c == '\n'; };
  while (!text.empty() && outer(text.front())) text.remove_prefix(1);
  while (!text.empty() && outer(text.back())) text.remove_suffix(1);
  return text;
}

ValueResult<ClockReading> read_iso8601(std::string_view text) {
  Cursor at{text};
  bool compact = false;
  const auto date = take_date(at, compact);
  if (!date) return std::unexpected(kNotATime);
  if (at.at_end()) return std::unexpected("this is a date without a time of day");
  if (!at.take('T') && !at.take('t')) {
    if (!is_blank(at.rest.front())) return std::unexpected(kNotATime);
    at.skip_blanks();
  }
  const auto clock = take_clock(at, compact);
  if (!clock) return std::unexpected(kNotATime);
  at.skip_blanks();
  const auto offset = take_offset(at);
  if (!offset) return std::unexpected(offset.error());
  if (!at.at_end()) return std::unexpected(kNotATime);
  const auto local = microseconds_of(*date, *clock);
  if (!local) return std::unexpected(local.error());
  return ClockReading{*local, *offset};
}

ValueResult<ClockReading> read_iso_date(std::string_view text) {
  Cursor at{text};
  bool compact = false;
  const auto date = take_date(at, compact);
  if (!date || !at.at_end()) return std::unexpected("this is not a date");
  const auto local = microseconds_of(*date, {});
  if (!local) return std::unexpected(local.error());
  return ClockReading{*local, std::nullopt};
}

ValueResult<ClockReading> read_time(std::string_view text) {
  const auto number = read_decimal(text);
  if (!number) return read_iso8601(text);
  switch (number->digits) {
    case 9:
    case 10:
      return read_epoch(text, Duration::seconds(1));
    case 12:
    case 13:
      return read_epoch(text, Duration::milliseconds(1));
    case 15:
    case 16:
      return read_epoch(text, Duration::microseconds(1));
    default:
      return std::unexpected(
          "a bare number is a time only as seconds, milliseconds or microseconds since 1970");
  }
}

ValueResult<ClockReading> read_epoch(std::string_view text, Duration unit) {
  const auto number = read_decimal(text);
  if (!number) return std::unexpected(kNotANumber);
  const std::int64_t scale = unit.microseconds();
  if (number->whole > std::numeric_limits<std::int64_t>::max() / scale - 1)
    return std::unexpected(kYearOutside);
  return utc_reading(number->whole * scale + number->millionths * scale / kMicrosecondsASecond);
}

ValueResult<ClockReading> read_excel_days(std::string_view text) {
  const auto number = read_decimal(text);
  if (!number || number->digits > 6) return std::unexpected("this is not a spreadsheet's day number");
  constexpr std::int64_t kDaysTo1970 = 25'569;  // from 1899-12-30
  // The fraction again, in full: six digits of a day are but 86 ms.
  double fraction = 0;
  double digit_worth = 0.1;
  bool after_point = false;
  for (const char c : text) {
    if (!is_digit(c)) {
      after_point = true;
    } else if (after_point) {
      fraction += (c - '0') * digit_worth;
      digit_worth /= 10;
    }
  }
  const auto milliseconds = static_cast<std::int64_t>(std::llround(fraction * 86'400'000.0));
  const auto reading = utc_reading((number->whole - kDaysTo1970) * kMicrosecondsADay + milliseconds * 1'000);
  if (!reading) return std::unexpected(reading.error());
  return ClockReading{reading->local_us, std::nullopt};
}

ValueResult<Duration> read_number_of(std::string_view text, Duration unit) {
  if (text.starts_with('-')) return std::unexpected("a length cannot be negative");
  const auto number = read_decimal(text);
  if (!number) return std::unexpected(kNotANumber);
  if (number->whole > kLengthReadMax.microseconds() / unit.microseconds())
    return std::unexpected("this is longer than ten years");
  return Duration::microseconds(number->whole * unit.microseconds() +
                                number->millionths * unit.microseconds() / kMicrosecondsASecond);
}

ValueResult<Duration> read_hms(std::string_view text) {
  if (text.find(':') == std::string_view::npos) return read_number_of(text, Duration::seconds(1));
  if (text.starts_with('-')) return std::unexpected("a length cannot be negative");
  constexpr ValueFault kNotALength = "this is not a length of the form H:MM:SS";
  Cursor at{text};
  const auto first = at.digits(1, 5);
  if (!first || !at.take(':')) return std::unexpected(kNotALength);
  const auto second = at.digits(2, 2);
  if (!second || *second > 59) return std::unexpected(kNotALength);
  std::int64_t seconds = std::int64_t{*first} * 60 + *second;
  if (at.take(':')) {
    const auto third = at.digits(2, 2);
    if (!third || *third > 59) return std::unexpected(kNotALength);
    seconds = seconds * 60 + *third;
  }
  std::int64_t fraction = 0;
  if (at.take('.') || at.take(',')) {
    const auto millionths = at.millionths();
    if (!millionths) return std::unexpected(kNotALength);
    fraction = *millionths;
  }
  if (!at.at_end()) return std::unexpected(kNotALength);
  const Duration length = Duration::seconds(seconds) + Duration::microseconds(fraction);
  if (length > kLengthReadMax) return std::unexpected("this is longer than ten years");
  return length;
}

std::optional<TimeReading> to_instant(const ClockReading& clock, const Zone* zone) {
  if (clock.offset)
    return TimeReading{Instant::from_microseconds(clock.local_us - clock.offset->microseconds()),
                       Instant::none()};
  if (zone == nullptr) return std::nullopt;
  const Zone::Resolved found = zone->to_instant(LocalTime(std::chrono::microseconds(clock.local_us)));
  TimeReading reading{found.instant, Instant::none(), found.reading};
  if (found.reading == Zone::Reading::ambiguous) {
    const Zone::Period& before = zone->period_at(found.instant);
    reading.later = found.instant + (before.offset - zone->period_at(before.until).offset);
  }
  return reading;
}

std::string to_iso8601(Instant at, const Zone& zone) {
  // Offsets of broken minutes (Monrovia, to 1972) have no notation: those are written in UTC.
  const std::int64_t offset_seconds = zone.offset_at(at).whole_seconds();
  const std::int64_t offset = offset_seconds % 60 == 0 ? offset_seconds / 60 : 0;
  const std::int64_t us = at.microseconds() + offset * 60 * kMicrosecondsASecond;
  std::int64_t days = us / kMicrosecondsADay;
  std::int64_t in_day = us % kMicrosecondsADay;
  if (in_day < 0) {
    in_day += kMicrosecondsADay;
    --days;
  }
  const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(days))};
  const std::int64_t seconds = in_day / kMicrosecondsASecond;
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(day.year()),
                                 static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                                 seconds / 3'600, seconds / 60 % 60, seconds % 60);
  if (std::int64_t fraction = in_day % kMicrosecondsASecond; fraction != 0) {
    text += fmt::format(".{:06}", fraction);
    while (text.back() == '0') text.pop_back();
  }
  if (offset == 0) return text + "Z";
  const std::int64_t minutes = std::abs(offset);
  return text + fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

}  // namespace tandem::importing
