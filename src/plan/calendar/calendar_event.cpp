#include "plan/calendar/calendar_event.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "plan/import/call_row_value.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::holidays {
namespace {

using importing::call_row::shown_value;

/// Properties that an event has once at most.
constexpr std::array<std::string_view, 8> kOnce = {"DTSTART", "DTEND", "DURATION",      "SUMMARY",
                                                   "RRULE",   "UID",   "RECURRENCE-ID", "STATUS"};

/// The value of a parameter (section 3.2), without its quotes; "" where it is not there. `name` in upper
/// case.
std::string parameter_of(std::string_view parameters, std::string_view name) {
  while (!parameters.empty()) {
    std::size_t end = 0;
    for (bool quoted = false; end < parameters.size() && (quoted || parameters[end] != ';'); ++end)
      if (parameters[end] == '"') quoted = !quoted;
    const std::string_view part = parameters.substr(0, end);
    parameters.remove_prefix(std::min(end + 1, parameters.size()));
    const std::size_t equals = std::min(part.find('='), part.size());
    const bool is_it = std::ranges::equal(part.substr(0, equals), name, [](char c, char wanted) {
      return (c >= 'a' && c <= 'z' ? c - 32 : c) == wanted;
    });
    if (!is_it || equals == part.size()) continue;
    std::string value(part.substr(equals + 1));
    std::erase(value, '"');
    return value;
  }
  return "";
}

/// Who takes part: by the name that the calendar shows, else by the address.
std::string attendee_of(const ContentLine& line) {
  std::string name = parameter_of(line.parameters, "CN");
  if (!name.empty()) return name;
  std::string_view address = importing::without_outer_blanks(line.value);
  constexpr std::string_view kMail = "mailto:";
  if (address.size() > kMail.size() &&
      std::ranges::equal(address.substr(0, kMail.size()), kMail,
                         [](char c, char wanted) { return (c >= 'A' && c <= 'Z' ? c + 32 : c) == wanted; }))
    address.remove_prefix(kMail.size());
  return std::string(address);
}

/// A summary as a name: on one line, without blanks around it.
std::string name_of_summary(std::string_view summary) {
  std::string name = unescaped(summary);
  std::ranges::replace_if(name, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return std::string(importing::without_outer_blanks(name));
}

/// Goes through the lines once, from event to event.
class EventReader {
 public:
  explicit EventReader(const std::string& file) : file_(file) {}

  Result<std::vector<CalendarEvent>> read(std::span<const ContentLine> lines) {
    if (lines.empty() || !is_begin(lines.front(), "VCALENDAR"))
      return failure_at({.file = file_, .line = lines.empty() ? 1 : lines.front().line},
                        ErrorCode::bad_format,
                        "the file does not begin with BEGIN:VCALENDAR; expected an iCalendar file (.ics)");
    for (const ContentLine& line : lines) TANDEM_TRY(take(line));
    if (open_.empty()) return std::move(events_);
    return failure_at({.file = file_, .line = open_.back().line}, ErrorCode::bad_format,
                      "the {} that begins here does not end; expected END:{} (is the file cut off?)",
                      open_.back().name, open_.back().name);
  }

 private:
  struct Open {
    std::string name;
    std::uint64_t line;
  };

  static bool is_begin(const ContentLine& line, std::string_view component) {
    return line.name == "BEGIN" && upper(line.value) == component;
  }
  static std::string upper(std::string_view text) {
    std::string made(importing::without_outer_blanks(text));
    std::ranges::transform(made, made.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return made;
  }
  Where at(const ContentLine& line) const { return {.file = file_, .line = line.line, .field = line.name}; }

  Result<void> take(const ContentLine& line) {
    if (line.name == "BEGIN") return begin(line);
    if (line.name == "END") return end(line);
    if (open_.empty())
      return failure_at(at(line), ErrorCode::bad_format,
                        "the line stands outside of a calendar; expected BEGIN:VCALENDAR");
    return open_.back().name == "VEVENT" ? take_property(line) : Result<void>();
  }

  Result<void> begin(const ContentLine& line) {
    open_.push_back({upper(line.value), line.line});
    const bool is_event = open_.back().name == "VEVENT";
    if (is_event && (open_.size() != 2 || open_.front().name != "VCALENDAR"))
      return failure_at(at(line), ErrorCode::bad_format,
                        "the event begins within {}; expected it within VCALENDAR",
                        open_.size() > 1 ? shown_value(open_[open_.size() - 2].name) : "nothing");
    if (!is_event) return {};
    event_ = {.line = line.line};
    seen_.fill(false);
    end_.reset();
    return {};
  }

  Result<void> end(const ContentLine& line) {
    const std::string name = upper(line.value);
    if (open_.empty() || open_.back().name != name)
      return failure_at(at(line), ErrorCode::bad_format, "'{}' ends here; expected {}", shown_value(name),
                        open_.empty() ? "BEGIN:VCALENDAR" : "END:" + shown_value(open_.back().name));
    open_.pop_back();
    return name == "VEVENT" ? end_event() : Result<void>();
  }

  Result<void> take_property(const ContentLine& line) {
    if (const auto once = std::ranges::find(kOnce, line.name); once != kOnce.end()) {
      bool& seen = seen_[static_cast<std::size_t>(once - kOnce.begin())];
      if (seen)
        return failure_at(at(line), ErrorCode::bad_format,
                          "the event has this property a second time; expected it once");
      seen = true;
    }
    if (line.name == "UID") event_.uid = line.value;
    if (line.name == "STATUS") event_.cancelled = upper(line.value) == "CANCELLED";
    if (line.name == "DESCRIPTION") event_.description = unescaped(line.value);
    if (line.name == "CATEGORIES") event_.categories = name_of_summary(line.value);
    if (line.name == "ATTENDEE") event_.attendees.push_back(attendee_of(line));
    if (line.name == "SUMMARY") {
      event_.name = name_of_summary(line.value);
      event_.name_line = line.line;
    }
    if (line.name == "RRULE") return take_rule(line);
    if (line.name == "DURATION") return take_length(line);
    if (line.name == "EXDATE") return take_list(line, event_.left_out);
    if (line.name == "RDATE") return take_list(line, event_.added);
    if (line.name == "DTSTART" || line.name == "DTEND" || line.name == "RECURRENCE-ID")
      return take_stamp(line);
    return {};
  }

  Result<void> take_rule(const ContentLine& line) {
    event_.rule = importing::without_outer_blanks(line.value);
    event_.rule_line = line.line;
    if (event_.rule.empty())
      return failure_at(at(line), ErrorCode::bad_format,
                        "the rule is blank; expected one such as FREQ=YEARLY");
    return {};
  }

  Result<void> take_length(const ContentLine& line) {
    auto length = parse_length(importing::without_outer_blanks(line.value));
    if (!length) return placed(std::move(length).error(), line);
    event_.length = *length;
    return {};
  }

  Result<void> take_stamp(const ContentLine& line) {
    auto stamp = parse_stamp(importing::without_outer_blanks(line.value));
    if (!stamp) return placed(std::move(stamp).error(), line);
    if (line.name == "RECURRENCE-ID" && upper(line.parameters).contains("RANGE="))
      return failure_at(
          at(line), ErrorCode::bad_value,
          "the event stands for all that follow, too (RANGE); expected one for a single occurrence");
    if (line.name == "DTSTART") {
      event_.start = *stamp;
      event_.zone = parameter_of(line.parameters, "TZID");
    }
    if (line.name == "DTEND") end_ = *stamp;
    if (line.name == "RECURRENCE-ID") event_.replaces = *stamp;
    return {};
  }

  Result<void> take_list(const ContentLine& line, std::vector<Stamp>& list) {
    std::string_view rest = line.value;
    while (true) {
      const std::string_view text = rest.substr(0, rest.find(','));
      auto stamp = parse_stamp(importing::without_outer_blanks(text));
      if (!stamp) return placed(std::move(stamp).error(), line);
      list.push_back(*stamp);
      if (text.size() == rest.size()) return {};
      rest.remove_prefix(text.size() + 1);
    }
  }

  std::unexpected<Error> placed(Error error, const ContentLine& line) const {
    error.where = at(line);
    return std::unexpected(std::move(error));
  }

  bool has(std::string_view property) const {
    return seen_[static_cast<std::size_t>(std::ranges::find(kOnce, property) - kOnce.begin())];
  }

  std::unexpected<Error> fault(ErrorCode code, std::string message) const {
    return std::unexpected(
        Error{code, std::move(message), {.file = file_, .line = event_.line, .field = "VEVENT"}});
  }

  Result<void> end_event() {
    if (!has("DTSTART")) return fault(ErrorCode::bad_format, "the event has no DTSTART; expected its day");
    if (has("DTEND") && has("DURATION"))
      return fault(ErrorCode::bad_format, "the event has both DTEND and DURATION; expected one of them");
    if (end_ && (end_->is_date != event_.start.is_date || end_->is_utc != event_.start.is_utc))
      return fault(ErrorCode::bad_value,
                   "DTSTART and DTEND are not alike; expected two dates, two times or two times in UTC");
    if (end_) event_.length = end_->at - event_.start.at;
    constexpr std::chrono::days kDay{1};
    if (event_.length < std::chrono::microseconds(0))
      return fault(ErrorCode::bad_value, "the event ends before it begins; expected DTEND after DTSTART");
    if (event_.start.is_date && event_.length % kDay != std::chrono::microseconds(0))
      return fault(ErrorCode::bad_value,
                   "the event begins with a date and lasts no whole days; expected a DURATION such as P1D");
    if (event_.length > kEventLengthMax)
      return fault(ErrorCode::limit,
                   fmt::format("the event lasts longer than {} days; expected at most that many",
                               kEventLengthMax.count()));
    if (event_.start.is_date) event_.length = std::max<std::chrono::microseconds>(event_.length, kDay);
    events_.push_back(std::move(event_));
    return {};
  }

  const std::string& file_;
  std::vector<Open> open_;
  CalendarEvent event_;
  std::array<bool, kOnce.size()> seen_{};
  std::optional<Stamp> end_;
  std::vector<CalendarEvent> events_;
};

}  // namespace

Result<std::vector<CalendarEvent>> parse_events(std::span<const ContentLine> lines, const std::string& file) {
  return EventReader(file).read(lines);
}

}  // namespace tandem::holidays
