#include "plan/staffing/rosters/published.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/iso_time.hpp"

namespace tandem::rosters {
namespace {

using ::testing::HasSubstr;

std::string clock(LocalTime at) {
  const auto minutes =
      std::chrono::floor<std::chrono::minutes>(at - std::chrono::floor<std::chrono::days>(at));
  return fmt::format("{:02}:{:02}", minutes.count() / 60, minutes.count() % 60);
}

/// "agent|contract|shift|2026-01-05 08:00-16:00|12:00-12:30\n" for each shift, or the error.
std::string text_of(const Result<PublishedRoster>& roster) {
  if (!roster) return roster.error().to_string();
  std::string text;
  for (const PublishedShift& shift : roster->shifts) {
    text += fmt::format("{}|{}|{}|{} {}-{}|", shift.agent, shift.contract, shift.shift, to_text(shift.day()),
                        clock(shift.from), clock(shift.until));
    for (const LocalSpan& one : shift.breaks)
      text += fmt::format("{}-{} ", clock(one.from), clock(one.until));
    text += "\n";
  }
  return text;
}

std::string csv(std::string_view text) { return text_of(parse_published_csv(text, "r.csv")); }

TEST(PublishedTable, IsReadAsItIsWritten) {
  EXPECT_EQ(csv("agent,contract,shift,day,start,end,breaks\n"
                "\"Ann, B.\",full,day,2026-01-05,2026-01-05 08:00,2026-01-05 17:00,10:00-10:15 12:00-13:00\n"
                "full 1,full,night,2026-01-05,2026-01-05 22:00,2026-01-06 06:00,23:45-00:15\n"),
            "Ann, B.|full|day|2026-01-05 08:00-17:00|10:00-10:15 12:00-13:00 \n"
            "full 1|full|night|2026-01-05 22:00-06:00|23:45-00:15 \n");
}

TEST(PublishedTable, MayHaveFewerColumnsInAnyOrder) {
  EXPECT_EQ(csv("end;agent;start\n2026-01-05T16:05;Ann;2026-01-05T08:05\n"),
            "Ann|||2026-01-05 08:05-16:05|\n");
  EXPECT_EQ(csv("agent,start,end\n"), "");
}

TEST(PublishedTable, IsRefusedWithItsPlace) {
  struct Row {
    const char *text, *said;
  };
  constexpr Row kRows[] = {
      {"", "r.csv: the file is blank; expected a header such as agent,shift,start,end,breaks"},
      {"agent,start\n", "r.csv:1: the header has no column end; expected agent, start and end"},
      {"agent,start,end,start\n", "r.csv:1: column 4: the column start is there a second time"},
      {"agent,start,end,skill\n",
       "r.csv:1: column 4: there is no column 'skill'; expected agent, start, end"},
      {"agent,start,end\nAnn,2026-01-05 08:00\n", "r.csv:2: the row has 2 fields and the header 3"},
      {"agent,start,end\n,2026-01-05 08:00,2026-01-05 16:00\n", "column 1 (agent): the agent is blank"},
      {"agent,start,end\nAnn,8:00,2026-01-05 16:00\n",
       "r.csv:2: column 2 (start): '8:00' is no full minute by the wall clock"},
      {"agent,start,end\nAnn,2026-01-05 08:00,2026-01-05 16:00:30\n",
       "column 3 (end): '2026-01-05 16:00:30' is no full minute"},
      {"agent,start,end\nAnn,2026-01-05 08:00Z,2026-01-05 16:00\n", "column 2 (start)"},
      {"agent,start,end\nAnn,2026-01-05 08:00,2026-01-05 08:00\n",
       "column 3 (end): the shift of 'Ann' ends at 08:00, not after it begins at 08:00"},
      {"agent,start,end\nAnn,2026-01-05 08:00,2026-01-08 08:00\n", "lasts 72 hours; expected 48 at most"},
      {"agent,start,end,day\nAnn,2026-01-05 08:00,2026-01-05 16:00,2026-01-06\n",
       "column 4 (day): the day is 2026-01-06 and the shift starts on 2026-01-05"},
      {"agent,start,end,breaks\nAnn,2026-01-05 08:00,2026-01-05 16:00,noon\n",
       "column 4 (breaks): 'noon' is no break; expected breaks such as 12:00-12:30"},
      {"agent,start,end,breaks\nAnn,2026-01-05 08:00,2026-01-05 16:00,15:50-16:10\n",
       "the break 15:50-16:10 is not within the shift, 08:00 to 16:00"},
      {"agent,start,end,breaks\nAnn,2026-01-05 08:00,2026-01-05 16:00,10:00-11:00 10:30-11:30\n",
       "the break 10:30-11:30 begins before another is over"},
      {"agent,start,end,breaks\nAnn,2026-01-05 08:00,2026-01-05 16:00,10:00-10:00\n",
       "the break 10:00-10:00 has no length"},
      {"agent,start,end\nAnn,2026-01-05 08:00,2026-01-05 16:00\nAnn,2026-01-05 08:00,2026-01-05 12:00\n",
       "r.csv:3: column 3 (end): 'Ann' begins a shift on 2026-01-05 at 08:00 a second time, first in line 2"},
  };
  for (const Row& row : kRows) EXPECT_THAT(csv(row.text), HasSubstr(row.said)) << row.text;
}

std::string ics(const std::string& events, const Zone* zone = nullptr) {
  return text_of(parse_published_ics("BEGIN:VCALENDAR\nVERSION:2.0\n" + events + "END:VCALENDAR\n", "r.ics",
                                     {.zone = zone, .last = LocalDay(std::chrono::year(2026) / 2 / 1)}));
}
std::string event(const std::string& lines, const Zone* zone = nullptr) {
  return ics("BEGIN:VEVENT\n" + lines + "END:VEVENT\n", zone);
}
constexpr const char* kTimes = "DTSTART:20260105T080000\nDTEND:20260105T160000\n";

TEST(PublishedCalendar, NamesAgentsInManyWays) {
  const std::string times = kTimes;
  EXPECT_EQ(event(times + "SUMMARY:Dr: Ann\\, B.: day: long\nCATEGORIES:Dr: Ann\\, B.\n"),
            "Dr: Ann, B.||day: long|2026-01-05 08:00-16:00|\n");
  EXPECT_EQ(event(times + "SUMMARY:Ann: day\n"), "Ann||day|2026-01-05 08:00-16:00|\n");
  EXPECT_EQ(event(times + "SUMMARY:Ann: day\nCATEGORIES:WORK\n"), "Ann||day|2026-01-05 08:00-16:00|\n");
  EXPECT_EQ(event(times + "SUMMARY:Ann\n"), "Ann|||2026-01-05 08:00-16:00|\n");
  EXPECT_EQ(event(times + "SUMMARY:day\nATTENDEE;ROLE=REQ-PARTICIPANT;CN=\"Ann; B.\":mailto:ann@example.com\n"
                          "ATTENDEE:MAILTO:bob@example.com\n"),
            "Ann; B.||day|2026-01-05 08:00-16:00|\nbob@example.com||day|2026-01-05 08:00-16:00|\n");
  EXPECT_EQ(event(times + "SUMMARY:Ann: day\nATTENDEE;cn=Ann:mailto:a@b.c\n"),
            "Ann||day|2026-01-05 08:00-16:00|\n");
}

TEST(PublishedCalendar, TellsOfBreaksInItsDescription) {
  EXPECT_EQ(event(std::string(kTimes) +
                  "SUMMARY:Ann: day\nDESCRIPTION:lunch 12:00-12:30\\nRoom 5\\nam 09:00-09:15\n"),
            "Ann||day|2026-01-05 08:00-16:00|09:00-09:15 12:00-12:30 \n");
}

TEST(PublishedCalendar, IsReadOnTheAgentsClock) {
  const Zone* berlin = *Zone::find("Europe/Berlin");
  const std::string utc = "SUMMARY:Ann\nDTSTART:20260105T230000Z\nDTEND:20260106T070000Z\n";
  EXPECT_EQ(event(utc, berlin), "Ann|||2026-01-06 00:00-08:00|\n");
  EXPECT_THAT(event(utc), HasSubstr("r.ics:3: (VEVENT): the event's times are in UTC; say with --zone"));
  const std::string moscow =
      "SUMMARY:Ann\nDTSTART;TZID=Europe/Moscow:20260105T100000\nDTEND;TZID=Europe/Moscow:20260105T180000\n";
  EXPECT_EQ(event(moscow, berlin), "Ann|||2026-01-05 08:00-16:00|\n");
  EXPECT_EQ(event(moscow), "Ann|||2026-01-05 10:00-18:00|\n");
  EXPECT_EQ(event("SUMMARY:Ann\nDTSTART;TZID=My own:20260105T100000\nDURATION:PT8H\n", berlin),
            "Ann|||2026-01-05 10:00-18:00|\n");
  EXPECT_THAT(
      ics("BEGIN:VEVENT\n" + moscow + "END:VEVENT\nBEGIN:VEVENT\nSUMMARY:Bob\n" + kTimes + "END:VEVENT\n"),
      HasSubstr("the event's times are of the zone '', others of 'Europe/Moscow'"));
}

TEST(PublishedCalendar, RepeatsItsEventsAndPassesOverWhatIsNoShift) {
  EXPECT_EQ(event(std::string(kTimes) + "SUMMARY:Ann\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260106T080000\n"),
            "Ann|||2026-01-05 08:00-16:00|\nAnn|||2026-01-07 08:00-16:00|\n");
  EXPECT_EQ(event("DTSTART;VALUE=DATE:20260105\nSUMMARY:Ann: leave\n"), "");
  EXPECT_EQ(event(std::string(kTimes) + "SUMMARY:Ann\nSTATUS:CANCELLED\n"), "");
  EXPECT_THAT(event(kTimes), HasSubstr("the event names no agent; expected SUMMARY:AGENT: SHIFT"));
  EXPECT_THAT(event("SUMMARY:Ann\nDTSTART:20260105T080030\nDURATION:PT8H\n"),
              HasSubstr("the event begins or ends off the full minute"));
  EXPECT_THAT(event(std::string(kTimes) + "SUMMARY:Ann\nDESCRIPTION:lunch 17:00-18:00\n"),
              HasSubstr("the break 17:00-18:00 is not within the shift"));
}

}  // namespace
}  // namespace tandem::rosters
