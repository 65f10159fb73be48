#include "plan/import/anonymous_bank.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "plan/import/imported_for_test.hpp"

namespace tandem::importing {
namespace {

const std::string kHeader =
    "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit\tq_"
    "time\t"
    "outcome\tser_start\tser_exit\tser_time\tserver\n";

/// A row as text, blanks for tabs; "~" stands for a blank within a field.
std::string row(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == ' ' ? '\t' : c == '~' ? ' ' : c;
  return out + '\n';
}

Options bank() {
  Options options;
  options.format = Format::anonymous_bank;
  return options;
}

/// Rows among a hundred sound ones, so that a refused row does not fail the whole.
std::unique_ptr<Imported> import_rows(const std::string& rows, Options options = bank()) {
  options.refused_share_max = 1;
  return import_text(kHeader + rows, options);
}

/// Jerusalem keeps UTC+2 in the winter of 1999.
Instant jerusalem(int hour, int minute, int second, int day = 1) {
  const auto date = std::chrono::sys_days(std::chrono::year(1999) / 2 / day);
  return Instant::from_seconds(date.time_since_epoch().count() * std::int64_t{86'400} + hour * 3600 +
                               minute * 60 + second - 7200);
}

CallRecord only_call(const Imported& imported) {
  EXPECT_TRUE(imported.quality) << imported.error;
  EXPECT_EQ(imported.calls.size(), 1U);
  return imported.calls.empty() ? CallRecord() : imported.calls.front();
}

TEST(AnonymousBank, AnAnsweredCallThatWaitedHasItsWaitByQTimeAndItsTalkBySerTime) {
  const auto imported =
      import_rows(row("AA0101 33118 27997683 2 PS 990201 6:55:20 6:55:26 6 6:55:26 6:55:43 17 AGENT 6:55:41 "
                      "6:56:37 56 MICHAL"));
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(call.offered_at, jerusalem(6, 55, 20));
  EXPECT_EQ(call.menu_left_at, jerusalem(6, 55, 26));
  EXPECT_EQ(call.queued_at, jerusalem(6, 55, 26));
  EXPECT_EQ(call.answered_at, jerusalem(6, 55, 43));
  EXPECT_EQ(call.ended_at, jerusalem(6, 56, 39));
  EXPECT_EQ(call.outcome, Outcome::answered);
  EXPECT_EQ(call.priority, 2);
  EXPECT_EQ(imported->directory.clients.name(call.client), "bank");
  EXPECT_EQ(imported->directory.queue_name(call.queue), "PS");
  EXPECT_EQ(imported->directory.types.name(call.type), "PS regular service");
  EXPECT_EQ(imported->directory.callers.name(call.caller), "27997683");
  EXPECT_EQ(imported->directory.agents.name(call.agent), "MICHAL");
  EXPECT_EQ(imported->quality->home_zone, "Asia/Jerusalem");
}

TEST(AnonymousBank, ABlankStartOfTheQueueIsAnAnswerAtOnce) {
  const CallRecord call = only_call(*import_rows(
      row("AA0101 1 0 0 PS 990201 7:41:16 7:41:26 10 0:00:00 0:00:00 0 AGENT 7:41:25 7:44:53 208 BASCH")));
  EXPECT_EQ(call.queued_at, jerusalem(7, 41, 26));
  EXPECT_EQ(call.wait(), Duration());
  EXPECT_EQ(call.talk(), Duration::seconds(208));
  EXPECT_FALSE(call.caller.known());
}

TEST(AnonymousBank, AStartOfTheQueueAtMidnightSharpIsToldByTheWait) {
  const CallRecord call = only_call(*import_rows(
      row("AA0102 1 5 2 PS 990215 23:59:54 23:59:54 0 0:00:00 0:00:27 27 AGENT 0:00:26 0:01:33 67 AVNI")));
  EXPECT_EQ(call.offered_at, jerusalem(23, 59, 54, 15));
  EXPECT_EQ(call.queued_at, jerusalem(0, 0, 0, 16));
  EXPECT_EQ(call.answered_at, jerusalem(0, 0, 27, 16));
}

TEST(AnonymousBank, HungUpInTheMenuIsNotOfferedToAQueueHungUpInTheQueueIsAbandoned) {
  const auto imported = import_rows(
      row("AA0101 1 0 0 PS 990201 7:00:00 7:00:11 11 0:00:00 0:00:00 0 HANG 0:00:00 0:00:00 0 NO_SERVER") +
      row("AA0101 2 0 0 PS 990201 7:00:00 7:00:11 11 7:00:11 7:00:41 30 HANG 0:00:00 0:00:00 0 NO_SERVER"));
  ASSERT_EQ(imported->calls.size(), 2U);
  EXPECT_EQ(imported->calls[0].outcome, Outcome::in_menu);
  EXPECT_FALSE(imported->calls[0].queued_at.known());
  EXPECT_FALSE(imported->calls[0].queue.known());
  EXPECT_EQ(imported->calls[1].outcome, Outcome::abandoned);
  EXPECT_EQ(imported->calls[1].wait(), Duration::seconds(30));
}

TEST(AnonymousBank, PhantomCallsAreIgnoredAndCounted) {
  const auto imported = import_rows(row(
      "AA0101 1 7 2 PS 990201 7:00:00 7:00:06 6 7:00:06 7:00:22 16 PHANTOM 7:00:21 7:01:00 39 NO_SERVER"));
  EXPECT_TRUE(imported->calls.empty());
  EXPECT_EQ(imported->quality->ignored.at("phantom call"), 1U);
  EXPECT_EQ(imported->quality->notes.at("phantom call with service times"), 1U);
}

TEST(AnonymousBank, LettersNAThatWereReplacedInNamesAreRestored) {
  const auto imported = import_rows(
      row("AA0101 1 0 0 PS 990201 7:00:00 7:00:06 6 0:00:00 0:00:00 0 AGENT 7:00:06 7:01:00 54 "
          "NO_SERVERAMA") +
      row("AA0101 2 0 0 PS 990201 7:00:00 7:00:06 6 0:00:00 0:00:00 0 AGENT 7:00:06 7:01:00 54 ANO_SERVERT") +
      row("AA0101 3 0 0 PS 990201 7:00:00 7:00:06 6 0:00:00 0:00:00 0 AGENT 7:00:06 7:01:00 54 NAAMA") +
      row("AA0101 4 0 0 PS 990201 7:00:00 7:00:06 6 0:00:00 0:00:00 0 AGENT 7:00:06 7:01:00 54 NO_SERVER"));
  ASSERT_EQ(imported->calls.size(), 4U);
  EXPECT_EQ(imported->directory.agents.name(imported->calls[0].agent), "NAAMA");
  EXPECT_EQ(imported->directory.agents.name(imported->calls[1].agent), "ANAT");
  EXPECT_EQ(imported->calls[2].agent, imported->calls[0].agent);
  EXPECT_FALSE(imported->calls[3].agent.known());
  const Repair& repair = imported->quality->repairs.at("'NA' restored in an agent's name");
  EXPECT_EQ(repair.count, 2U);
  EXPECT_TRUE(repair.examples[1].to_string().ends_with("input:3: column 17 (server): 'ANO_SERVERT' is ANAT"));
  EXPECT_EQ(imported->quality->notes.at("answered, agent not stated"), 1U);
}

TEST(AnonymousBank, SixteenFieldsWithBlanksForATabAreTakenApart) {
  const auto imported =
      import_rows(row("AA0108 3364 0 0~~~~~~~TT 990217 2:17:57 2:18:09 12 0:00:00 0:00:00 0 HANG 0:00:00 "
                      "0:00:00 0 NO_SERVER"));
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(imported->directory.types.name(call.type), "TT callback, agent was busy");
  EXPECT_EQ(imported->quality->repairs.at("blanks instead of a tab").count, 1U);
}

TEST(AnonymousBank, ATypeWithABlankIsTheTypeWithout) {
  const auto imported = import_rows(
      row("AA0101 1 0 0 ~TT 990201 7:00:00 7:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 52 AVI"));
  EXPECT_EQ(imported->directory.queue_name(only_call(*imported).queue), "TT");
  EXPECT_EQ(imported->quality->repairs.at("blanks around the type").count, 1U);
}

TEST(AnonymousBank, ACustomerIdWithLostDigitsIsNoCaller) {
  const auto imported = import_rows(
      row("AA0101 1 6.02E+11 0 PS 990201 7:00:00 7:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 52 AVI"));
  EXPECT_FALSE(only_call(*imported).caller.known());
  EXPECT_EQ(imported->quality->notes.at("customer id with lost digits (like 6.02E+11): caller not known"),
            1U);
}

TEST(AnonymousBank, ANegativeTimeInTheMenuIsRepairedByTheEarlierTime) {
  const auto imported = import_rows(row(
      "AA0101 1 5 2 PS 990201 10:33:26 10:32:32 -54 10:32:32 10:34:24 112 AGENT 10:34:23 10:46:15 712 ROTH"));
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(call.offered_at, jerusalem(10, 32, 32));
  EXPECT_EQ(call.wait(), Duration::seconds(112));
  EXPECT_EQ(order_broken(call), "");
  const Repair& repair = imported->quality->repairs.at("menu left before it was entered");
  EXPECT_TRUE(repair.examples.front().to_string().ends_with(
      "input:2: column 9 (vru_time): -54 s in the menu: taken as offered when it left the menu"));
}

TEST(AnonymousBank, AQueueEnteredBeforeTheMenuWasLeftIsRepairedByTheEarlierTime) {
  const auto imported = import_rows(
      row("AA0214 1 5 2 PS 990201 8:55:29 8:55:29 0 8:55:00 8:55:13 13 HANG 0:00:00 0:00:00 0 NO_SERVER"));
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(call.offered_at, jerusalem(8, 55, 0));
  EXPECT_EQ(call.wait(), Duration::seconds(13));
  EXPECT_EQ(order_broken(call), "");
}

TEST(AnonymousBank, ACallThatCrossesMidnightGoesOnTheNextDay) {
  const auto imported = import_rows(
      row("AA0209 1 5 1 PS 990214 23:59:50 23:59:56 6 0:00:02 0:00:25 23 AGENT 0:00:24 0:00:25 1 DARMON") +
      row("AA0209 2 5 1 PS 990214 23:58:02 23:58:08 6 23:58:08 0:15:29 1041 AGENT 23:59:59 0:00:59 60 "
          "DARMON"));
  ASSERT_EQ(imported->calls.size(), 2U);
  EXPECT_EQ(imported->calls[0].queued_at, jerusalem(0, 0, 2, 15));
  EXPECT_EQ(imported->calls[0].ended_at, jerusalem(0, 0, 26, 15));
  EXPECT_EQ(imported->calls[1].answered_at, jerusalem(0, 15, 29, 15));
  EXPECT_EQ(imported->quality->notes.at("call crosses midnight in the queue"), 1U);
  EXPECT_EQ(imported->quality->notes.at("call crosses midnight in service"), 1U);
}

TEST(AnonymousBank, LengthsThatDifferFromTheirEndsAreKeptAndCounted) {
  const auto imported = import_rows(
      row("AA0203 1 0 0 PS 990214 9:59:47 9:59:47 0 9:59:47 9:59:57 11 AGENT 10:30:00 10:30:23 0 SHARON"));
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(call.wait(), Duration::seconds(11));
  EXPECT_EQ(call.talk(), Duration());
  EXPECT_EQ(imported->quality->repairs.at("wait differs from its two ends").count, 1U);
  EXPECT_EQ(imported->quality->repairs.at("service time differs from its two ends").count, 1U);
  EXPECT_EQ(imported->quality->repairs.at("service begins more than 3 s before or after the wait ends").count,
            1U);
}

TEST(AnonymousBank, ServicesOfManyHoursAndHungUpCallsWithServiceAreNoted) {
  const auto imported = import_rows(
      row("AA0111 1 5 2 TT 990201 6:06:57 6:06:59 2 0:00:00 0:00:00 0 AGENT 6:06:59 14:31:37 30278 PINHAS") +
      row("AA0111 2 5 2 TT 990201 6:06:57 6:06:59 2 6:06:59 6:07:09 10 HANG 6:07:08 6:07:37 29 NO_SERVER"));
  EXPECT_EQ(imported->quality->notes.at("service longer than 2 h"), 1U);
  EXPECT_EQ(imported->quality->notes.at("call hung up, with service times"), 1U);
}

TEST(AnonymousBank, ACallIsKnownByItsLineAndIdWithinItsMonth) {
  const std::string first =
      row("AA0101 1 0 0 PS 990201 7:00:00 7:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 52 AVI");
  const std::string other_line =
      row("AA0102 1 0 0 PS 990201 7:00:00 7:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 52 AVI");
  const std::string other_month =
      row("AA0101 1 0 0 PS 990301 7:00:00 7:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 52 AVI");
  const auto imported = import_rows(first + other_line + other_month + first);
  EXPECT_EQ(imported->calls.size(), 3U);
  EXPECT_EQ(imported->quality->duplicates, 1U);
  EXPECT_EQ(imported->quality->rows_refused, 1U);
  EXPECT_TRUE(imported->quality->refused_examples.front().to_string().ends_with(
      "input:5: column 2 (call_id): call 1 of line AA0101 was there before in this month"));
}

TEST(AnonymousBank, TheClientAndTheZoneMayBeGiven) {
  Options options = bank();
  options.client = "Bank of Haifa";
  options.zone = &Zone::utc();
  const auto imported = import_rows(
      row("AA0101 1 0 0 PS 990201 7:00:00 7:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 52 AVI"),
      options);
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(imported->directory.clients.name(call.client), "Bank of Haifa");
  EXPECT_EQ(call.offered_at, jerusalem(9, 0, 0));
  EXPECT_EQ(imported->quality->home_zone, "");
}

TEST(AnonymousBank, AFileWithoutItsHeaderIsKnownByItsRows) {
  const auto imported = import_text(
      row("AA0101 1 0 0 PS 990201 7:00:00 7:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 52 AVI"));
  EXPECT_EQ(imported->calls.size(), 1U);
}

struct BadRow {
  std::string name;
  std::string text;
  std::string error;
};
std::ostream& operator<<(std::ostream& out, const BadRow& bad) { return out << bad.name; }

class AnonymousBankRefuses : public testing::TestWithParam<BadRow> {};

TEST_P(AnonymousBankRefuses, WithTheFieldAndWhatIsExpected) {
  const auto imported = import_rows(row(GetParam().text));
  ASSERT_TRUE(imported->quality) << imported->error;
  EXPECT_TRUE(imported->calls.empty());
  ASSERT_EQ(imported->quality->refused_examples.size(), 1U);
  const std::string error = imported->quality->refused_examples.front().to_string();
  EXPECT_EQ(error.substr(error.rfind("input:") + 6), GetParam().error);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, AnonymousBankRefuses,
    testing::Values(
        BadRow{"FewFields", "AA0101 1 0 0 PS", "2: the row has 5 fields between tabs, 17 are expected"},
        BadRow{"ManyFields", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18",
               "2: the row has 18 fields between tabs, 17 are expected"},
        BadRow{"NoLine", " 1 0 0 PS 990201 7:00:00 7:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 52 AVI",
               "2: column 1 (vru+line): '' was found, something is expected"},
        BadRow{"Priority",
               "AA 1 0 x PS 990201 7:00:00 7:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 52 AVI",
               "2: column 4 (priority): 'x' was found, a number from 0 to 255 is expected"},
        BadRow{"Date", "AA 1 0 0 PS 990231 7:00:00 7:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 52 AVI",
               "2: column 6 (date): '990231' was found, a date YYMMDD is expected"},
        BadRow{"Time", "AA 1 0 0 PS 990201 7:00:60 7:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 52 AVI",
               "2: column 7 (vru_entry): '7:00:60' was found, a time of day such as 7:02:47 is expected"},
        BadRow{"Hour", "AA 1 0 0 PS 990201 7:00:00 24:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 52 AVI",
               "2: column 8 (vru_exit): '24:00:06' was found, a time of day such as 7:02:47 is expected"},
        BadRow{
            "Wait", "AA 1 0 0 PS 990201 7:00:00 7:00:06 6 7:00:06 7:00:08 -2 AGENT 7:00:08 7:01:00 52 AVI",
            "2: column 12 (q_time): '-2' was found, a whole number of seconds from 0 to 86400 is expected"},
        BadRow{"Outcome",
               "AA 1 0 0 PS 990201 7:00:00 7:00:06 6 7:00:06 7:00:08 2 LOST 7:00:08 7:01:00 52 AVI",
               "2: column 13 (outcome): 'LOST' was found, AGENT, HANG or PHANTOM is expected"},
        BadRow{"Service",
               "AA 1 0 0 PS 990201 7:00:00 7:00:06 6 7:00:06 7:00:08 2 AGENT 7:00:08 7:01:00 99999 AVI",
               "2: column 16 (ser_time): '99999' was found, a whole number of seconds from 0 to 86400 is "
               "expected"}),
    [](const auto& bad) { return bad.param.name; });

RC_GTEST_PROP(AnonymousBank, WhateverTheTimesOfARowItsRecordIsInOrderAndItsLengthsAreThoseStated, ()) {
  const auto time = [] {
    const auto second = *rc::gen::inRange(0, 86'400);
    return fmt::format("{}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
  };
  const auto wait = *rc::gen::inRange(1, 5000);
  const auto talk = *rc::gen::inRange(0, 5000);
  const auto imported =
      import_rows(row(fmt::format("AA 1 0 0 PS 990201 {} {} 0 {} {} {} AGENT {} {} {} AVI", time(), time(),
                                  time(), time(), wait, time(), time(), talk)));
  RC_ASSERT(imported->calls.size() == 1U);
  RC_ASSERT(order_broken(imported->calls.front()) == "");
  RC_ASSERT(imported->calls.front().wait() == Duration::seconds(wait));
  RC_ASSERT(imported->calls.front().talk() == Duration::seconds(talk));
}

}  // namespace
}  // namespace tandem::importing
