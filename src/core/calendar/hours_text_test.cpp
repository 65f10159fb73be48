#include "core/calendar/hours_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/calendar/random_hours_for_test.hpp"

namespace tandem::calendar {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

/// What a text is written as once it was read, or its error.
std::string weekly(std::string_view text) {
  const auto hours = parse_weekly_hours(text);
  return hours ? to_text(*hours) : hours.error().to_string();
}
std::string special(std::string_view text) {
  const auto read = parse_special_day(text);
  return read ? to_text(*read) : read.error().to_string();
}

TEST(HoursText, ReadsDaysAndSpans) {
  const auto hours = parse_weekly_hours("Mon-Thu 08:00-12:00,13:00-17:00; Fri 22:00-06:00");
  ASSERT_TRUE(hours);
  const DaySpans two = {{WallTime::of(8, 0), WallTime::of(12, 0)},
                        {WallTime::of(13, 0), WallTime::of(17, 0)}};
  const DaySpans night = {{WallTime::of(22, 0), WallTime::of(6, 0)}};
  EXPECT_EQ(*hours, (WeeklyHours{{two, two, two, two, night, {}, {}}}));
  EXPECT_EQ(*parse_weekly_hours("24/7"), WeeklyHours::always());
}

TEST(HoursText, WritesOneFormOfTheSameHours) {
  EXPECT_EQ(weekly("Mon-Fri 08:00-20:00; Sat 10:00-16:00; Sun closed"),
            "Mon-Fri 08:00-20:00; Sat 10:00-16:00; Sun closed");
  EXPECT_EQ(weekly("Sat 10:00-16:00;Mon-Fri 8:00-20:00"), "Mon-Fri 08:00-20:00; Sat 10:00-16:00; Sun closed");
  EXPECT_EQ(weekly("Mon-Sun 00:00-24:00"), "24/7");
  EXPECT_EQ(weekly("  24/7 "), "24/7");
  EXPECT_EQ(weekly("monday - FRIDAY 8:00 - 12:00 , 13:00 - 17:00 ; sun CLOSED"),
            "Mon-Fri 08:00-12:00,13:00-17:00; Sat-Sun closed");
  EXPECT_EQ(weekly("Fri-Mon 09:00-10:00"), "Mon 09:00-10:00; Tue-Thu closed; Fri-Sun 09:00-10:00");
  EXPECT_EQ(weekly("Mon,Wed,Sat-Sun 00:00-24:00"),
            "Mon 00:00-24:00; Tue closed; Wed 00:00-24:00; Thu-Fri closed; Sat-Sun 00:00-24:00");
  EXPECT_EQ(weekly("Tue closed"), "Mon-Sun closed");
  EXPECT_EQ(weekly("Mon 22:00-00:00"), "Mon 22:00-00:00; Tue-Sun closed");
}

TEST(HoursText, ReadsSpecialDays) {
  EXPECT_EQ(*parse_special_day("2026-12-24 08:00-14:00 (Christmas Eve)"),
            (SpecialDay{.date = month(12) / day(24),
                        .year = year(2026),
                        .spans = {{WallTime::of(8, 0), WallTime::of(14, 0)}},
                        .name = "Christmas Eve"}));
  EXPECT_EQ(*parse_special_day("every 12-25 from midnight closed"), (SpecialDay{.date = month(12) / day(25),
                                                                                .year = std::nullopt,
                                                                                .spans = {},
                                                                                .from_midnight = true,
                                                                                .name = ""}));
  EXPECT_EQ(special("2026-12-25 closed"), "2026-12-25 closed");
  EXPECT_EQ(special(" EVERY 02-29  From Midnight 8:00-9:00 , 10:00-11:00 ( a (b)) "),
            "every 02-29 from midnight 08:00-09:00,10:00-11:00 ( a (b))");
}

struct Broken {
  std::string_view text;
  std::string_view error;
};

TEST(HoursText, SaysWhereAWeekIsBroken) {
  constexpr Broken kBroken[] = {
      {"", "column 1: expected a weekday, Mon to Sun, found the end"},
      {"  ", "column 3: expected a weekday, Mon to Sun, found the end"},
      {"24/5", "column 1: expected a weekday, Mon to Sun, found '24'"},
      {"24/7; Sun closed", "column 5: expected the end after 24/7, found ';'"},
      {"Mo 08:00-12:00", "column 1: expected a weekday, Mon to Sun, found 'Mo'"},
      {"Mon-Fry 08:00-12:00", "column 5: expected a weekday, Mon to Sun, found 'Fry'"},
      {"Mon", "column 4: expected 'closed' or a time such as 08:00, found the end"},
      {"Mon 8-12", "column 5: expected 'closed' or a time such as 08:00, found '8-12'"},
      {"Mon 08:00", "column 10: expected '-' and the time until which it is open, found the end"},
      {"Mon 08:00 to 12:00", "column 11: expected '-' and the time until which it is open, found 'to'"},
      {"Mon 08:00-", "column 11: expected a time such as 08:00, found the end"},
      {"Mon 08:00-12:00,", "column 17: expected a time such as 08:00, found the end"},
      {"Mon 08:00-12:00,closed", "column 17: expected a time such as 08:00, found 'closed'"},
      {"Mon 08:60-12:00", "column 5: 08:60 is no time of a day; expected 00:00 to 24:00"},
      {"Mon 08:00-24:01", "column 11: 24:01 is no time of a day; expected 00:00 to 24:00"},
      {"Mon 008:00-12:00", "column 5: expected 'closed' or a time such as 08:00, found '008:00-12:00'"},
      {"Mon 24:00-06:00", "column 5: 24:00-06:00 begins outside its day; expected 00:00 to 23:59"},
      {"Mon 08:00-08:00", "column 5: 08:00-08:00 is empty; the whole day is 00:00-24:00"},
      {"Mon 08:00-12:00, 11:30-13:00",
       "column 18: 11:30-13:00 begins before 08:00-12:00 has ended; expected spans in order, without "
       "overlap"},
      {"Mon 08:00-12:00;", "column 17: expected a weekday, Mon to Sun, found the end"},
      {"Mon 08:00-12:00 Tue closed", "column 17: expected ';' and other days, or the end, found 'Tue'"},
      {"Mon-Wed closed; Tue 08:00-12:00", "column 17: Tue is there a second time; name each day once"},
      {"Mon-Mon closed", "column 1: Mon-Mon is one day or seven; write Mon or Mon-Sun"},
      {"Mon\xe2\x80\x93"
       "Fri closed",
       "column 4: expected 'closed' or a time such as 08:00, found the byte 0xe2"},
      {"Mon abcdefghijklmnopqrstuvwxyz",
       "column 5: expected 'closed' or a time such as 08:00, found 'abcdefghijklmnopqrst...'"},
  };
  for (const auto& [text, error] : kBroken) EXPECT_EQ(weekly(text), error) << text;
}

TEST(HoursText, SaysWhereASpecialDayIsBroken) {
  constexpr Broken kBroken[] = {
      {"", "column 1: expected a date such as 2026-12-25, or 'every 12-25', found the end"},
      {"12-25 closed", "column 1: expected a date such as 2026-12-25, or 'every 12-25', found '12-25'"},
      {"25.12.2026 closed",
       "column 1: expected a date such as 2026-12-25, or 'every 12-25', found '25.12.2026'"},
      {"every 2026-12-25 closed", "column 7: expected a month and day such as 12-25, found '2026-12-25'"},
      {"2026-02-29 closed", "column 1: the date is 2026-02-29, which is no date of the calendar"},
      {"every 02-30 closed",
       "column 7: the date is every 02-30, which no year has; expected a date of the calendar"},
      {"2100-01-01 closed", "column 1: the date is 2100-01-01; expected a year from 1900 to 2099"},
      {"2026-12-25", "column 11: expected 'closed' or a time such as 08:00, found the end"},
      {"2026-12-25 from noon closed", "column 17: expected 'midnight' after 'from', found 'noon'"},
      {"2026-12-25 closed Christmas",
       "column 19: expected a name in parentheses, or the end, found 'Christmas'"},
      {"2026-12-25 closed (Christmas",
       "column 19: the name that begins here does not end; expected ')' as the last of the text"},
      {"2026-12-25 closed ()", "column 20: the name is empty; expected a name"},
      {"2026-12-25 closed (a\tb)",
       "column 20: the name has the control character 0x09; expected text of one line"},
  };
  for (const auto& [text, error] : kBroken) EXPECT_EQ(special(text), error) << text;
  EXPECT_EQ(special("2026-12-25 closed (" + std::string(101, 'x') + ")"),
            "column 20: the name has 101 bytes; expected at most 100");
}

TEST(HoursText, HasLimits) {
  std::string text = "Mon ";
  for (int minute = 0; minute < 16; ++minute)
    text += fmt::format("{}00:{:02}-00:{:02}", minute == 0 ? "" : ",", minute, minute + 1);
  EXPECT_EQ(parse_weekly_hours(text)->days[0].size(), kSpansPerDayMax);
  EXPECT_EQ(weekly(text + ",01:00-02:00"), "column 197: a day has at most 16 spans");
  EXPECT_EQ(weekly(std::string(2'001, ' ')), "the text has 2001 bytes; expected at most 2000");
  EXPECT_EQ(special(std::string(2'001, ' ')), "the text has 2001 bytes; expected at most 2000");
}

RC_GTEST_PROP(HoursText, ReadsBackEveryWeekThatItWrites, ()) {
  const WeeklyHours hours = random_week_for_test();
  const std::string text = to_text(hours);
  const auto read = parse_weekly_hours(text);
  RC_LOG() << text << '\n';
  RC_ASSERT(read.has_value());
  RC_ASSERT((*read == hours));
}

RC_GTEST_PROP(HoursText, ReadsBackEverySpecialDayThatItWrites, ()) {
  const LocalDay on(std::chrono::days(*rc::gen::inRange(-25'567, 47'482)));  // 1900 .. 2099
  SpecialDay special_day = random_special_day_for_test(on);
  special_day.name = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab ()/;\xc3\xa9")));
  const std::string text = to_text(special_day);
  const auto read = parse_special_day(text);
  RC_LOG() << text << '\n';
  RC_ASSERT(read.has_value());
  RC_ASSERT((*read == special_day));
}

RC_GTEST_PROP(HoursText, RefusesOrReadsAnythingMadeOfItsWords, ()) {
  const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "Mon", "sunday", "-", ",", ";", " ", "08:00", "24:00", "8:30", "closed", "24/7", "every", "12-25",
      "2026-12-25", "from", "midnight", "(", ")", "x"));
  std::string text;
  for (const std::string& word : words) text += word;
  if (const auto hours = parse_weekly_hours(text))
    RC_ASSERT((*parse_weekly_hours(to_text(*hours)) == *hours));
  else
    RC_ASSERT(hours.error().where.column <= text.size() + 1);
  if (const auto read = parse_special_day(text)) RC_ASSERT((*parse_special_day(to_text(*read)) == *read));
}

}  // namespace
}  // namespace tandem::calendar
