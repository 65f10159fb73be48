#include "core/holidays/hebrew_calendar.hpp"

#include <chrono>

// After E. M. Reingold and N. Dershowitz, Calendrical Calculations, the chapter on the Hebrew calendar; the
// names of its functions stand beside ours. Days count from 0001-01-01 of the Gregorian calendar as 1
// ("R.D.").

namespace tandem::holidays {
namespace {

constexpr std::int64_t kHebrewEpoch = -1'373'427;  // hebrew-epoch: 7 October 3761 BCE of the Julian calendar
constexpr std::int64_t kUnixEpoch = 719'163;       // 1970-01-01

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// hebrew-calendar-elapsed-days: days from the epoch to the mean new moon of Tishri, put off by a day where
/// it falls on Sunday, Wednesday or Friday or comes after noon.
std::int64_t elapsed_days(int year) {
  const std::int64_t months = floor_divide(235LL * year - 234, 19);
  const std::int64_t parts = 12'084 + 13'753 * months;
  const std::int64_t days = 29 * months + floor_divide(parts, 25'920);
  return days + (3 * (days + 1) % 7 < 3 ? 1 : 0);
}

/// hebrew-year-length-correction: keeps years from having 356 or 382 days.
std::int64_t length_correction(int year) {
  const std::int64_t before = elapsed_days(year - 1);
  const std::int64_t here = elapsed_days(year);
  const std::int64_t after = elapsed_days(year + 1);
  if (after - here == 356) return 2;
  return here - before == 382 ? 1 : 0;
}

/// hebrew-new-year.
std::int64_t new_year(int year) { return kHebrewEpoch + elapsed_days(year) + length_correction(year); }

std::int64_t days_in_year(int year) { return new_year(year + 1) - new_year(year); }

HebrewMonth next_month(int year, HebrewMonth month) {
  if (month == last_hebrew_month(year)) return HebrewMonth::nisan;
  return static_cast<HebrewMonth>(static_cast<int>(month) + 1);
}

}  // namespace

bool is_hebrew_leap_year(int year) { return (7 * year + 1) % 19 < 7; }

HebrewMonth last_hebrew_month(int year) {
  return is_hebrew_leap_year(year) ? HebrewMonth::adar_ii : HebrewMonth::adar;
}

int days_in_hebrew_month(int year, HebrewMonth month) {
  switch (month) {
    case HebrewMonth::iyar:
    case HebrewMonth::tammuz:
    case HebrewMonth::elul:
    case HebrewMonth::tevet:
    case HebrewMonth::adar_ii:
      return 29;
    case HebrewMonth::adar:
      return is_hebrew_leap_year(year) ? 30 : 29;
    case HebrewMonth::heshvan:
      return days_in_year(year) % 10 == 5 ? 30 : 29;  // 355 or 385 days
    case HebrewMonth::kislev:
      return days_in_year(year) % 10 == 3 ? 29 : 30;  // 353 or 383 days
    default:
      return 30;
  }
}

LocalDay to_day(HebrewDate date) {
  std::int64_t day = new_year(date.year) + date.day - 1;
  for (HebrewMonth month = HebrewMonth::tishri; month != date.month; month = next_month(date.year, month))
    day += days_in_hebrew_month(date.year, month);
  return LocalDay(std::chrono::days(day - kUnixEpoch));
}

HebrewDate hebrew_date_of(LocalDay day) {
  const std::int64_t fixed = day.time_since_epoch().count() + kUnixEpoch;
  // A Hebrew year has 35975351/98496 days in the mean; the guess is right or one too early.
  HebrewDate date{.year = static_cast<int>(floor_divide((fixed - kHebrewEpoch) * 98'496, 35'975'351))};
  while (new_year(date.year + 1) <= fixed) ++date.year;
  std::int64_t left = fixed - new_year(date.year);
  while (left >= days_in_hebrew_month(date.year, date.month)) {
    left -= days_in_hebrew_month(date.year, date.month);
    date.month = next_month(date.year, date.month);
  }
  date.day = static_cast<int>(left) + 1;
  return date;
}

}  // namespace tandem::holidays
