#include "plan/calendar/event_starts.hpp"

#include <chrono>
#include <utility>

namespace tandem::holidays {
namespace {

LocalDay day_of(const Stamp& stamp, const Zone& zone) {
  return std::chrono::floor<std::chrono::days>(on_clock(stamp, zone));
}

}  // namespace

EventStarts::EventStarts(std::span<const CalendarEvent> events, const std::string& file, LocalDay last,
                         const Zone& zone)
    : file_(file), last_(last), zone_(zone) {
  for (const CalendarEvent& event : events)
    if (event.replaces && !event.uid.empty()) replaced_[event.uid].insert(day_of(*event.replaces, zone_));
}

Result<std::vector<Stamp>> EventStarts::of(const CalendarEvent& event) {
  std::vector<Stamp> starts;
  if (event.cancelled) return starts;
  starts.push_back(event.start);
  if (!event.rule.empty()) {
    auto repeated = occurrences_of(event.rule, event.start, last_ + std::chrono::days(1), zone_, budget_);
    if (!repeated) {
      repeated.error().where = {.file = file_, .line = event.rule_line, .field = "RRULE"};
      return std::unexpected(std::move(repeated).error());
    }
    starts = std::move(*repeated);
  }
  starts.insert(starts.end(), event.added.begin(), event.added.end());
  std::set<LocalDay> left_out;
  for (const Stamp& stamp : event.left_out) left_out.insert(day_of(stamp, zone_));
  if (const auto replaced = replaced_.find(event.uid); !event.replaces && replaced != replaced_.end())
    left_out.insert(replaced->second.begin(), replaced->second.end());
  std::erase_if(starts, [&](const Stamp& start) { return left_out.contains(day_of(start, zone_)); });
  return starts;
}

}  // namespace tandem::holidays
