#include <chrono>

#include "core/holidays/country_rules.hpp"
#include "core/holidays/holiday_year.hpp"

namespace tandem::holidays {
namespace {

using namespace std::chrono;

/// With the weekday on which federal offices close for a holiday on a weekend: 5 U.S.C. 6103(b) for
/// Saturdays, Executive Orders 10358 and 11582 for Sundays.
void add_date(HolidayYear& year, LocalDay day, std::string_view name, std::string_view observed) {
  year.add(day, name);
  if (weekday(day) == Saturday) year.add(day - days(1), observed, Holiday::Kind::observed);
  if (weekday(day) == Sunday) year.add(day + days(1), observed, Holiday::Kind::observed);
}

}  // namespace

// The holidays of 5 U.S.C. 6103(a); the Uniform Monday Holiday Act (Public Law 90-363) moved some in 1971.
// Left out is Inauguration Day, which only the region of Washington keeps. The day after Thanksgiving and
// Christmas Eve are no federal holidays, but many firms keep them.
void add_holidays_of_united_states(HolidayYear& year) {
  const int number = year.number();
  const LocalDay new_year = year.on(January / 1);
  const LocalDay next_new_year = LocalDay(std::chrono::year(number + 1) / January / 1);
  for (const LocalDay day : {new_year, next_new_year})
    add_date(year, day, "New Year's Day", "New Year's Day (observed)");
  if (number >= 1986) year.add(year.on(January / Monday[3]), "Martin Luther King Jr. Day");
  if (number >= 1971) {
    year.add(year.on(February / Monday[3]), "Washington's Birthday");
    year.add(year.on(May / Monday[last]), "Memorial Day");
    year.add(year.on(October / Monday[2]), "Columbus Day");
  } else {
    add_date(year, year.on(February / 22), "Washington's Birthday", "Washington's Birthday (observed)");
    add_date(year, year.on(May / 30), "Memorial Day", "Memorial Day (observed)");
  }
  if (number >= 2021) add_date(year, year.on(June / 19), "Juneteenth", "Juneteenth (observed)");
  add_date(year, year.on(July / 4), "Independence Day", "Independence Day (observed)");
  year.add(year.on(September / Monday[1]), "Labor Day");
  // Public Law 94-97 moved Veterans Day back to its date from 1978 on.
  if (number >= 1971 && number <= 1977)
    year.add(year.on(October / Monday[4]), "Veterans Day");
  else
    add_date(year, year.on(November / 11), "Veterans Day", "Veterans Day (observed)");
  const LocalDay thanksgiving = year.on(November / Thursday[4]);
  year.add(thanksgiving, "Thanksgiving");
  year.add(thanksgiving + days(1), "Day after Thanksgiving", Holiday::Kind::half);
  year.add(year.on(December / 24), "Christmas Eve", Holiday::Kind::half);
  add_date(year, year.on(December / 25), "Christmas Day", "Christmas Day (observed)");
}

}  // namespace tandem::holidays
