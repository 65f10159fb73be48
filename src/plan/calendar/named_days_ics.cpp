#include "plan/calendar/named_days_ics.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <utility>

#include "core/base/check.hpp"
#include "plan/calendar/calendar_event.hpp"
#include "plan/calendar/content_lines.hpp"
#include "plan/calendar/event_starts.hpp"
#include "plan/calendar/named_day_file.hpp"

namespace tandem::holidays {
namespace {

using std::chrono::days;

LocalDay day_of(LocalTime at) { return std::chrono::floor<days>(at); }

/// Turns events into days, one after another, and keeps each day and name once.
class EventDays {
 public:
  EventDays(const std::string& file, const IcsOptions& options)
      : file_(file),
        zone_(*options.zone),
        first_(std::chrono::year(options.first_year) / std::chrono::January / 1),
        last_(std::chrono::year(options.last_year) / std::chrono::December / 31) {}

  Result<std::vector<NamedDay>> read(const std::vector<CalendarEvent>& events) {
    for (const CalendarEvent& event : events) TANDEM_TRY(check_name(event));
    EventStarts starts(events, file_, last_, zone_);
    for (const CalendarEvent& event : events) {
      TANDEM_ASSIGN(found, starts.of(event));
      for (const Stamp& start : found) TANDEM_TRY(add_days(event, start));
    }
    std::vector<NamedDay> named;
    named.reserve(found_.size());
    for (const auto& [day, name] : found_) named.push_back({day, name, std::nullopt});
    return named;
  }

 private:
  /// The day's name is in the file's form; a cancelled event may lack one.
  Result<void> check_name(const CalendarEvent& event) const {
    if (!event.name)
      return event.cancelled
                 ? Result<void>()
                 : failure_at({.file = file_, .line = event.line, .field = "VEVENT"}, ErrorCode::bad_format,
                              "the event has no SUMMARY; expected what the day is called");
    if (std::string fault = fault_of_day_name(*event.name); !fault.empty())
      return std::unexpected(Error{ErrorCode::bad_value,
                                   std::move(fault),
                                   {.file = file_, .line = event.name_line, .field = "SUMMARY"}});
    return {};
  }

  /// Every day that an occurrence touches.
  Result<void> add_days(const CalendarEvent& event, const Stamp& start) {
    using std::chrono::microseconds;
    Stamp end = start;
    if (event.length > microseconds(0)) end.at += event.length - microseconds(1);
    const LocalDay until = std::min(day_of(on_clock(end, zone_)), last_);
    for (LocalDay day = std::max(day_of(on_clock(start, zone_)), first_); day <= until; day += days(1)) {
      found_.emplace(day, *event.name);
      if (found_.size() > kNamedDaysMax)
        return failure_at({.file = file_, .line = event.line, .field = "VEVENT"}, ErrorCode::limit,
                          "with this event the file has more than {} days; expected at most that many",
                          kNamedDaysMax);
    }
    return {};
  }

  const std::string& file_;
  const Zone& zone_;
  LocalDay first_;
  LocalDay last_;
  std::set<std::pair<LocalDay, std::string>> found_;
};

}  // namespace

Result<std::vector<NamedDay>> parse_named_days_ics(std::string_view text, const std::string& file,
                                                   const IcsOptions& options) {
  TANDEM_CHECK(options.zone != nullptr && options.first_year >= kYearMin && options.last_year <= kYearMax,
               "days are asked for in a zone and in years that are known");
  TANDEM_TRY(of_readable_size(text, file));
  TANDEM_ASSIGN(lines, parse_content_lines(text, file));
  TANDEM_ASSIGN(events, parse_events(lines, file));
  return EventDays(file, options).read(events);
}

}  // namespace tandem::holidays
