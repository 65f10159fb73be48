#include "plan/calendar/named_days_ics.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/base/check.hpp"
#include "plan/calendar/calendar_event.hpp"
#include "plan/calendar/content_lines.hpp"
#include "plan/calendar/named_day_file.hpp"
#include "plan/calendar/repetition.hpp"

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
    for (const CalendarEvent& event : events)
      if (event.replaces && !event.uid.empty())
        replaced_[event.uid].insert(day_of(on_clock(*event.replaces, zone_)));
    for (const CalendarEvent& event : events)
      if (!event.cancelled) TANDEM_TRY(add(event));
    std::vector<NamedDay> named;
    named.reserve(found_.size());
    for (const auto& [day, name] : found_) named.push_back({day, name, std::nullopt});
    return named;
  }

 private:
  Result<void> add(const CalendarEvent& event) {
    std::vector<Stamp> starts = {event.start};
    if (!event.rule.empty()) {
      auto repeated = occurrences_of(event.rule, event.start, last_ + days(1), zone_, budget_);
      if (!repeated) {
        repeated.error().where = {.file = file_, .line = event.rule_line, .field = "RRULE"};
        return std::unexpected(std::move(repeated).error());
      }
      starts = std::move(*repeated);
    }
    starts.insert(starts.end(), event.added.begin(), event.added.end());
    std::set<LocalDay> left_out;
    for (const Stamp& stamp : event.left_out) left_out.insert(day_of(on_clock(stamp, zone_)));
    if (const auto replaced = replaced_.find(event.uid); !event.replaces && replaced != replaced_.end())
      left_out.insert(replaced->second.begin(), replaced->second.end());
    for (const Stamp& start : starts)
      if (!left_out.contains(day_of(on_clock(start, zone_)))) TANDEM_TRY(add_days(event, start));
    return {};
  }

  /// Every day that an occurrence touches.
  Result<void> add_days(const CalendarEvent& event, const Stamp& start) {
    using std::chrono::microseconds;
    Stamp end = start;
    if (event.length > microseconds(0)) end.at += event.length - microseconds(1);
    const LocalDay until = std::min(day_of(on_clock(end, zone_)), last_);
    for (LocalDay day = std::max(day_of(on_clock(start, zone_)), first_); day <= until; day += days(1)) {
      found_.emplace(day, event.name);
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
  std::int64_t budget_ = kRepetitionsMax;
  std::map<std::string, std::set<LocalDay>> replaced_;  ///< by uid
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
