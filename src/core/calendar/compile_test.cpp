#include "core/calendar/compile.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/calendar/hours_text.hpp"

namespace tandem::calendar {
namespace {

using std::chrono::days;
using std::chrono::year;

const Zone& zone(std::string_view name) { return **Zone::find(name); }

OpeningHours hours_of(std::string_view zone_name, std::string_view weekly,
                      const std::vector<std::string_view>& special_days = {}) {
  OpeningHours hours{.zone = &zone(zone_name), .weekly = *parse_weekly_hours(weekly), .special_days = {}};
  for (const std::string_view day : special_days) hours.special_days.push_back(*parse_special_day(day));
  return hours;
}

/// Midnight of a day in UTC.
Instant utc(int y, unsigned m, unsigned d) {
  return start_of_day(LocalDay(year(y) / std::chrono::month(m) / std::chrono::day(d)), Zone::utc());
}

/// "03-29 01:00" in UTC.
std::string text_of(Instant at) {
  const LocalTime local = Zone::utc().to_local(at);
  const std::chrono::year_month_day date(std::chrono::floor<days>(local));
  const std::chrono::hh_mm_ss time(local - std::chrono::floor<days>(local));
  return fmt::format("{:02}-{:02} {:02}:{:02}", unsigned(date.month()), unsigned(date.day()),
                     time.hours().count(), time.minutes().count());
}
std::string text_of(const std::vector<TimeSpan>& spans) {
  std::string text;
  for (const TimeSpan& span : spans)
    text += fmt::format("{}{} until {}", text.empty() ? "" : ", ", text_of(span.from), text_of(span.until));
  return text;
}

struct ChangeOfClock {
  std::string_view zone;
  std::string_view weekly;
  std::chrono::year_month_day around;
  std::string_view open;  ///< in UTC, from two days before that day until two days after
};

TEST(Compile, ReadsTheHourThatIsLeftOutAndTheOneThatIsRepeated) {
  const auto berlin_forward = year(2026) / 3 / 29;  // 02:00 becomes 03:00, 01:00 UTC
  const auto berlin_back = year(2026) / 10 / 25;    // 03:00 becomes 02:00, 01:00 UTC
  const auto jerusalem_forward = year(2026) / 3 / 27;
  const auto new_york_forward = year(2026) / 3 / 8;
  const auto new_york_back = year(2026) / 11 / 1;
  const std::vector<ChangeOfClock> cases = {
      {"Europe/Berlin", "Sun 00:00-24:00", berlin_forward, "03-28 23:00 until 03-29 22:00"},
      {"Europe/Berlin", "Sun 02:30-05:00", berlin_forward, "03-29 01:00 until 03-29 03:00"},
      {"Europe/Berlin", "Sun 00:00-02:30", berlin_forward, "03-28 23:00 until 03-29 01:00"},
      {"Europe/Berlin", "Sun 02:15-02:45", berlin_forward, ""},
      {"Europe/Berlin", "Sun 00:00-02:15,02:45-06:00", berlin_forward, "03-28 23:00 until 03-29 04:00"},
      {"Europe/Berlin", "Sat 22:00-06:00", berlin_forward, "03-28 21:00 until 03-29 04:00"},
      {"Europe/Berlin", "Sat 22:00-02:30", berlin_forward, "03-28 21:00 until 03-29 01:00"},
      {"Europe/Berlin", "Sat-Mon 08:00-20:00", berlin_forward,
       "03-28 07:00 until 03-28 19:00, 03-29 06:00 until 03-29 18:00, 03-30 06:00 until 03-30 18:00"},
      {"Europe/Berlin", "Sun 00:00-24:00", berlin_back, "10-24 22:00 until 10-25 23:00"},
      {"Europe/Berlin", "Sun 02:30-05:00", berlin_back, "10-25 00:30 until 10-25 04:00"},
      {"Europe/Berlin", "Sun 00:00-02:30", berlin_back, "10-24 22:00 until 10-25 01:30"},
      {"Europe/Berlin", "Sun 00:00-02:00", berlin_back, "10-24 22:00 until 10-25 00:00"},
      {"Europe/Berlin", "Sun 03:00-05:00", berlin_back, "10-25 02:00 until 10-25 04:00"},
      {"Europe/Berlin", "Sun 02:15-02:45", berlin_back, "10-25 00:15 until 10-25 01:45"},
      {"Europe/Berlin", "Sun 00:00-02:15,02:45-06:00", berlin_back, "10-24 22:00 until 10-25 05:00"},
      {"Europe/Berlin", "Sat 22:00-06:00", berlin_back, "10-24 20:00 until 10-25 05:00"},
      {"Asia/Jerusalem", "Fri 02:30-05:00", jerusalem_forward, "03-27 00:00 until 03-27 02:00"},
      {"Asia/Jerusalem", "Fri 00:00-24:00", jerusalem_forward, "03-26 22:00 until 03-27 21:00"},
      {"Asia/Jerusalem", "Sun 01:30-05:00", berlin_back, "10-24 22:30 until 10-25 03:00"},
      {"Asia/Jerusalem", "Sat 22:00-06:00", berlin_back, "10-24 19:00 until 10-25 04:00"},
      {"America/New_York", "Sun 02:30-05:00", new_york_forward, "03-08 07:00 until 03-08 09:00"},
      {"America/New_York", "Sat 22:00-06:00", new_york_forward, "03-08 03:00 until 03-08 10:00"},
      {"America/New_York", "Sun 01:30-05:00", new_york_back, "11-01 05:30 until 11-01 10:00"},
      {"America/New_York", "Sun 00:00-01:30", new_york_back, "11-01 04:00 until 11-01 06:30"},
      // Midnight itself is left out: 00:00 becomes 01:00.
      {"Asia/Beirut", "Sun 00:00-08:00", berlin_forward, "03-28 22:00 until 03-29 05:00"},
      {"Asia/Beirut", "Sat 20:00-24:00", berlin_forward, "03-28 18:00 until 03-28 22:00"},
      // The last hour of Saturday, 17 February 2018, was repeated; and Samoa had no 30 December 2011.
      {"America/Sao_Paulo", "Sat 20:00-24:00", year(2018) / 2 / 17, "02-17 22:00 until 02-18 03:00"},
      {"Pacific/Apia", "Thu-Sat 08:00-20:00", year(2011) / 12 / 30,
       "12-29 18:00 until 12-30 06:00, 12-30 18:00 until 12-31 06:00"},
  };
  for (const auto& [zone_name, weekly, around, open] : cases) {
    const Instant day = utc(int(around.year()), unsigned(around.month()), unsigned(around.day()));
    EXPECT_EQ(text_of(compile(hours_of(zone_name, weekly), day - Duration::days(2), day + Duration::days(2))),
              open)
        << zone_name << ' ' << weekly;
  }
}

std::string open_in_utc(std::string_view weekly, const std::vector<std::string_view>& special_days,
                        Instant from, Instant until) {
  return text_of(compile(hours_of("UTC", weekly, special_days), from, until));
}

TEST(Compile, PutsASpecialDayInPlaceOfAllThatItsWeekdayHas) {
  const Instant from = utc(2026, 12, 24);
  const Instant until = utc(2026, 12, 27);
  EXPECT_EQ(open_in_utc("Mon-Sun 08:00-12:00,13:00-20:00", {"2026-12-24 08:00-14:00", "every 12-25 closed"},
                        from, until),
            "12-24 08:00 until 12-24 14:00, 12-26 08:00 until 12-26 12:00, 12-26 13:00 until 12-26 20:00");
  EXPECT_EQ(open_in_utc("Mon-Sun closed", {"every 12-25 10:00-11:00", "2026-12-26 22:00-02:00"}, from, until),
            "12-25 10:00 until 12-25 11:00, 12-26 22:00 until 12-27 00:00");
  EXPECT_EQ(open_in_utc("24/7", {"every 12-25 closed"}, from, until),
            "12-24 00:00 until 12-25 00:00, 12-26 00:00 until 12-27 00:00");
}

TEST(Compile, PutsADateOfOneYearBeforeThatOfEvery) {
  const std::vector<std::string_view> both = {"every 12-25 closed", "2026-12-25 09:00-10:00"};
  EXPECT_EQ(open_in_utc("Mon-Sun 08:00-20:00", both, utc(2026, 12, 25), utc(2026, 12, 26)),
            "12-25 09:00 until 12-25 10:00");
  EXPECT_EQ(open_in_utc("Mon-Sun 08:00-20:00", both, utc(2027, 12, 25), utc(2027, 12, 26)), "");
}

TEST(Compile, HasTheLastOfFebruaryInLeapYearsOnly) {
  EXPECT_EQ(open_in_utc("24/7", {"every 02-29 closed"}, utc(2028, 2, 28), utc(2028, 3, 2)),
            "02-28 00:00 until 02-29 00:00, 03-01 00:00 until 03-02 00:00");
  EXPECT_EQ(open_in_utc("24/7", {"every 02-29 closed"}, utc(2027, 2, 28), utc(2027, 3, 2)),
            "02-28 00:00 until 03-02 00:00");
}

TEST(Compile, LetsTheNightBeforeASpecialDayGoOnUnlessItSaysFromMidnight) {
  const Instant from = utc(2026, 12, 24);
  const Instant until = utc(2026, 12, 27);
  EXPECT_EQ(open_in_utc("Mon-Sun 22:00-06:00", {"2026-12-25 closed"}, from, until),
            "12-24 00:00 until 12-24 06:00, 12-24 22:00 until 12-25 06:00, 12-26 22:00 until 12-27 00:00");
  EXPECT_EQ(open_in_utc("Mon-Sun 22:00-06:00", {"2026-12-25 from midnight closed"}, from, until),
            "12-24 00:00 until 12-24 06:00, 12-24 22:00 until 12-25 00:00, 12-26 22:00 until 12-27 00:00");
  EXPECT_EQ(open_in_utc("Mon-Sun 22:00-06:00", {"every 12-25 from midnight 10:00-11:00"}, from, until),
            "12-24 00:00 until 12-24 06:00, 12-24 22:00 until 12-25 00:00, 12-25 10:00 until 12-25 11:00, "
            "12-26 22:00 until 12-27 00:00");
}

TEST(Compile, MakesOneStretchOfWhatTouchesOrOverlaps) {
  const Instant from = utc(2026, 1, 1);
  const Instant until = utc(2027, 1, 1);
  EXPECT_EQ(compile(hours_of("Europe/Berlin", "24/7"), from, until), (std::vector<TimeSpan>{{from, until}}));
  EXPECT_EQ(open_in_utc("Thu 08:00-12:00,12:00-14:00", {}, from, from + Duration::days(1)),
            "01-01 08:00 until 01-01 14:00");
  EXPECT_EQ(open_in_utc("Thu 22:00-06:00; Fri 05:00-08:00", {}, from, from + Duration::days(2)),
            "01-01 22:00 until 01-02 08:00");
}

TEST(Compile, GivesNothingBeforeTheBeginningOrFromTheEnd) {
  const OpeningHours hours = hours_of("UTC", "Mon-Sun 08:00-20:00");
  const Instant nine = utc(2026, 1, 1) + Duration::hours(9);
  const Instant ten = nine + Duration::hours(1);
  EXPECT_EQ(compile(hours, nine, ten), (std::vector<TimeSpan>{{nine, ten}}));
  EXPECT_THAT(compile(hours, ten, nine), testing::IsEmpty());
  EXPECT_THAT(compile(hours, nine, nine), testing::IsEmpty());
  EXPECT_THAT(compile(hours, utc(2026, 1, 1), nine - Duration::hours(1)), testing::IsEmpty());
  EXPECT_THAT(compile(hours, nine + Duration::hours(11), utc(2026, 1, 2)), testing::IsEmpty());
}

TEST(Compile, EndsWhereZonesAreKnownNoFurther) {
  const std::vector<TimeSpan> all = {{utc(1900, 1, 1), utc(2100, 1, 1)}};
  EXPECT_EQ(
      compile(hours_of("Asia/Jerusalem", "24/7"), Instant::from_microseconds(INT64_MIN), Instant::none()),
      all);
  EXPECT_THAT(compile(hours_of("UTC", "24/7"), utc(2100, 1, 1), Instant::none()), testing::IsEmpty());
}

}  // namespace
}  // namespace tandem::calendar
