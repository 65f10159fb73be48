#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "core/holidays/holidays.hpp"
#include "core/holidays/named_day.hpp"

namespace tandem::holidays {

struct IcsOptions {
  /// Days of other years are left out; kYearMin to kYearMax.
  int first_year = kYearMin;
  int last_year = kYearMax;
  /// The clock by which a time in UTC is of a day, and of what UNTIL in UTC ends. Not null.
  const Zone* zone = &Zone::utc();
};

/// The days of a calendar's events (iCalendar, RFC 5545), each by its SUMMARY: from DTSTART until DTEND,
/// excluded, or for DURATION, repeated by RRULE and RDATE without EXDATE; an event with RECURRENCE-ID stands
/// for that occurrence of the same UID, and cancelled ones are left out. A time with TZID is of the day that
/// it is written with.
///
/// Gives the days in order of day, then of name, each once; `closed` is not known. `file` names the text in
/// errors, which say line and property: bad_format, bad_value or limit.
Result<std::vector<NamedDay>> parse_named_days_ics(std::string_view text, const std::string& file,
                                                   const IcsOptions& options);

}  // namespace tandem::holidays
