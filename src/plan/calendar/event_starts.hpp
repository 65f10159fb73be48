#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "plan/calendar/calendar_event.hpp"
#include "plan/calendar/repetition.hpp"

namespace tandem::holidays {

/// When the events of one calendar begin, each as often as its RRULE and RDATE say, without its EXDATE and
/// without what an event with RECURRENCE-ID stands for; a cancelled event never. All rules of the calendar
/// share one budget of repetitions.
class EventStarts {
 public:
  /// `file` and `zone` must outlive it; the zone is the clock of stamps in UTC. Rules are gone through until
  /// `last`, included.
  EventStarts(std::span<const CalendarEvent> events, const std::string& file, LocalDay last,
              const Zone& zone);

  /// Errors: those of its rule, with file and line.
  Result<std::vector<Stamp>> of(const CalendarEvent& event);

 private:
  const std::string& file_;
  LocalDay last_;
  const Zone& zone_;
  std::int64_t budget_ = kRepetitionsMax;
  std::map<std::string, std::set<LocalDay>> replaced_;  ///< by uid
};

}  // namespace tandem::holidays
