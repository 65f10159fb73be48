#pragma once

#include <cstdint>

#include "core/base/duration.hpp"
#include "core/base/instant.hpp"
#include "core/base/zone.hpp"

namespace tandem::analysis {

/// Where an instant lies on the wall: the local day and the interval of that day by wall clock. A day of 25
/// hours has some intervals twice, with two starts; one of 23 hours lacks some.
struct LocalPlace {
  std::int64_t day = 0;  ///< since 1970-01-01
  int interval = 0;      ///< 0 .. intervals a day - 1
  Instant start;         ///< of this very interval
  friend bool operator==(const LocalPlace&, const LocalPlace&) = default;
};

/// Reads instants off the wall clock of a zone. Remembers the zone's period it met last, so a run of calls in
/// order of time costs no search. Not shared between threads; lives inside one pass.
class WallClock {
 public:
  /// `interval` divides an hour, or is whole hours that divide a day.
  WallClock(const Zone& zone, Duration interval) : zone_(&zone), period_(nullptr), interval_(interval) {}

  LocalPlace place(Instant at);
  /// Wall-clock microseconds since 1970-01-01T00:00 local.
  std::int64_t local_microseconds(Instant at);
  int intervals_a_day() const { return static_cast<int>(Duration::hours(24) / interval_); }
  Duration interval() const { return interval_; }
  const Zone& zone() const { return *zone_; }

 private:
  const Zone* zone_;
  const Zone::Period* period_;
  Duration interval_;
};

/// 0 Monday .. 6 Sunday of a day counted from 1970-01-01, a Thursday.
constexpr int weekday_of(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7); }
constexpr LocalDay local_day(std::int64_t day) { return LocalDay(std::chrono::days(static_cast<int>(day))); }
constexpr std::int64_t day_number(LocalDay day) { return day.time_since_epoch().count(); }
constexpr std::chrono::year_month month_of(LocalDay day) {
  const std::chrono::year_month_day date(day);
  return date.year() / date.month();
}

}  // namespace tandem::analysis
