#include <chrono>

#include "core/holidays/country_rules.hpp"
#include "core/holidays/holiday_year.hpp"

namespace tandem::holidays {

// The days that every state keeps, which until 1990 means the states of West Germany; a holiday on a weekend
// gives no other day off. Those of single states come from a client's own file. On Christmas Eve and New
// Year's Eve shops close at noon and many firms give half a day.
void add_holidays_of_germany(HolidayYear& year) {
  using namespace std::chrono;
  const int number = year.number();
  const LocalDay easter = year.easter();
  year.add(year.on(January / 1), "New Year's Day");
  year.add(easter - days(2), "Good Friday");
  year.add(easter + days(1), "Easter Monday");
  year.add(year.on(May / 1), "Labour Day");
  year.add(easter + days(39), "Ascension Day");
  year.add(easter + days(50), "Whit Monday");
  // Both in 1990: the Unification Treaty, article 2, took effect in September.
  if (number <= 1990) year.add(year.on(June / 17), "Day of 17 June");
  if (number >= 1990) year.add(year.on(October / 3), "German Unity Day");
  // 500 years after the theses; otherwise in some states alone.
  if (number == 2017) year.add(year.on(October / 31), "Reformation Day");
  // The Wednesday before 23 November; Bavaria, the last, kept it everywhere from 1981. Since 1995, when it
  // paid for the insurance of nursing care, in Saxony alone.
  if (number >= 1981 && number <= 1994) {
    const LocalDay last_day = year.on(November / 22);
    year.add(last_day - (weekday(last_day) - Wednesday), "Repentance Day");
  }
  year.add(year.on(December / 24), "Christmas Eve", Holiday::Kind::half);
  year.add(year.on(December / 25), "Christmas Day");
  year.add(year.on(December / 26), "Boxing Day");
  year.add(year.on(December / 31), "New Year's Eve", Holiday::Kind::half);
}

}  // namespace tandem::holidays
