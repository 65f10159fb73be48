#include "core/calendar/opening_hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace tandem::calendar {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool is_whole(DaySpan span) {
  return span.from < WallTime::end_of_day() && span.until <= WallTime::end_of_day() &&
         span.from != span.until;
}

/// Goes through hours and writes down what is wrong, each fault with its place.
class Faults {
 public:
  explicit Faults(const OpeningHours& hours) : hours_(hours) {}
  std::vector<Error> find() {
    if (hours_.zone == nullptr) add("zone", "is missing; expected a time zone");
    for (std::size_t i = 0; i < kWeekdays; ++i)
      look_at(hours_.weekly.days[i], fmt::format("weekly.{}", kWeekdayNames[i]));
    if (hours_.special_days.size() > kSpecialDaysMax)
      add("special_days",
          fmt::format("are {}; expected at most {}", hours_.special_days.size(), kSpecialDaysMax));
    for (std::size_t i = 0; i < hours_.special_days.size(); ++i)
      look_at(hours_.special_days[i], fmt::format("special_days[{}]", i));
    return std::move(faults_);
  }

 private:
  void add(std::string_view where, std::string_view fault) {
    if (fault.empty()) return;
    faults_.push_back({ErrorCode::bad_value, fmt::format("{} {}", where, fault), {}});
  }

  void look_at(const DaySpans& spans, const std::string& where) {
    if (spans.size() > kSpansPerDayMax)
      add(where, fmt::format("has {} spans; expected at most {}", spans.size(), kSpansPerDayMax));
    for (std::size_t i = 0; i < spans.size(); ++i)
      add(fmt::format("{}[{}]", where, i), fault_of_span(spans, i));
  }

  void look_at(const SpecialDay& day, const std::string& where) {
    add(where, fault_of_date(day));
    if (!dates_.emplace(day.year, day.date).second)
      add(where, fmt::format("is a second one for {}; expected one", date_of(day)));
    look_at(day.spans, where + ".spans");
    if (!day.name.empty()) add(where + ".name", fault_of_name(day.name));
  }

  const OpeningHours& hours_;
  std::set<std::pair<std::optional<std::chrono::year>, std::chrono::month_day>> dates_;
  std::vector<Error> faults_;
};

}  // namespace

std::string WallTime::to_string() const { return fmt::format("{:02}:{:02}", minutes_ / 60, minutes_ % 60); }

std::string DaySpan::to_string() const { return from.to_string() + '-' + until.to_string(); }

WeeklyHours WeeklyHours::always() {
  WeeklyHours hours;
  hours.days.fill(DaySpans{DaySpan{WallTime(), WallTime::end_of_day()}});
  return hours;
}

std::string date_of(const SpecialDay& day) {
  const auto month = static_cast<unsigned>(day.date.month());
  const auto number = static_cast<unsigned>(day.date.day());
  if (!day.year) return fmt::format("every {:02}-{:02}", month, number);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(*day.year), month, number);
}

std::string fault_of_span(std::span<const DaySpan> spans, std::size_t index) {
  const DaySpan span = spans[index];
  if (span.from >= WallTime::end_of_day() || span.from < WallTime())
    return fmt::format("{} begins outside its day; expected 00:00 to 23:59", span.to_string());
  if (span.until > WallTime::end_of_day() || span.until < WallTime())
    return fmt::format("{} ends beyond 24:00; a span that ends on the next day is written 22:00-06:00",
                       span.to_string());
  if (span.from == span.until)
    return fmt::format("{} is empty; the whole day is 00:00-24:00", span.to_string());
  // Not only the span just before it: that may itself be out of order.
  const DaySpan* latest = nullptr;
  for (const DaySpan& before : spans.first(index))
    if (is_whole(before) && (latest == nullptr || before.end_minutes() > latest->end_minutes()))
      latest = &before;
  if (latest == nullptr || span.from.minutes() >= latest->end_minutes()) return "";
  return fmt::format("{} begins before {} has ended; expected spans in order, without overlap",
                     span.to_string(), latest->to_string());
}

std::string fault_of_date(const SpecialDay& day) {
  if (!day.year)
    return day.date.ok()
               ? ""
               : fmt::format("is {}, which no year has; expected a date of the calendar", date_of(day));
  const int year = static_cast<int>(*day.year);
  if (year < kYearMin || year > kYearMax)
    return fmt::format("is {}; expected a year from {} to {}", date_of(day), kYearMin, kYearMax);
  if ((*day.year / day.date).ok()) return "";
  return fmt::format("is {}, which is no date of the calendar", date_of(day));
}

std::string fault_of_name(std::string_view name) {
  if (name.empty()) return "is empty; expected a name";
  if (name.size() > kNameBytesMax)
    return fmt::format("has {} bytes; expected at most {}", name.size(), kNameBytesMax);
  const auto control = std::ranges::find_if(name, is_control);
  if (control == name.end()) return "";
  return fmt::format("has the control character 0x{:02x}; expected text of one line",
                     static_cast<unsigned>(static_cast<unsigned char>(*control)));
}

std::vector<Error> faults_of(const OpeningHours& hours) { return Faults(hours).find(); }

}  // namespace tandem::calendar
