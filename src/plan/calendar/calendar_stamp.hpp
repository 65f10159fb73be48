#pragma once

#include <chrono>
#include <string_view>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"

namespace tandem::holidays {

/// A DATE or DATE-TIME of RFC 5545 (sections 3.3.4 and 3.3.5), as it is written. Of a time with TZID the name
/// of the zone is not kept: it is taken as a reading of the clock of whoever keeps the calendar.
struct Stamp {
  LocalTime at;  ///< on the clock that it was written by; of a date its midnight
  bool is_date = true;
  bool is_utc = false;

  friend bool operator==(const Stamp&, const Stamp&) = default;
};

/// "20261224", "20261224T180000", "20261224T180000Z", from year 1583 on; the error is without its place.
Result<Stamp> parse_stamp(std::string_view text);

/// "P1D", "PT1H30M", "P2W" (section 3.3.6), not negative; the error is without its place.
Result<std::chrono::seconds> parse_length(std::string_view text);

/// The stamp on the zone's clock, where it is in UTC; as it is otherwise.
LocalTime on_clock(const Stamp& stamp, const Zone& zone);

}  // namespace tandem::holidays
