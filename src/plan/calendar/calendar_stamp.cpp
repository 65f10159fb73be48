#include "plan/calendar/calendar_stamp.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "plan/import/call_row_value.hpp"

namespace tandem::holidays {
namespace {

using importing::call_row::shown_value;

constexpr int kFirstGregorianYear = 1583;
/// More digits in a row would overflow where libical counts in seconds.
constexpr std::size_t kLengthDigitsMax = 5;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_form(std::string_view text, std::string_view form) {
  return std::ranges::equal(text, form, [](char c, char f) { return f == '0' ? is_digit(c) : c == f; });
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool has_long_number(std::string_view text) {
  std::size_t digits = 0;
  return std::ranges::any_of(text, [&digits](char c) {
    digits = is_digit(c) ? digits + 1 : 0;
    return digits > kLengthDigitsMax;
  });
}

}  // namespace

Result<Stamp> parse_stamp(std::string_view text) {
  const bool is_date = has_form(text, "00000000");
  const bool is_utc = has_form(text, "00000000T000000Z");
  if (!is_date && !is_utc && !has_form(text, "00000000T000000"))
    return failure(ErrorCode::bad_format,
                   "'{}' is neither date nor time; expected one such as 20261224 or 20261224T180000",
                   shown_value(text));
  const std::chrono::year_month_day date =
      std::chrono::year(number(text.substr(0, 4))) /
      std::chrono::month(static_cast<unsigned>(number(text.substr(4, 2)))) /
      std::chrono::day(static_cast<unsigned>(number(text.substr(6, 2))));
  if (!date.ok() || static_cast<int>(date.year()) < kFirstGregorianYear)
    return failure(ErrorCode::bad_value, "{} is no date of the calendar; expected one such as 20261224",
                   text);
  Stamp stamp{.at = LocalTime(LocalDay(date)), .is_date = is_date, .is_utc = is_utc};
  if (is_date) return stamp;
  const int hour = number(text.substr(9, 2));
  const int minute = number(text.substr(11, 2));
  const int second = number(text.substr(13, 2));
  if (hour > 23 || minute > 59 || second > 60)
    return failure(ErrorCode::bad_value, "{} is no time of a day; expected 000000 to 235959 after the T",
                   text);
  stamp.at +=
      std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(std::min(second, 59));
  return stamp;
}

Result<std::chrono::seconds> parse_length(std::string_view text) {
  const auto refused = [text] {
    return failure(ErrorCode::bad_format, "'{}' is no length of an event; expected one such as P1D or PT8H",
                   shown_value(text));
  };
  // libical passes over numbers without a unit.
  const bool ends_in_unit = text.size() > 2 && !is_digit(text.back()) && is_digit(text[text.size() - 2]);
  if (!ends_in_unit || has_long_number(text)) return refused();
  const icaldurationtype length = icaldurationtype_from_string(std::string(text).c_str());
  if (icaldurationtype_is_bad_duration(length) != 0 || length.is_neg != 0) return refused();
  return std::chrono::days(length.days) + std::chrono::days(7 * length.weeks) +
         std::chrono::hours(length.hours) + std::chrono::minutes(length.minutes) +
         std::chrono::seconds(length.seconds);
}

LocalTime on_clock(const Stamp& stamp, const Zone& zone) {
  if (!stamp.is_utc) return stamp.at;
  return zone.to_local(Instant::from_microseconds(stamp.at.time_since_epoch().count()));
}

}  // namespace tandem::holidays
