#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "core/base/zone.hpp"

namespace tandem::importing {

/// Years that a time in a log may have; zones are known for no others.
inline constexpr int kYearMin = 1970;
inline constexpr int kYearMax = 2099;
/// No length of a call, nor an offset from UTC, is read beyond these.
inline constexpr Duration kLengthReadMax = Duration::days(3'660);
inline constexpr Duration kOffsetMax = Duration::minutes(15 * 60);

/// What a clock showed: microseconds since 1970-01-01T00:00 on that clock, and its offset where it said so.
struct ClockReading {
  std::int64_t local_us = 0;
  std::optional<Duration> offset;

  friend bool operator==(const ClockReading&, const ClockReading&) = default;
};

/// What is wrong with a text, as the end of the sentence "queued_at is '...': ". Lives for ever.
using ValueFault = std::string_view;
template <class T>
using ValueResult = std::expected<T, ValueFault>;

/// "2025-03-04T08:00:00.250+02:00", ISO 8601: T, t or blanks between date and time, seconds and fraction (dot
/// or comma, read to the microsecond) optional, then nothing, Z, +HH, +HHMM or +HH:MM, a blank before them
/// allowed. Also "20250304T080000Z" and, year first, '/' or '.' for '-'. 24:00 is the end of its day.
ValueResult<ClockReading> read_iso8601(std::string_view text);

/// "2025-03-04", year first; midnight of that day.
ValueResult<ClockReading> read_iso_date(std::string_view text);

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

/// An instant, and what the local clock that gave it left open.
struct TimeReading {
  Instant instant;
  Instant later;  ///< the second meaning of a reading that a clock set back repeats; none() otherwise
  Zone::Reading reading = Zone::Reading::unique;
};
/// Nothing where the reading has no offset and `zone` is null. The years are the caller's to check before:
/// every reading of this file has them within kYearMin .. kYearMax.
std::optional<TimeReading> to_instant(const ClockReading& clock, const Zone* zone);

/// "2025-03-04T08:00:00+02:00" on the zone's clock, with the fraction where there is one.
std::string to_iso8601(Instant at, const Zone& zone);

/// A copy without blanks, tabs and line ends around it.
std::string_view without_outer_blanks(std::string_view text);

}  // namespace tandem::importing
