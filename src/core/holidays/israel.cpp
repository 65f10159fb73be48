#include <chrono>

#include "core/holidays/country_rules.hpp"
#include "core/holidays/hebrew_calendar.hpp"
#include "core/holidays/holiday_year.hpp"

namespace tandem::holidays {
namespace {

using namespace std::chrono;

constexpr Holiday::Kind kHalf = Holiday::Kind::half;

void add_days(HolidayYear& year, LocalDay first, int count, std::string_view name) {
  for (int i = 0; i < count; ++i) year.add(first + days(i), name, kHalf);
}

/// 15 to 21 Nisan, with the eve and the days between.
void add_passover(HolidayYear& year, int hebrew_year) {
  const LocalDay first = to_day({hebrew_year, HebrewMonth::nisan, 15});
  year.add(first - days(1), "Passover Eve", kHalf);
  year.add(first, "Passover I");
  add_days(year, first + days(1), 4, "Hol HaMoed Passover");
  year.add(first + days(5), "Passover VII Eve", kHalf);
  year.add(first + days(6), "Passover VII");
}

/// 5 Iyar and the day before, moved so that neither they nor their eves touch the Sabbath: the Independence
/// Day Law of 1949, as amended in 1951 and, for Mondays, in 2004.
void add_independence(HolidayYear& year, int hebrew_year) {
  LocalDay day = to_day({hebrew_year, HebrewMonth::iyar, 5});
  const weekday on(day);
  if (on == Friday) day -= days(1);
  if (on == Saturday) day -= days(2);
  if (on == Monday && year.number() >= 2004) day += days(1);
  year.add(day - days(1), "Yom HaZikaron (Memorial Day)", kHalf);
  year.add(day, "Yom HaAtzmaut (Independence Day)");
}

/// 29 Elul of the ending Hebrew year to 22 Tishri of the next.
void add_autumn(HolidayYear& year, int hebrew_year) {
  const LocalDay new_year = to_day({hebrew_year, HebrewMonth::tishri, 1});
  year.add(new_year - days(1), "Rosh Hashanah Eve", kHalf);
  year.add(new_year, "Rosh Hashanah I");
  year.add(new_year + days(1), "Rosh Hashanah II");
  year.add(new_year + days(8), "Yom Kippur Eve", kHalf);
  year.add(new_year + days(9), "Yom Kippur");
  year.add(new_year + days(13), "Sukkot Eve", kHalf);
  year.add(new_year + days(14), "Sukkot I");
  add_days(year, new_year + days(15), 5, "Hol HaMoed Sukkot");
  year.add(new_year + days(20), "Simchat Torah Eve", kHalf);
  year.add(new_year + days(21), "Shemini Atzeret and Simchat Torah");
}

}  // namespace

// The rest days of the Law and Administration Ordinance 1948 and Independence Day; as half days the eves, on
// which work ends at noon, the days within Passover and Sukkot, and days on which many do not work. The
// week's own rest, Friday afternoon and Saturday, gives no other day off.
void add_holidays_of_israel(HolidayYear& year) {
  const int hebrew_year = year.number() + 3760;
  year.add(to_day({hebrew_year, last_hebrew_month(hebrew_year), 14}), "Purim", kHalf);
  add_passover(year, hebrew_year);
  add_independence(year, hebrew_year);
  const LocalDay shavuot = to_day({hebrew_year, HebrewMonth::sivan, 6});
  year.add(shavuot - days(1), "Shavuot Eve", kHalf);
  year.add(shavuot, "Shavuot");
  LocalDay fast = to_day({hebrew_year, HebrewMonth::av, 9});
  if (weekday(fast) == Saturday) fast += days(1);
  year.add(fast, "Tisha B'Av", kHalf);
  add_autumn(year, hebrew_year + 1);
}

}  // namespace tandem::holidays
