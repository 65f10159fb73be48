#include "plan/sample/calendar.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace tandem::sample {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr double kGrowthPerYear = 0.15;

/// The Gregorian reckoning of Meeus, Jones and Butcher.
LocalDay easter_of(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31;
  const int day = (h + l - 7 * m + 114) % 31 + 1;
  return LocalDay(year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                 std::chrono::day(static_cast<unsigned>(day))));
}

/// Monday 0 .. Sunday 6.
unsigned weekday_of(LocalDay day) { return std::chrono::weekday(day).iso_encoding() - 1; }

/// Long evenings at home bring calls, summer and the days between the years few.
double season_of(const year_month_day& date, LocalDay day) {
  const auto new_year = LocalDay(date.year() / std::chrono::January / 1);
  const double turn = static_cast<double>((day - new_year).count()) / 365.25 * 2 * std::numbers::pi;
  double level = 1 + 0.07 * std::cos(turn - 0.15) + 0.02 * std::cos(2 * turn);
  const unsigned month = static_cast<unsigned>(date.month());
  const unsigned day_of_month = static_cast<unsigned>(date.day());
  if (month == 12 && day_of_month >= 23) level *= 0.72;
  if (month == 1 && day_of_month <= 3) level *= 0.85;
  return level;
}

/// Invoices go out on the 2nd; the questions come for a week.
double invoice_wave(Line line, unsigned day_of_month) {
  if (line != Line::billing || day_of_month < 3 || day_of_month > 9) return 1;
  constexpr double kWave[] = {1.35, 1.7, 1.65, 1.5, 1.35, 1.2, 1.1};
  return kWave[day_of_month - 3];
}

}  // namespace

bool is_holiday(LocalDay day) {
  const year_month_day date(day);
  const unsigned month = static_cast<unsigned>(date.month());
  const unsigned of_month = static_cast<unsigned>(date.day());
  if ((month == 1 && of_month == 1) || (month == 5 && of_month == 1) || (month == 10 && of_month == 3) ||
      (month == 12 && (of_month == 25 || of_month == 26)))
    return true;
  const auto after_easter = (day - easter_of(static_cast<int>(date.year()))).count();
  return after_easter == -2 || after_easter == 1 || after_easter == 39 || after_easter == 50;
}

DayClass class_of(LocalDay day) {
  const unsigned weekday = weekday_of(day);
  if (weekday == 6 || is_holiday(day)) return DayClass::sunday_or_holiday;
  return weekday == 5 ? DayClass::saturday : DayClass::weekday;
}

bool is_open(Line line, LocalDay day, double hour) {
  return facts_of(line).open[static_cast<std::size_t>(class_of(day))].contains(hour);
}

std::array<Instant, kSlotsPerDay + 1> slots_of(LocalDay day, const Zone& zone) {
  std::array<Instant, kSlotsPerDay + 1> slots;
  for (int i = 0; i < kSlotsPerDay; ++i) {
    const auto reading = zone.to_instant(LocalTime(day) + std::chrono::minutes(30 * i));
    slots[static_cast<std::size_t>(i)] = reading.instant;
    // A skipped reading names an instant of the hour after: no time passes before it.
    if (reading.reading == Zone::Reading::skipped && i > 0)
      slots[static_cast<std::size_t>(i)] = zone.period_at(reading.instant).from;
  }
  slots[0] = start_of_day(day, zone);
  slots[kSlotsPerDay] = start_of_day(day + days(1), zone);
  for (std::size_t i = kSlotsPerDay; i > 0; --i) slots[i - 1] = std::min(slots[i - 1], slots[i]);
  return slots;
}

DayLevel level_of(Line line, LocalDay day, LocalDay first_day) {
  const year_month_day date(day);
  const double years = static_cast<double>((day - first_day).count()) / 365.25;
  const LineFacts& facts = facts_of(line);
  const unsigned weekday = weekday_of(day);
  const bool holiday = is_holiday(day);
  const double usual = facts.weekdays[holiday ? 6 : weekday];
  const double wave = invoice_wave(line, static_cast<unsigned>(date.day()));
  // After a holiday the postponed calls come too.
  const double postponed = !holiday && weekday < 5 && is_holiday(day - days(1)) ? 1.18 : 1;
  const double base = std::pow(1 + kGrowthPerYear, years) * season_of(date, day);
  return {.planned = base * (1 + (usual - 1) * (usual > 1.1 ? 0.55 : 1)) * (1 + 0.6 * (wave - 1)),
          .actual = base * usual * wave * postponed};
}

double share_of_slot(Line line, int slot) {
  const auto& hours = facts_of(line).hours;
  static constexpr auto kSum = [](const std::array<double, 24>& all) {
    return std::accumulate(all.begin(), all.end(), 0.0);
  };
  // Halves of an hour lean towards the neighbour they touch.
  const int hour = slot / 2;
  const int neighbour = (slot % 2 == 0 ? hour + 23 : hour + 1) % 24;
  const double here = hours[static_cast<std::size_t>(hour)];
  const double lean = (hours[static_cast<std::size_t>(neighbour)] - here) / 8;
  return (here + lean) / 2 / kSum(hours);
}

}  // namespace tandem::sample
