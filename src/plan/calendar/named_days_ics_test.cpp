#include "plan/calendar/named_days_ics.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "plan/calendar/named_day_file.hpp"
#include "plan/calendar/named_days_for_test.hpp"

namespace tandem::holidays {
namespace {

const IcsOptions kFrom2024To2027 = {.first_year = 2024, .last_year = 2027};

std::string calendar(std::string_view lines) {
  return fmt::format("BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n", lines);
}
std::string event(std::string_view lines) {
  return calendar(fmt::format("BEGIN:VEVENT\n{}END:VEVENT\n", lines));
}
std::string read(std::string_view text, const IcsOptions& options = kFrom2024To2027) {
  return named_days_for_test(parse_named_days_ics(text, "days.ics", options));
}
/// What one event gives.
std::string days(std::string_view lines, const IcsOptions& options = kFrom2024To2027) {
  return read(event(lines), options);
}

TEST(NamedDaysIcs, AreTheDaysOfEvents) {
  EXPECT_EQ(read(calendar("")), "");
  EXPECT_EQ(days("DTSTART;VALUE=DATE:20261224\nSUMMARY:Christmas Eve\n"), "2026-12-24 Christmas Eve\n");
  EXPECT_EQ(days("SUMMARY:Fair\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\n"),
            "2026-12-24 Fair\n2026-12-25 Fair\n2026-12-26 Fair\n");
  EXPECT_EQ(days("SUMMARY:Fair\nDTSTART:20261224\nDTEND:20261224\n"), "2026-12-24 Fair\n");
  EXPECT_EQ(days("SUMMARY:Fair\nDTSTART:20261224\nDURATION:P2D\n"), "2026-12-24 Fair\n2026-12-25 Fair\n");
}

TEST(NamedDaysIcs, AreAllDaysThatATimedEventTouches) {
  EXPECT_EQ(days("SUMMARY:Party\nDTSTART;TZID=Europe/Berlin:20261224T200000\nDTEND;TZID=Europe/"
                 "Berlin:20261225T020000\n"),
            "2026-12-24 Party\n2026-12-25 Party\n");
  EXPECT_EQ(days("SUMMARY:Party\nDTSTART:20261224T200000\nDTEND:20261225T000000\n"), "2026-12-24 Party\n");
  EXPECT_EQ(days("SUMMARY:Party\nDTSTART:20261224T200000\nDURATION:PT4H1S\n"),
            "2026-12-24 Party\n2026-12-25 Party\n");
  EXPECT_EQ(days("SUMMARY:Party\nDTSTART:20261224T235960\n"), "2026-12-24 Party\n");
}

TEST(NamedDaysIcs, AreDaysOfTheClientsClockWhereTimesAreInUtc) {
  const IcsOptions berlin = {.first_year = 2024, .last_year = 2027, .zone = *Zone::find("Europe/Berlin")};
  EXPECT_EQ(days("SUMMARY:Party\nDTSTART:20261224T233000Z\n"), "2026-12-24 Party\n");
  EXPECT_EQ(days("SUMMARY:Party\nDTSTART:20261224T233000Z\n", berlin), "2026-12-25 Party\n");
  EXPECT_EQ(
      days("SUMMARY:Party\nDTSTART:20261224T233000Z\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261225T233000Z\n",
           berlin),
      "2026-12-25 Party\n2026-12-27 Party\n");
}

TEST(NamedDaysIcs, HaveTheirNamesOnOneLine) {
  EXPECT_EQ(days("DTSTART:20261224\nSUMMARY;LANGUAGE=\"de:1\": Sale\\, \\;\n  big\n"),
            "2026-12-24 Sale, ; big\n");
  EXPECT_EQ(days("DTSTART:20261224\nSUMMARY:One\\nTwo\\\\\\Nthree\n"), "2026-12-24 One Two\\ three\n");
  EXPECT_EQ(days("dtstart:20261224\r\nsummary:Sa\r\n le\r\n\r\n"), "2026-12-24 Sale\n");
  EXPECT_EQ(read("\xef\xbb\xbf" + event("DTSTART:20261224\nSUMMARY:\xc3\n \xa9t\xc3\xa9\n")),
            "2026-12-24 \xc3\xa9t\xc3\xa9\n");
}

TEST(NamedDaysIcs, RepeatByTheRule) {
  EXPECT_EQ(
      days("SUMMARY:Founding day\nDTSTART;VALUE=DATE:19650301\nRRULE:FREQ=YEARLY\n"),
      "2024-03-01 Founding day\n2025-03-01 Founding day\n2026-03-01 Founding day\n2027-03-01 Founding day\n");
  EXPECT_EQ(
      days("SUMMARY:Thanksgiving\nDTSTART:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\n"),
      "2024-11-28 Thanksgiving\n2025-11-27 Thanksgiving\n2026-11-26 Thanksgiving\n2027-11-25 Thanksgiving\n");
  EXPECT_EQ(days("SUMMARY:Leap day\nDTSTART:20240229\nRRULE:FREQ=YEARLY\n"), "2024-02-29 Leap day\n");
  EXPECT_EQ(days("SUMMARY:Bills\nDTSTART:20240131T100000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3\n"),
            "2024-01-31 Bills\n2024-02-29 Bills\n2024-03-31 Bills\n");
  EXPECT_EQ(days("SUMMARY:Fair\nDTSTART:20240106\nDTEND:20240108\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;"
                 "UNTIL=20240120\n"),
            "2024-01-06 Fair\n2024-01-07 Fair\n2024-01-20 Fair\n2024-01-21 Fair\n");
  EXPECT_EQ(days("SUMMARY:Shift\nDTSTART:20271230\nRRULE:FREQ=DAILY\n"),
            "2027-12-30 Shift\n2027-12-31 Shift\n");
  EXPECT_EQ(days("SUMMARY:Late\nDTSTART:20280101\nRRULE:FREQ=DAILY\n"), "");
  EXPECT_EQ(days("SUMMARY:Over\nDTSTART:20200101\nRRULE:FREQ=DAILY;UNTIL=20231231\n"), "");
  EXPECT_EQ(days("SUMMARY:Call\nDTSTART:20240101T090000\nRRULE:FREQ=DAILY;BYHOUR=9;COUNT=2\n"),
            "2024-01-01 Call\n2024-01-02 Call\n");
}

TEST(NamedDaysIcs, RepeatUntilADayAndAMoment) {
  EXPECT_EQ(days("SUMMARY:A\nDTSTART:20240101T200000\nRRULE:FREQ=DAILY;UNTIL=20240102\n"),
            "2024-01-01 A\n2024-01-02 A\n");
  EXPECT_EQ(days("SUMMARY:A\nDTSTART:20240101T200000\nRRULE:FREQ=DAILY;UNTIL=20240102T190000\n"),
            "2024-01-01 A\n");
  EXPECT_EQ(days("SUMMARY:A\nDTSTART:20240101\nRRULE:FREQ=DAILY;UNTIL=20240102T190000\n"),
            "2024-01-01 A\n2024-01-02 A\n");
  // Half past midnight in Berlin is half past eleven in UTC, the day before.
  const IcsOptions berlin = {.first_year = 2024, .last_year = 2027, .zone = *Zone::find("Europe/Berlin")};
  EXPECT_EQ(
      days("SUMMARY:A\nDTSTART;TZID=Europe/Berlin:20240101T003000\nRRULE:FREQ=DAILY;UNTIL=20240101T233000Z\n",
           berlin),
      "2024-01-01 A\n2024-01-02 A\n");
}

TEST(NamedDaysIcs, LeaveOutAndAddDates) {
  EXPECT_EQ(days("SUMMARY:A\nDTSTART:20240101\nRRULE:FREQ=DAILY;COUNT=5\nEXDATE;VALUE=DATE:20240102,"
                 "20240103\nEXDATE:20240105\n"),
            "2024-01-01 A\n2024-01-04 A\n");
  EXPECT_EQ(days("SUMMARY:A\nDTSTART:20240101\nRDATE;VALUE=DATE:20240301, 20240201\n"),
            "2024-01-01 A\n2024-02-01 A\n2024-03-01 A\n");
}

TEST(NamedDaysIcs, PutAnEventInThePlaceOfTheOccurrenceThatItReplaces) {
  EXPECT_EQ(
      read(calendar(
          "BEGIN:VEVENT\nUID:1\nSUMMARY:A\nDTSTART:20240101\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n"
          "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20240102\nSUMMARY:B\nDTSTART:20240110\nEND:VEVENT\n"
          "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20240103\nSTATUS:CANCELLED\nDTSTART:20240103\nEND:VEVENT\n"
          "BEGIN:VEVENT\nUID:2\nSUMMARY:C\nDTSTART:20240102\nEND:VEVENT\n")),
      "2024-01-01 A\n2024-01-02 C\n2024-01-10 B\n");
}

TEST(NamedDaysIcs, AreEachThereOnceAndWithoutCancelledEvents) {
  EXPECT_EQ(read(calendar("BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20240101\nEND:VEVENT\n"
                          "BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20240101T100000\nEND:VEVENT\n"
                          "BEGIN:VEVENT\nSUMMARY:B\nDTSTART:20240101\nSTATUS:CANCELLED\nEND:VEVENT\n")),
            "2024-01-01 A\n");
}

TEST(NamedDaysIcs, PassOverWhatIsNoEvent) {
  EXPECT_EQ(read(calendar("BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:16010101T030000\n"
                          "RRULE:FREQ=YEARLY;BYMONTH=10\nEND:STANDARD\nEND:VTIMEZONE\n"
                          "BEGIN:VTODO\nDTSTART:nonsense\nEND:VTODO\n"
                          "BEGIN:VEVENT\nDTSTART:20240101\nSUMMARY:A\nX-WR:1\n"
                          "BEGIN:VALARM\nTRIGGER:-PT1H\nDURATION:PT5M\nSUMMARY:B\nEND:VALARM\nEND:VEVENT\n")),
            "2024-01-01 A\n");
}

TEST(NamedDaysIcs, SayWhereAFileIsBroken) {
  struct Broken {
    std::string text;
    std::string_view error;
  };
  const Broken kBroken[] = {
      {"", "days.ics:1: the file does not begin with BEGIN:VCALENDAR; expected an iCalendar file (.ics)"},
      {"\nBEGIN:VEVENT\n",
       "days.ics:2: the file does not begin with BEGIN:VCALENDAR; expected an iCalendar file (.ics)"},
      {"date,name\n", "days.ics:1: 'date,name' is no property; expected NAME:value"},
      {" X:1\n",
       "days.ics:1: the line begins with a blank and so continues another, but there is none before it"},
      {calendar("X\n"), "days.ics:3: 'X' is no property; expected NAME:value"},
      {calendar("X;P=\"a:b\n"), "days.ics:3: 'X;P=\"a:b' is no property; expected NAME:value"},
      {calendar("X:a\x01\n"),
       "days.ics:3: there is the control character 0x01; expected text (is the file damaged?)"},
      {calendar("") + "X:1\n",
       "days.ics:4: (X): the line stands outside of a calendar; expected BEGIN:VCALENDAR"},
      {"BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
       "days.ics:2: the VEVENT that begins here does not end; expected END:VEVENT (is the file cut off?)"},
      {calendar("BEGIN:VEVENT\nEND:VTODO\n"), "days.ics:4: (END): 'VTODO' ends here; expected END:VEVENT"},
      {calendar("") + "END:VCALENDAR\n",
       "days.ics:4: (END): 'VCALENDAR' ends here; expected BEGIN:VCALENDAR"},
      {calendar("BEGIN:VEVENT\nBEGIN:VEVENT\nEND:VEVENT\nEND:VEVENT\n"),
       "days.ics:4: (BEGIN): the event begins within VEVENT; expected it within VCALENDAR"},
  };
  for (const auto& [text, error] : kBroken) EXPECT_EQ(read(text), error) << text;
}

TEST(NamedDaysIcs, SayWhereAnEventIsBroken) {
  struct Broken {
    std::string_view lines;
    std::string_view error;
  };
  constexpr Broken kBroken[] = {
      {"SUMMARY:A\n", "3: (VEVENT): the event has no DTSTART; expected its day"},
      {"DTSTART:20240101\n", "3: (VEVENT): the event has no SUMMARY; expected what the day is called"},
      {"DTSTART:20240101\nSUMMARY: \n", "5: (SUMMARY): the name is blank; expected what the day is called"},
      {"DTSTART:20240101\nSUMMARY:\xff\n",
       "5: (SUMMARY): the byte 0xff at position 1 is not UTF-8; save the file as UTF-8"},
      {"DTSTART:2024-01-01\n",
       "4: (DTSTART): '2024-01-01' is neither date nor time; expected one such as 20261224 or "
       "20261224T180000"},
      {"DTSTART:20240230\n",
       "4: (DTSTART): 20240230 is no date of the calendar; expected one such as 20261224"},
      {"DTSTART:10000101\n",
       "4: (DTSTART): 10000101 is no date of the calendar; expected one such as 20261224"},
      {"DTSTART:20240101T240000\n",
       "4: (DTSTART): 20240101T240000 is no time of a day; expected 000000 to 235959 after the T"},
      {"DTSTART:20240101\nDTSTART:20240101\n",
       "5: (DTSTART): the event has this property a second time; expected it once"},
      {"SUMMARY:A\nDTSTART:20240101\nDTEND:20240102\nDURATION:P1D\n",
       "3: (VEVENT): the event has both DTEND and DURATION; expected one of them"},
      {"SUMMARY:A\nDTSTART:20240101\nDTEND:20240102T000000\n",
       "3: (VEVENT): DTSTART and DTEND are not alike; expected two dates, two times or two times in UTC"},
      {"SUMMARY:A\nDTSTART:20240102\nDTEND:20240101\n",
       "3: (VEVENT): the event ends before it begins; expected DTEND after DTSTART"},
      {"SUMMARY:A\nDTSTART:20240102\nDTEND:20250103\n",
       "3: (VEVENT): the event lasts longer than 366 days; expected at most that many"},
      {"SUMMARY:A\nDTSTART:20240102\nDURATION:PT5H\n",
       "3: (VEVENT): the event begins with a date and lasts no whole days; expected a DURATION such as P1D"},
      {"DURATION:5 days\n",
       "4: (DURATION): '5 days' is no length of an event; expected one such as P1D or PT8H"},
      {"DURATION:-P1D\n", "4: (DURATION): '-P1D' is no length of an event; expected one such as P1D or PT8H"},
      {"DURATION:P1D55\n",
       "4: (DURATION): 'P1D55' is no length of an event; expected one such as P1D or PT8H"},
      {"DURATION:P4294967297D\n",
       "4: (DURATION): 'P4294967297D' is no length of an event; expected one such as P1D or PT8H"},
      {"EXDATE:20240101,,\n",
       "4: (EXDATE): '' is neither date nor time; expected one such as 20261224 or 20261224T180000"},
      {"RDATE;VALUE=PERIOD:20240101T000000/P1D\n",
       "4: (RDATE): '20240101T000000/P1D' is neither date nor time; expected one such as 20261224 or "
       "20261224T180000"},
      {"RECURRENCE-ID;RANGE=THISANDFUTURE:20240101\n",
       "4: (RECURRENCE-ID): the event stands for all that follow, too (RANGE); expected one for a single "
       "occurrence"},
      {"RRULE:\n", "4: (RRULE): the rule is blank; expected one such as FREQ=YEARLY"},
  };
  for (const auto& [lines, error] : kBroken)
    EXPECT_EQ(days(lines), fmt::format("days.ics:{}", error)) << lines;
}

TEST(NamedDaysIcs, SayWhatIsWrongWithARule) {
  struct Broken {
    std::string_view rule;
    std::string_view error;
  };
  constexpr Broken kBroken[] = {
      {"yearly", "'yearly' is no rule of repetition; expected one such as FREQ=YEARLY;COUNT=5"},
      {"FREQ=YEARLY;BYMONTH=99",
       "'FREQ=YEARLY;BYMONTH=99' is no rule of repetition; expected one such as FREQ=YEARLY;COUNT=5"},
      {"FREQ=YEARLY;COUNT=0",
       "'FREQ=YEARLY;COUNT=0' is no rule of repetition; expected one such as FREQ=YEARLY;COUNT=5"},
      {"FREQ=YEARLY;INTERVAL=0",
       "'FREQ=YEARLY;INTERVAL=0' is no rule of repetition; expected one such as FREQ=YEARLY;COUNT=5"},
      {"FREQ=YEARLY;UNTIL=20250230", "20250230 is no date of the calendar; expected one such as 20261224"},
      {"FREQ=YEARLY;UNTIL=soon",
       "'SOON' is neither date nor time; expected one such as 20261224 or 20261224T180000"},
      {"FREQ=HOURLY",
       "'FREQ=HOURLY' repeats within a day; expected FREQ of DAILY, WEEKLY, MONTHLY or YEARLY, once a day"},
      {"FREQ=DAILY;BYHOUR=9,17",
       "'FREQ=DAILY;BYHOUR=9,17' repeats within a day; expected FREQ of DAILY, WEEKLY, MONTHLY or YEARLY, "
       "once a day"},
      {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
       "'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' gives no day; expected a rule by RFC 5545 that does"},
      {"FREQ=DAILY;BYWEEKNO=5",
       "'FREQ=DAILY;BYWEEKNO=5' gives no day; expected a rule by RFC 5545 that does"},
      {"RSCALE=HEBREW;FREQ=YEARLY",
       "'RSCALE=HEBREW;FREQ=YEARLY' is of another calendar (RSCALE); expected the Gregorian"},
  };
  for (const auto& [rule, error] : kBroken)
    EXPECT_EQ(days(fmt::format("SUMMARY:A\nDTSTART:20240101\nRRULE:{}\n", rule)),
              fmt::format("days.ics:6: (RRULE): {}", error))
        << rule;
}

TEST(NamedDaysIcs, HaveLimits) {
  EXPECT_EQ(
      days("SUMMARY:A\nDTSTART:19700101\nRRULE:FREQ=DAILY\n", {}),
      "days.ics:3: (VEVENT): with this event the file has more than 10000 days; expected at most that many");
  EXPECT_EQ(parse_named_days_ics(event("SUMMARY:A\nDTSTART:19700101\nRRULE:FREQ=DAILY;COUNT=10000\n"),
                                 "days.ics", {})
                ->size(),
            kNamedDaysMax);
  EXPECT_EQ(read(std::string(kNamedDayFileBytesMax + 1, '\n')),
            "days.ics: the file has more than 1000000 bytes; expected at most that many");
}

}  // namespace
}  // namespace tandem::holidays
