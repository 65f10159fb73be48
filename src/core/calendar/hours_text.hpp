#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/calendar/opening_hours.hpp"

namespace tandem::calendar {

/// Longer texts are refused before they are read. What sound hours are written as is shorter.
inline constexpr std::size_t kHoursTextBytesMax = 2'000;

/// The hours of a week: "24/7", or days and their spans, in any order of the days:
///
///     Mon-Fri 08:00-20:00; Sat 10:00-16:00; Sun closed
///     Mon-Thu 08:00-12:00,13:00-17:00; Fri 22:00-06:00
///     Mon,Wed,Sat-Sun 00:00-24:00
///
/// Weekdays are English, of three letters or whole, in any case; "Fri-Mon" goes on through Sunday. A day that
/// is not named is closed, one that is named twice an error. A span that ends earlier than it begins ends on
/// the next day. Blanks may stand around every word, time and sign.
///
/// Errors are bad_format, bad_value or limit; their `where.column` is the byte at which they were found,
/// counted from 1.
Result<WeeklyHours> parse_weekly_hours(std::string_view text);

/// A date, or a month and day of every year; "closed" or spans as above; a name for people in parentheses:
///
///     2026-12-25 closed
///     2026-12-24 08:00-14:00 (Christmas Eve)
///     every 01-01 from midnight 10:00-16:00
///
/// With "from midnight", what the day before began ends at midnight. Errors as above.
Result<SpecialDay> parse_special_day(std::string_view text);

/// "24/7", or every day in order, Monday first, neighbours with the same hours as one: read back it is the
/// same value. The hours must be sound.
std::string to_text(const WeeklyHours& hours);
/// Read back it is the same value. The day must be sound.
std::string to_text(const SpecialDay& day);

}  // namespace tandem::calendar
