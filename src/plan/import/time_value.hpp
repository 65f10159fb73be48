#pragma once

#include <string_view>

#include "core/base/duration.hpp"
#include "core/base/iso_time.hpp"

namespace tandem::importing {

/// No length of a call is read beyond this.
inline constexpr Duration kLengthReadMax = Duration::days(3'660);

/// ISO 8601, or seconds (9 or 10 digits before the point), milliseconds (12 or 13) or microseconds (15 or 16)
/// since 1970 in UTC: other counts of digits are not guessed at.
ValueResult<ClockReading> read_time(std::string_view text);

/// A decimal number of units since 1970 in UTC, "1741068000.25" or "1741068000,25".
ValueResult<ClockReading> read_epoch(std::string_view text, Duration unit);

/// Days since 1899-12-30 on a local clock, as spreadsheets keep times; read to the millisecond.
ValueResult<ClockReading> read_excel_days(std::string_view text);

/// A length of at least zero in decimal units: "12.5", "12,5".
ValueResult<Duration> read_number_of(std::string_view text, Duration unit);
/// "1:02:03", "02:03", "0:00:12.5"; a number without colons is seconds.
ValueResult<Duration> read_hms(std::string_view text);

/// A copy without blanks, tabs and line ends around it.
std::string_view without_outer_blanks(std::string_view text);

}  // namespace tandem::importing
