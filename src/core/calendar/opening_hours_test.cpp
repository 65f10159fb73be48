#include "core/calendar/opening_hours.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::calendar {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using testing::ElementsAre;
using testing::IsEmpty;

DaySpan span(int from_hour, int until_hour) {
  return {WallTime::of(from_hour, 0), WallTime::of(until_hour, 0)};
}

std::vector<std::string> faults(const OpeningHours& hours) {
  std::vector<std::string> texts;
  for (const Error& fault : faults_of(hours)) texts.push_back(fault.to_string());
  return texts;
}

OpeningHours sound() {
  OpeningHours hours{.zone = &Zone::utc(), .weekly = {}, .special_days = {}};
  hours.weekly.days[0] = {span(8, 12), span(12, 14), span(22, 6)};
  hours.special_days = {{.date = month(12) / day(25), .year = {}, .spans = {}, .name = "Christmas Day"},
                        {.date = month(12) / day(25), .year = year(2026), .spans = {span(0, 24)}, .name = {}},
                        {.date = month(2) / day(29), .year = {}, .spans = {}, .name = {}},
                        {.date = month(2) / day(29), .year = year(2028), .spans = {}, .name = {}}};
  return hours;
}

TEST(OpeningHours, AreSoundWithTouchingSpansANightAndADateOfOneYearBesideThatOfEvery) {
  EXPECT_THAT(faults(sound()), IsEmpty());
  OpeningHours always{.zone = &Zone::utc(), .weekly = WeeklyHours::always(), .special_days = {}};
  EXPECT_THAT(faults(always), IsEmpty());
}

TEST(OpeningHours, NeedAZone) {
  OpeningHours hours = sound();
  hours.zone = nullptr;
  EXPECT_THAT(faults(hours), ElementsAre("zone is missing; expected a time zone"));
}

TEST(OpeningHours, NameEveryFaultOfADaysSpansWithItsPlace) {
  OpeningHours hours = sound();
  hours.weekly.days[1] = {span(8, 20), span(9, 10), span(15, 16), span(20, 21)};
  hours.weekly.days[2] = {span(8, 8), span(0, 0)};
  hours.weekly.days[3] = {span(24, 6), span(8, 25)};
  hours.weekly.days[4] = {span(22, 6), span(23, 24)};
  hours.weekly.days[6] = {span(13, 17), span(8, 12)};
  EXPECT_THAT(
      faults(hours),
      ElementsAre("weekly.Tue[1] 09:00-10:00 begins before 08:00-20:00 has ended; expected spans in order, "
                  "without overlap",
                  "weekly.Tue[2] 15:00-16:00 begins before 08:00-20:00 has ended; expected spans in order, "
                  "without overlap",
                  "weekly.Wed[0] 08:00-08:00 is empty; the whole day is 00:00-24:00",
                  "weekly.Wed[1] 00:00-00:00 is empty; the whole day is 00:00-24:00",
                  "weekly.Thu[0] 24:00-06:00 begins outside its day; expected 00:00 to 23:59",
                  "weekly.Thu[1] 08:00-25:00 ends beyond 24:00; a span that ends on the next day is written "
                  "22:00-06:00",
                  "weekly.Fri[1] 23:00-24:00 begins before 22:00-06:00 has ended; expected spans in order, "
                  "without overlap",
                  "weekly.Sun[1] 08:00-12:00 begins before 13:00-17:00 has ended; expected spans in order, "
                  "without overlap"));
}

TEST(OpeningHours, NameEveryFaultOfSpecialDays) {
  OpeningHours hours = sound();
  hours.special_days.push_back({.date = month(12) / day(25), .year = {}, .spans = {}, .name = {}});
  hours.special_days.push_back({.date = month(12) / day(25), .year = year(2026), .spans = {}, .name = {}});
  hours.special_days.push_back({.date = month(2) / day(29), .year = year(2026), .spans = {}, .name = {}});
  hours.special_days.push_back({.date = month(2) / day(30), .year = {}, .spans = {}, .name = {}});
  hours.special_days.push_back({.date = month(1) / day(1), .year = year(2100), .spans = {}, .name = {}});
  hours.special_days.push_back(
      {.date = month(1) / day(1), .year = {}, .spans = {span(9, 9)}, .name = std::string(101, 'x')});
  hours.special_days.push_back({.date = month(1) / day(2), .year = {}, .spans = {}, .name = "two\nlines"});
  EXPECT_THAT(
      faults(hours),
      ElementsAre("special_days[4] is a second one for every 12-25; expected one",
                  "special_days[5] is a second one for 2026-12-25; expected one",
                  "special_days[6] is 2026-02-29, which is no date of the calendar",
                  "special_days[7] is every 02-30, which no year has; expected a date of the calendar",
                  "special_days[8] is 2100-01-01; expected a year from 1900 to 2099",
                  "special_days[9].spans[0] 09:00-09:00 is empty; the whole day is 00:00-24:00",
                  "special_days[9].name has 101 bytes; expected at most 100",
                  "special_days[10].name has the control character 0x0a; expected text of one line"));
}

TEST(OpeningHours, HaveLimits) {
  OpeningHours hours = sound();
  for (int i = 0; i < 17; ++i) hours.weekly.days[5].push_back({WallTime::of(i, 0), WallTime::of(i, 30)});
  const std::chrono::local_days first(year(2000) / 1 / 1);
  hours.special_days.clear();
  for (std::size_t i = 0; i <= kSpecialDaysMax; ++i) {
    const std::chrono::year_month_day date(first + std::chrono::days(i));
    hours.special_days.push_back(
        {.date = date.month() / date.day(), .year = date.year(), .spans = {}, .name = {}});
  }
  EXPECT_THAT(faults(hours), ElementsAre("weekly.Sat has 17 spans; expected at most 16",
                                         "special_days are 10001; expected at most 10000"));
}

}  // namespace
}  // namespace tandem::calendar
