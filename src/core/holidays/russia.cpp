#include <chrono>
#include <climits>

#include "core/holidays/country_rules.hpp"
#include "core/holidays/holiday_year.hpp"

namespace tandem::holidays {
namespace {

using namespace std::chrono;

/// A date that is off by law, from the first to the last year.
struct Statutory {
  month_day date;
  std::string_view name;
  std::string_view moved;  ///< of the day that is off for it where it falls on a weekend
  int first = 0;
  int last = INT_MAX;
};

constexpr std::string_view kNewYear = "New Year holidays";
constexpr std::string_view kNewYearMoved = "New Year holidays (day off moved)";
constexpr std::string_view kLabour = "Spring and Labour Day";
constexpr std::string_view kLabourMoved = "Spring and Labour Day (day off moved)";
constexpr std::string_view kRevolution = "October Revolution Day";
constexpr std::string_view kRevolutionMoved = "October Revolution Day (day off moved)";
constexpr std::string_view kConstitution = "Constitution Day";
constexpr std::string_view kConstitutionMoved = "Constitution Day (day off moved)";

// The Labour Codes: of 1971, article 65, as amended in 1990, 1992 (Law 3543-1) and 1994 (Decree 2167); of
// 2001, article 112, in force from February 2002, as amended from 2005 (Law 201-FZ) and from 2013 (Law
// 35-FZ).
constexpr Statutory kStatutory[] = {
    {January / 1, "New Year's Day", "New Year's Day (day off moved)"},
    {January / 2, kNewYear, kNewYearMoved, 1993},
    {January / 3, kNewYear, kNewYearMoved, 2005},
    {January / 4, kNewYear, kNewYearMoved, 2005},
    {January / 5, kNewYear, kNewYearMoved, 2005},
    {January / 6, kNewYear, kNewYearMoved, 2013},
    {January / 7, "Orthodox Christmas", "Orthodox Christmas (day off moved)", 1991},
    {January / 8, kNewYear, kNewYearMoved, 2013},
    {February / 23, "Defender of the Fatherland Day", "Defender of the Fatherland Day (day off moved)", 2002},
    {March / 8, "International Women's Day", "International Women's Day (day off moved)"},
    {May / 1, kLabour, kLabourMoved},
    {May / 2, kLabour, kLabourMoved, 0, 2004},
    {May / 9, "Victory Day", "Victory Day (day off moved)"},
    {June / 12, "Russia Day", "Russia Day (day off moved)", 1992},
    {October / 7, kConstitution, kConstitutionMoved, 1978, 1991},
    {November / 4, "Unity Day", "Unity Day (day off moved)", 2005},
    {November / 7, kRevolution, kRevolutionMoved, 0, 2004},
    {November / 8, kRevolution, kRevolutionMoved, 0, 1991},
    {December / 5, kConstitution, kConstitutionMoved, 0, 1976},
    {December / 12, kConstitution, kConstitutionMoved, 1994, 2004},
};

constexpr int kDaysOffMoveFrom = 1993;
/// From 2013 on the government gives the weekends of the first week of January other days, by decree.
constexpr int kJanuaryByDecreeFrom = 2013;

bool moves(LocalDay day, int year) {
  if (year < kDaysOffMoveFrom || !is_weekend(day)) return false;
  return year < kJanuaryByDecreeFrom || year_month_day(day).month() != January;
}

}  // namespace

// The public holidays and, where one falls on a Saturday or Sunday, the next working day after it, which the
// law makes a day off. The government's decrees that move further days off differ from year to year and are
// not given. The eve of the New Year is a short day (article 95).
void add_holidays_of_russia(HolidayYear& year) {
  const int number = year.number();
  const auto is_kept = [number](const Statutory& day) { return day.first <= number && number <= day.last; };
  for (const Statutory& day : kStatutory)
    if (is_kept(day)) year.add(year.on(day.date), day.name);
  for (const Statutory& day : kStatutory) {
    if (!is_kept(day) || !moves(year.on(day.date), number)) continue;
    LocalDay off = year.on(day.date) + days(1);
    while (is_weekend(off) || year.has(off)) off += days(1);
    year.add(off, day.moved, Holiday::Kind::observed);
  }
  year.add(year.on(December / 31), "New Year's Eve", Holiday::Kind::half);
}

}  // namespace tandem::holidays
