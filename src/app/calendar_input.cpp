#include "app/calendar_input.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>

#include "core/holidays/day_calendar.hpp"
#include "core/holidays/holidays.hpp"
#include "plan/calendar/read_named_days.hpp"

namespace tandem::app {
namespace {

using forecast::SpecialDay;
using holidays::Country;
using holidays::DayCalendar;
using holidays::NamedDay;

Result<std::vector<Country>> parse_countries(const std::string& text, const Zone* zone) {
  std::vector<Country> countries;
  if (text == "none") return countries;
  if (text.empty()) {
    if (zone == nullptr) return countries;
    if (const auto country = holidays::country_of_zone(zone->name())) countries.push_back(*country);
    return countries;
  }
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    const std::string word = text.substr(from, comma - from);
    const auto country = holidays::country_from(word);
    if (!country)
      return failure(
          ErrorCode::usage,
          "--country {}: its holidays are not known; there are US, GB, DE, RU and IL, or none, and a file "
          "of --special-days for others",
          word);
    countries.push_back(*country);
    from = comma + 1;
  }
  return countries;
}

Result<std::vector<NamedDay>> read_own_days(const std::string& file, const Zone* zone, LocalDay from,
                                            LocalDay until) {
  if (file.empty()) return std::vector<NamedDay>();
  const auto year = [](LocalDay day) { return static_cast<int>(std::chrono::year_month_day(day).year()); };
  const holidays::IcsOptions years{.first_year = std::max(year(from), holidays::kYearMin),
                                   .last_year = std::min(year(until), holidays::kYearMax),
                                   .zone = zone != nullptr ? zone : &Zone::utc()};
  return holidays::read_named_days(file, years);
}

SpecialDay::Kind kind_of(const DayCalendar::Entry& entry) {
  if (!entry.kind) return SpecialDay::Kind::named;
  return *entry.kind == holidays::Holiday::Kind::half ? SpecialDay::Kind::half : SpecialDay::Kind::full;
}

}  // namespace

void add_calendar_options(CLI::App& command, CalendarArguments& arguments) {
  command
      .add_option("--country", arguments.countries,
                  "whose holidays: US,GB,DE,RU,IL or none; the zone's where not given")
      ->type_name("CODES");
  command
      .add_option("--special-days,--calendar", arguments.special_days,
                  "your own: a CSV of date,name,closed or a calendar (.ics)")
      ->type_name("FILE");
}

Result<std::vector<SpecialDay>> special_days(const CalendarArguments& arguments, const Zone* zone,
                                             LocalDay from, LocalDay until) {
  TANDEM_ASSIGN(countries, parse_countries(arguments.countries, zone));
  TANDEM_ASSIGN(own, read_own_days(arguments.special_days, zone, from, until));
  const DayCalendar calendar(countries, own);
  std::vector<SpecialDay> days;
  for (const DayCalendar::Entry& entry : calendar.entries())
    if (entry.day >= from && entry.day <= until)
      days.push_back({entry.day, entry.name, kind_of(entry), entry.closed.value_or(false)});
  return days;
}

}  // namespace tandem::app
