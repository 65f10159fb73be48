#include "plan/import/time_pattern.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "core/base/time_parts.hpp"

namespace tandem::importing {
namespace {

using namespace time_parts;

constexpr std::string_view kCodes = "YymdebBaAHkIlMSfpzZ";
constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};
constexpr ValueFault kNotOfPattern = "this is not of the pattern";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// The index of the English name, in full or by its first three letters, at the cursor.
std::optional<std::size_t> take_name(Cursor& at, std::span<const std::string_view> names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t same = 0;
    while (same < names[i].size() && same < at.rest.size() && lower(at.rest[same]) == names[i][same]) ++same;
    if (same < 3) continue;
    at.rest.remove_prefix(same == names[i].size() ? same : 3);
    return i;
  }
  return std::nullopt;
}

/// What the parts of a pattern have set so far.
struct Fields {
  DateParts date;
  ClockParts clock;
  std::optional<bool> afternoon;
  std::optional<Duration> offset;
};

bool take_number(Cursor& at, int& into, std::size_t least, std::size_t most) {
  const auto number = at.digits(least, most);
  if (number) into = *number;
  return number.has_value();
}

bool take_half_of_day(Cursor& at, Fields& fields) {
  if (at.rest.size() < 2) return false;
  const char half = lower(at.rest[0]);
  if (half != 'a' && half != 'p') return false;
  at.rest.remove_prefix(1);
  at.take('.');
  if (!at.take('m') && !at.take('M')) return false;
  at.take('.');
  fields.afternoon = half == 'p';
  return true;
}

bool take_zone_letters(Cursor& at, Fields& fields) {
  std::size_t letters = 0;
  while (letters < at.rest.size() && lower(at.rest[letters]) >= 'a' && lower(at.rest[letters]) <= 'z')
    ++letters;
  if (letters == 0) return false;
  const std::string_view name = at.rest.substr(0, letters);
  if (letters == 2 && (lower(name[0]) == 'a' || lower(name[0]) == 'p') && lower(name[1]) == 'm') return false;
  if (name == "Z" || name == "UTC" || name == "GMT") fields.offset = Duration();
  at.rest.remove_prefix(letters);
  return true;
}

bool take_zone_offset(Cursor& at, Fields& fields) {
  std::size_t length = 0;
  while (length < at.rest.size() && (is_digit(at.rest[length]) || at.rest[length] == ':' || length == 0))
    ++length;
  Cursor offset_text{at.rest.substr(0, length)};
  const auto offset = take_offset(offset_text);
  if (!offset || !*offset || !offset_text.at_end()) return false;
  fields.offset = **offset;
  at.rest.remove_prefix(length);
  return true;
}

bool take_part(char code, Cursor& at, Fields& fields) {
  switch (code) {
    case 'Y':
      return take_number(at, fields.date.year, 4, 4);
    case 'y': {
      if (!take_number(at, fields.date.year, 2, 2)) return false;
      fields.date.year += fields.date.year < 70 ? 2000 : 1900;
      return true;
    }
    case 'm':
      return take_number(at, fields.date.month, 1, 2);
    case 'd':
    case 'e':
      return take_number(at, fields.date.day, 1, 2);
    case 'b':
    case 'B': {
      const auto month = take_name(at, kMonths);
      if (month) fields.date.month = static_cast<int>(*month) + 1;
      return month.has_value();
    }
    case 'a':
    case 'A':
      return take_name(at, kWeekdays).has_value();
    case 'H':
    case 'k':
    case 'I':
    case 'l':
      return take_number(at, fields.clock.hour, 1, 2);
    case 'M':
      return take_number(at, fields.clock.minute, 1, 2);
    case 'S':
      return take_number(at, fields.clock.second, 1, 2);
    case 'f': {
      const auto fraction = at.millionths();
      if (fraction) fields.clock.microsecond = *fraction;
      return fraction.has_value();
    }
    case 'p':
      return take_half_of_day(at, fields);
    case 'z':
      return take_zone_offset(at, fields);
    default:
      return take_zone_letters(at, fields);
  }
}

}  // namespace

Result<TimePattern> TimePattern::parse(std::string_view pattern) {
  TimePattern made;
  made.text_ = std::string(pattern);
  std::string spread;  // with the short forms written out
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool code = pattern[i] == '%' && i + 1 < pattern.size();
    if (code && pattern[i + 1] == 'T')
      spread += "%H:%M:%S", ++i;
    else if (code && pattern[i + 1] == 'R')
      spread += "%H:%M", ++i;
    else if (code && pattern[i + 1] == 'D')
      spread += "%m/%d/%y", ++i;
    else if (code && pattern[i + 1] == 'F')
      spread += "%Y-%m-%d", ++i;
    else if (code)
      spread += pattern[i], spread += pattern[++i];
    else
      spread += pattern[i];
  }
  for (std::size_t i = 0; i < spread.size(); ++i) {
    if (spread[i] != '%') {
      made.parts_.push_back({0, spread[i]});
      continue;
    }
    if (++i == spread.size())
      return failure(ErrorCode::bad_value, "the pattern '{}' ends with a lone %", pattern);
    if (spread[i] == '%')
      made.parts_.push_back({0, '%'});
    else if (kCodes.find(spread[i]) != std::string_view::npos)
      made.parts_.push_back({spread[i], 0});
    else
      return failure(
          ErrorCode::bad_value,
          "the pattern '{}' has the unknown part %{}; known are %Y %y %m %d %e %b %B %a %A %H %k %I %l %M "
          "%S %f %p %z %Z %T %R %D %F %%",
          pattern, spread[i]);
  }
  if (!made.has("Yy") || !made.has("mbB") || !made.has("de"))
    return failure(ErrorCode::bad_value,
                   "the pattern '{}' lacks a part of the date; it needs %Y or %y, %m or %b, and %d", pattern);
  if (made.has("Il") && !made.has("p"))
    return failure(ErrorCode::bad_value, "the pattern '{}' has an hour of 1 to 12 (%I) but no %p", pattern);
  return made;
}

bool TimePattern::has(std::string_view codes) const {
  return std::ranges::any_of(parts_, [codes](const Part& part) {
    return part.code != 0 && codes.find(part.code) != std::string_view::npos;
  });
}

bool TimePattern::has_time_of_day() const { return has("HkIl"); }

ValueResult<ClockReading> TimePattern::read(std::string_view text) const {
  Cursor at{text};
  Fields fields;
  for (const Part& part : parts_) {
    if (part.code == 0 && is_blank(part.literal)) {
      at.skip_blanks();
      continue;
    }
    if (part.code != 0) at.skip_blanks();
    const bool taken = part.code == 0 ? at.take(part.literal) : take_part(part.code, at, fields);
    if (!taken) return std::unexpected(kNotOfPattern);
  }
  at.skip_blanks();
  if (!at.at_end()) return std::unexpected(kNotOfPattern);
  if (has("Il")) {
    if (fields.clock.hour < 1 || fields.clock.hour > 12)
      return std::unexpected("the hour is not within 1 to 12");
    fields.clock.hour = fields.clock.hour % 12 + (fields.afternoon.value_or(false) ? 12 : 0);
  }
  const auto local = microseconds_of(fields.date, fields.clock);
  if (!local) return std::unexpected(local.error());
  return ClockReading{*local, fields.offset};
}

std::string TimePattern::example() const {
  constexpr std::array<std::pair<char, std::string_view>, 19> kSamples = {{{'Y', "2025"},
                                                                           {'y', "25"},
                                                                           {'m', "03"},
                                                                           {'d', "14"},
                                                                           {'e', "14"},
                                                                           {'b', "Mar"},
                                                                           {'B', "March"},
                                                                           {'a', "Fri"},
                                                                           {'A', "Friday"},
                                                                           {'H', "08"},
                                                                           {'k', "8"},
                                                                           {'I', "08"},
                                                                           {'l', "8"},
                                                                           {'M', "30"},
                                                                           {'S', "05"},
                                                                           {'f', "250"},
                                                                           {'p', "AM"},
                                                                           {'z', "+02:00"},
                                                                           {'Z', "UTC"}}};
  std::string written;
  for (const Part& part : parts_) {
    if (part.code == 0) {
      written += part.literal;
      continue;
    }
    written += std::ranges::find(kSamples, part.code, &std::pair<char, std::string_view>::first)->second;
  }
  return written;
}

std::string day_and_month_swapped(std::string_view pattern) {
  const std::size_t day = pattern.find("%d");
  const std::size_t month = pattern.find("%m");
  if (day == std::string_view::npos || month == std::string_view::npos || pattern.starts_with("%Y"))
    return {};
  std::string swapped(pattern);
  swapped[day + 1] = 'm';
  swapped[month + 1] = 'd';
  return swapped;
}

}  // namespace tandem::importing
