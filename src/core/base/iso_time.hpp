#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/duration.hpp"
#include "core/base/instant.hpp"
#include "core/base/zone.hpp"

namespace tandem {

/// Years that a time that is read may have; zones are known for no others.
inline constexpr int kIsoYearMin = 1970;
inline constexpr int kIsoYearMax = 2099;
/// No offset from UTC is read beyond this.
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

/// An instant, and what the local clock that gave it left open.
struct TimeReading {
  Instant instant;
  Instant later;  ///< the second meaning of a reading that a clock set back repeats; none() otherwise
  Zone::Reading reading = Zone::Reading::unique;
};
/// Nothing where the reading has no offset and `zone` is null. The years are the caller's to check before:
/// every reading has them within kIsoYearMin .. kIsoYearMax.
std::optional<TimeReading> to_instant(const ClockReading& clock, const Zone* zone);

/// "2025-03-04T08:00:00+02:00" on the zone's clock, with the fraction where there is one.
std::string to_iso8601(Instant at, const Zone& zone);

}  // namespace tandem
