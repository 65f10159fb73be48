#pragma once

#include <cstdint>

#include "core/base/zone.hpp"

namespace tandem::holidays {

/// Counted from Nisan, as the months are; the year begins with Tishri. In leap years Adar is the first of
/// two.
enum class HebrewMonth : std::uint8_t {
  nisan = 1,
  iyar,
  sivan,
  tammuz,
  av,
  elul,
  tishri,
  heshvan,
  kislev,
  tevet,
  shevat,
  adar,
  adar_ii
};

struct HebrewDate {
  int year = 1;
  HebrewMonth month = HebrewMonth::tishri;
  int day = 1;
  friend bool operator==(const HebrewDate&, const HebrewDate&) = default;
};

/// The arithmetic Hebrew calendar, whose postponements keep Yom Kippur from the days beside the Sabbath. A
/// Hebrew day begins with the evening before the civil day that is given for it.
bool is_hebrew_leap_year(int year);
/// Adar, or Adar II in leap years: the month of Purim.
HebrewMonth last_hebrew_month(int year);
int days_in_hebrew_month(int year, HebrewMonth month);
/// The date must exist.
LocalDay to_day(HebrewDate date);
HebrewDate hebrew_date_of(LocalDay day);

}  // namespace tandem::holidays
