#include "plan/import/time_value.hpp"

#include <chrono>
#include <cmath>
#include <limits>

#include "core/base/time_parts.hpp"

namespace tandem::importing {
namespace {

using namespace time_parts;

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

}  // namespace tandem::importing
