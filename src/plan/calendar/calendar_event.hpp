#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "plan/calendar/calendar_stamp.hpp"
#include "plan/calendar/content_lines.hpp"

namespace tandem::holidays {

/// No single occurrence of an event may last longer.
inline constexpr std::chrono::days kEventLengthMax{366};

/// What of a VEVENT (RFC 5545, section 3.6.1) makes days, or shifts.
struct CalendarEvent {
  std::uint64_t line = 0;           ///< of its BEGIN
  std::string uid;                  ///< empty: none
  std::optional<std::string> name;  ///< SUMMARY, on one line
  std::uint64_t name_line = 0;
  std::string description;             ///< with its line ends
  std::string categories;              ///< all of the property, as text
  std::vector<std::string> attendees;  ///< the CN of each where it has one, else its address
  Stamp start;
  std::string zone;                    ///< TZID of the start; empty: none
  std::chrono::microseconds length{};  ///< of a date at least a day
  std::string rule;                    ///< RRULE; empty: it does not repeat
  std::uint64_t rule_line = 0;
  std::vector<Stamp> added;       ///< RDATE
  std::vector<Stamp> left_out;    ///< EXDATE
  std::optional<Stamp> replaces;  ///< RECURRENCE-ID: the occurrence of the same uid that this one stands for
  bool cancelled = false;
};

/// The events of a calendar, in its order; what is no event (time zones, tasks, alarms) is passed over.
/// Errors name line and property.
Result<std::vector<CalendarEvent>> parse_events(std::span<const ContentLine> lines, const std::string& file);

}  // namespace tandem::holidays
