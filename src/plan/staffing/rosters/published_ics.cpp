#include <fmt/format.h>

#include <algorithm>

#include "plan/calendar/calendar_event.hpp"
#include "plan/calendar/content_lines.hpp"
#include "plan/calendar/event_starts.hpp"
#include "plan/import/call_row_value.hpp"
#include "plan/import/file_import.hpp"
#include "plan/import/source/whole_file.hpp"
#include "plan/import/time_value.hpp"
#include "plan/staffing/rosters/published_shifts.hpp"

namespace tandem::rosters {
namespace {

using holidays::CalendarEvent;
using holidays::Stamp;
using importing::without_outer_blanks;
using importing::call_row::shown_value;

/// Whom an event is of, and which shift it is.
struct Names {
  std::vector<std::string> agents;
  std::string shift;
};

/// CATEGORIES where the SUMMARY begins with it, as `tandem roster --ics` writes; else the ATTENDEEs; else
/// what stands before ": " in the SUMMARY; else all of that.
Names names_of(const CalendarEvent& event) {
  const std::string summary = event.name.value_or("");
  const auto after = [&](std::string_view agent) {
    const bool begins = summary.size() > agent.size() + 2 && summary.starts_with(agent) &&
                        std::string_view(summary).substr(agent.size(), 2) == ": ";
    return begins ? std::optional(summary.substr(agent.size() + 2)) : std::nullopt;
  };
  if (!event.categories.empty())
    if (auto shift = after(event.categories)) return {{event.categories}, std::move(*shift)};
  if (!event.attendees.empty()) {
    Names names{event.attendees, summary};
    if (names.agents.size() == 1)
      if (auto shift = after(names.agents.front())) names.shift = std::move(*shift);
    return names;
  }
  if (const std::size_t colon = summary.find(": "); colon != std::string::npos && colon > 0)
    return {{summary.substr(0, colon)}, summary.substr(colon + 2)};
  return {{summary}, ""};
}

class Events {
 public:
  Events(const std::string& file, const PublishedOptions& options)
      : file_(file), options_(options), shifts_(file) {}

  Result<PublishedRoster> read(const std::vector<CalendarEvent>& events) {
    const Zone& clock = options_.zone != nullptr ? *options_.zone : Zone::utc();
    holidays::EventStarts starts(events, file_, options_.last, clock);
    for (const CalendarEvent& event : events) {
      TANDEM_ASSIGN(found, starts.of(event));
      if (event.start.is_date) continue;  // leave, birthdays and the like are no shifts
      TANDEM_TRY(check(event));
      for (const Stamp& start : found) TANDEM_TRY(add(event, start));
    }
    return std::move(shifts_).take();
  }

 private:
  Where at(const CalendarEvent& event) const {
    return {.file = file_, .line = event.line, .field = "VEVENT"};
  }

  Result<void> check(const CalendarEvent& event) {
    const Names names = names_of(event);
    for (const std::string& agent : names.agents)
      if (agent.empty())
        return failure_at(at(event), ErrorCode::bad_value,
                          "the event names no agent; expected SUMMARY:AGENT: SHIFT, or an ATTENDEE");
    for (const std::string& agent : names.agents)
      if (std::string fault = importing::name_fault(agent); !fault.empty())
        return std::unexpected(Error{ErrorCode::bad_value, std::move(fault), at(event)});
    if (std::string fault = importing::name_fault(names.shift); !fault.empty())
      return std::unexpected(Error{ErrorCode::bad_value, std::move(fault), at(event)});
    return check_clock(event);
  }

  /// Without a zone all times must be readings of one clock.
  Result<void> check_clock(const CalendarEvent& event) {
    if (options_.zone != nullptr) return {};
    if (event.start.is_utc)
      return failure_at(at(event), ErrorCode::bad_value,
                        "the event's times are in UTC; say with --zone by whose clock agents work");
    if (!clock_) clock_ = event.zone;
    if (*clock_ == event.zone) return {};
    return failure_at(at(event), ErrorCode::bad_value,
                      "the event's times are of the zone '{}', others of '{}'; say with --zone by whose "
                      "clock agents work",
                      shown_value(event.zone), shown_value(*clock_));
  }

  /// A TZID that is no zone of the system is taken for the agents' own.
  LocalTime on_clock(LocalTime at, const CalendarEvent& event) const {
    if (options_.zone == nullptr) return at;
    const Zone* of = event.start.is_utc ? &Zone::utc() : nullptr;
    if (of == nullptr && !event.zone.empty())
      if (const auto found = Zone::find(event.zone)) of = *found;
    if (of == nullptr || of == options_.zone) return at;
    return options_.zone->to_local(of->to_instant(at).instant);
  }

  Result<void> add(const CalendarEvent& event, const Stamp& start) {
    const Names names = names_of(event);
    PublishedShift shift{.shift = names.shift, .line = event.line};
    shift.from = on_clock(start.at, event);
    shift.until = on_clock(start.at + event.length, event);
    using std::chrono::minutes;
    if (shift.from != std::chrono::floor<minutes>(shift.from) ||
        shift.until != std::chrono::floor<minutes>(shift.until))
      return failure_at(at(event), ErrorCode::bad_value,
                        "the event begins or ends off the full minute; expected times such as T080000");
    add_breaks(event, shift);
    if (std::string fault = fault_of_breaks(shift); !fault.empty())
      return std::unexpected(Error{ErrorCode::bad_value, std::move(fault), at(event)});
    for (const std::string& agent : names.agents) {
      shift.agent = agent;
      TANDEM_TRY(shifts_.add(shift, at(event)));
    }
    return {};
  }

  /// Lines of the DESCRIPTION that end in "12:00-12:30"; others may say what they like.
  static void add_breaks(const CalendarEvent& event, PublishedShift& shift) {
    std::string_view rest = event.description;
    while (!rest.empty()) {
      const std::string_view whole = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(whole.size() + 1, rest.size()));
      const std::string_view line = without_outer_blanks(whole);
      const std::size_t blank = line.rfind(' ');
      const auto one = break_of(blank == std::string_view::npos ? line : line.substr(blank + 1), shift.from);
      if (one) shift.breaks.push_back(*one);
    }
  }

  const std::string& file_;
  const PublishedOptions& options_;
  PublishedShifts shifts_;
  std::optional<std::string> clock_;  ///< TZID of the first event; "": none
};

}  // namespace

Result<PublishedRoster> parse_published_ics(std::string_view text, const std::string& file,
                                            const PublishedOptions& options) {
  TANDEM_ASSIGN(lines, holidays::parse_content_lines(text, file));
  TANDEM_ASSIGN(events, holidays::parse_events(lines, file));
  return Events(file, options).read(events);
}

Result<PublishedRoster> read_published(const std::string& path, const PublishedOptions& options) {
  TANDEM_ASSIGN(text, importing::read_whole_file(path, kPublishedBytesMax));
  return holidays::is_icalendar(text) ? parse_published_ics(text, path, options)
                                      : parse_published_csv(text, path);
}

}  // namespace tandem::rosters
