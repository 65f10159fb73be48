#include "core/base/iso_time.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "core/base/time_parts.hpp"

namespace tandem {
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

}  // namespace

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

}  // namespace tandem
