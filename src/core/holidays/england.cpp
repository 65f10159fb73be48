#include <chrono>

#include "core/holidays/country_rules.hpp"
#include "core/holidays/holiday_year.hpp"

namespace tandem::holidays {
namespace {

using namespace std::chrono;

struct Once {
  int year;
  month_day date;
  std::string_view name;
};

constexpr std::string_view kEarlyMay = "Early May bank holiday";
constexpr std::string_view kSpring = "Spring bank holiday";
constexpr std::string_view kWedding = "Royal wedding bank holiday";
constexpr std::string_view kJubilee = "Jubilee bank holiday";

// Instead of the Monday that the rule gives: the 50th and 75th anniversary of VE Day, and jubilees.
constexpr Once kMoved[] = {{1995, May / 8, kEarlyMay},
                           {2002, June / 4, kSpring},
                           {2012, June / 4, kSpring},
                           {2020, May / 8, kEarlyMay},
                           {2022, June / 2, kSpring}};

// Proclaimed once.
constexpr Once kProclaimed[] = {{1973, November / 14, kWedding},
                                {1977, June / 7, kJubilee},
                                {1981, July / 29, kWedding},
                                {1999, December / 31, "Millennium bank holiday"},
                                {2002, June / 3, kJubilee},
                                {2011, April / 29, kWedding},
                                {2012, June / 5, kJubilee},
                                {2022, June / 3, kJubilee},
                                {2022, September / 19, "State funeral of Queen Elizabeth II"},
                                {2023, May / 8, "Coronation of King Charles III"}};

void add_monday(HolidayYear& year, LocalDay monday, std::string_view name) {
  for (const Once& moved : kMoved)
    if (moved.year == year.number() && moved.name == name) monday = year.on(moved.date);
  year.add(monday, name);
}

/// Christmas Day and Boxing Day, and the first working days after them for those on a weekend.
void add_christmas(HolidayYear& year) {
  const LocalDay christmas = year.on(December / 25);
  const LocalDay boxing = year.on(December / 26);
  year.add(christmas, "Christmas Day");
  year.add(boxing, "Boxing Day");
  // Until 1971 the Act of 1871 gave a day for Sundays alone.
  if (year.number() < 1971) return;
  if (is_weekend(christmas))
    year.add(christmas + days(2), "Christmas Day (substitute day)", Holiday::Kind::observed);
  if (is_weekend(boxing)) year.add(boxing + days(2), "Boxing Day (substitute day)", Holiday::Kind::observed);
}

}  // namespace

// The bank holidays of England and Wales: the Banking and Financial Dealings Act 1971, schedule 1, with what
// is proclaimed every year under it (New Year's Day since 1974, the first Monday in May since 1978,
// substitute days), and Good Friday and Christmas Day by common law. In 1970 spring and summer holidays were
// on the same Mondays by proclamation.
void add_holidays_of_england(HolidayYear& year) {
  if (year.number() >= 1974) {
    const LocalDay new_year = year.on(January / 1);
    year.add(new_year, "New Year's Day");
    if (is_weekend(new_year))
      year.add(year.on(January / Monday[1]), "New Year's Day (substitute day)", Holiday::Kind::observed);
  }
  year.add(year.easter() - days(2), "Good Friday");
  year.add(year.easter() + days(1), "Easter Monday");
  if (year.number() >= 1978) add_monday(year, year.on(May / Monday[1]), kEarlyMay);
  add_monday(year, year.on(May / Monday[last]), kSpring);
  add_monday(year, year.on(August / Monday[last]), "Summer bank holiday");
  for (const Once& once : kProclaimed)
    if (once.year == year.number()) year.add(year.on(once.date), once.name);
  add_christmas(year);
}

}  // namespace tandem::holidays
