#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/instant.hpp"
#include "core/base/result.hpp"

namespace tandem {

/// Wall-clock time in some zone; means nothing without that zone.
using LocalTime = std::chrono::local_time<std::chrono::microseconds>;
using LocalDay = std::chrono::local_days;

/// A time zone of the system's IANA database (tzdata), compiled to the list of its offsets from 1900 to 2100.
/// Looked up by name once and kept for the life of the process: zones are compared and passed by pointer or
/// reference. Immutable, so any number of threads may read it.
class Zone {
 public:
  /// "Europe/Moscow", "UTC"... or a fixed offset "+03:00". An unknown name is an error that suggests near
  /// ones.
  static Result<const Zone*> find(std::string_view name);
  static const Zone& utc();

  const std::string& name() const { return name_; }
  /// Local time minus UTC.
  Duration offset_at(Instant at) const { return period_at(at).offset; }
  LocalTime to_local(Instant at) const;
  /// The day on its calendar.
  LocalDay day_of(Instant at) const { return std::chrono::floor<std::chrono::days>(to_local(at)); }
  /// From 0 to 23.
  std::size_t hour_of(Instant at) const {
    const LocalTime local = to_local(at);
    return static_cast<std::size_t>(
        std::chrono::floor<std::chrono::hours>(local - std::chrono::floor<std::chrono::days>(local)).count());
  }

  /// What a wall-clock reading can mean. In the hour that a clock set back repeats, `ambiguous`: the earlier
  /// instant is given. In the hour that a clock set forward leaves out, `skipped`: read with the offset
  /// before the change.
  enum class Reading : std::uint8_t { unique, ambiguous, skipped };
  struct Resolved {
    Instant instant;
    Reading reading;
  };
  Resolved to_instant(LocalTime local) const;

  /// A stretch with one offset: from (included) until (excluded); `until` is none() for the last.
  struct Period {
    Instant from;
    Instant until;
    Duration offset;
  };
  const Period& period_at(Instant at) const;
  /// In order of time, without holes. The first reaches back without limit.
  const std::vector<Period>& periods() const { return periods_; }
  /// A digest of name and periods, to tell whether two machines' databases agree on this zone.
  std::uint64_t fingerprint() const;

 private:
  Zone(std::string name, std::vector<Period> periods)
      : name_(std::move(name)), periods_(std::move(periods)) {}
  static Result<Zone> load(const std::string& name);
  std::string name_;
  std::vector<Period> periods_;
};

/// Start of the local day, in UTC; where the clock skips midnight, the first instant of that day.
Instant start_of_day(LocalDay day, const Zone& zone);

/// "2025-03-31"
std::string to_text(LocalDay day);
/// "2025-03"
std::string to_text(std::chrono::year_month month);

}  // namespace tandem
