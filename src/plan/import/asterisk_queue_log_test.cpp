#include "plan/import/asterisk_queue_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "plan/import/asterisk_calls.hpp"
#include "plan/import/asterisk_event.hpp"
#include "plan/import/imported_for_test.hpp"

namespace tandem::importing {
namespace {

using testing::ElementsAre;

constexpr std::int64_t kStart = 1'266'833'000;

/// Lines "SECONDS|..." with seconds counted from kStart.
std::string log_of(const std::vector<std::string>& lines) {
  std::string log;
  for (const std::string& line : lines) {
    const std::size_t bar = line.find('|');
    log += std::to_string(kStart + std::stoll(line.substr(0, bar))) + line.substr(bar) + '\n';
  }
  return log;
}

std::unique_ptr<Imported> import_log(const std::vector<std::string>& lines) {
  Options options;
  options.format = Format::asterisk_queue_log;
  options.refused_share_max = 1;
  auto imported = import_text(log_of(lines), options);
  EXPECT_TRUE(imported->quality) << imported->error;
  return imported;
}

Instant at(std::int64_t second) { return Instant::from_seconds(kStart + second); }

CallRecord only_call(const Imported& imported) {
  EXPECT_EQ(imported.calls.size(), 1U);
  return imported.calls.empty() ? CallRecord() : imported.calls.front();
}

/// "idle 0-5" per interval of one agent, in seconds from kStart.
std::vector<std::string> intervals_of(const Imported& imported, std::string_view agent) {
  std::vector<std::string> out;
  for (const AgentInterval& interval : imported.agents) {
    if (imported.directory.agents.name(interval.agent) != agent) continue;
    const auto second = [](Instant instant) { return instant.microseconds() / 1'000'000 - kStart; };
    std::string text =
        fmt::format("{} {}-{}", name_of(interval.state), second(interval.from), second(interval.until));
    if (interval.reason.known()) text += fmt::format(" {}", imported.directory.reasons.name(interval.reason));
    out.push_back(text);
  }
  return out;
}

TEST(AsteriskQueueLog, AnAnsweredCallHasItsWaitRingsAndTalk) {
  const auto imported =
      import_log({"0|c1|sales|NONE|ENTERQUEUE||5550101|1", "3|c1|sales|SIP/1|RINGNOANSWER|3000",
                  "9|c1|sales|SIP/2|CONNECT|9|c1.2|4", "29|c1|sales|SIP/2|COMPLETECALLER|9|20|1"});
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(call.outcome, Outcome::answered);
  EXPECT_EQ(call.offered_at, at(0));
  EXPECT_EQ(call.queued_at, at(0));
  EXPECT_EQ(call.ringing_at, at(5));
  EXPECT_EQ(call.answered_at, at(9));
  EXPECT_EQ(call.ended_at, at(29));
  EXPECT_EQ(call.rings_unanswered, 1);
  EXPECT_EQ(call.transfers, 0);
  EXPECT_EQ(imported->directory.queue_name(call.queue), "sales");
  EXPECT_EQ(imported->directory.agents.name(call.agent), "SIP/2");
  EXPECT_EQ(imported->directory.callers.name(call.caller), "5550101");
  EXPECT_EQ(imported->directory.clients.name(call.client), "client");
  EXPECT_EQ(imported->quality->rows_used, 4U);
}

TEST(AsteriskQueueLog, TimesMayHaveFractions) {
  const auto imported =
      import_text("1266833000.25|c1|q|NONE|ENTERQUEUE||1|1\n1266833001.750001|c1|q|NONE|ABANDON|1|1|1\n");
  EXPECT_EQ(only_call(*imported).wait(), Duration::microseconds(1'500'001));
}

struct Ending {
  std::string line;
  Outcome outcome;
};
std::ostream& operator<<(std::ostream& out, const Ending& ending) { return out << ending.line; }

class AsteriskEndings : public testing::TestWithParam<Ending> {};

TEST_P(AsteriskEndings, OfAWaitingCallGiveItsOutcome) {
  const auto imported = import_log({"0|c1|q|NONE|ENTERQUEUE||1|1", GetParam().line});
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(call.outcome, GetParam().outcome);
  if (call.outcome == Outcome::unfinished)
    EXPECT_FALSE(call.wait());
  else
    EXPECT_EQ(call.wait(), Duration::seconds(7));
}

INSTANTIATE_TEST_SUITE_P(Lines, AsteriskEndings,
                         testing::Values(Ending{"7|c1|q|NONE|ABANDON|1|1|7", Outcome::abandoned},
                                         Ending{"7|c1|q|NONE|EXITWITHTIMEOUT|1|1|7", Outcome::overflow},
                                         Ending{"7|c1|q|NONE|EXITWITHTIMEOUT|1", Outcome::overflow},
                                         Ending{"7|c1|q|NONE|EXITWITHKEY|3|1|1|7", Outcome::overflow},
                                         Ending{"7|c1|q|NONE|EXITEMPTY|1|1|7", Outcome::overflow},
                                         Ending{"7|c1|q|NONE|LEAVEEMPTY", Outcome::overflow},
                                         Ending{"7|NONE|NONE|NONE|CONFIGRELOAD|", Outcome::unfinished},
                                         Ending{"7|NONE|NONE|NONE|QUEUESTART|", Outcome::unfinished},
                                         Ending{"7|c1|q|SIP/1|RINGNOANSWER|500", Outcome::unfinished}));

TEST(AsteriskQueueLog, ACallThatTheQueueTurnsAwayIsOfferedAllTheSame) {
  const auto imported = import_log({"0|c1|q|NONE|JOINEMPTY|", "1|c2|q|NONE|FULL|", "2|c3|q|NONE|CLOSED|"});
  ASSERT_EQ(imported->calls.size(), 3U);
  EXPECT_EQ(imported->calls[0].outcome, Outcome::overflow);
  EXPECT_EQ(imported->calls[1].outcome, Outcome::overflow);
  EXPECT_EQ(imported->calls[2].outcome, Outcome::out_of_hours);
  EXPECT_EQ(imported->calls[2].offered_at, at(2));
  EXPECT_FALSE(imported->calls[2].wait());
}

TEST(AsteriskQueueLog, TheNumberCalledIsTheTypeAndItsTimeTheOffer) {
  const auto imported = import_log({"0|c1|NONE|NONE|DID|5550100", "4|c1|q|NONE|ENTERQUEUE||1|1",
                                    "9|c1|q|NONE|ABANDON|1|1|5", "10|c2|NONE|NONE|DID|5550100"});
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(imported->directory.types.name(call.type), "5550100");
  EXPECT_EQ(call.offered_at, at(0));
  EXPECT_EQ(call.wait(), Duration::seconds(5));
  EXPECT_EQ(imported->quality->notes.at("number called (DID) of a call that entered no queue"), 1U);
}

TEST(AsteriskQueueLog, ACallThatMovesToAnotherQueueUnansweredKeepsItsFirstClock) {
  const auto imported = import_log({"0|c1|q1|NONE|ENTERQUEUE||1|1", "30|c1|q1|NONE|EXITWITHTIMEOUT|1|1|30",
                                    "31|c1|q2|NONE|ENTERQUEUE||1|1", "40|c1|q2|SIP/1|CONNECT|9|x|1",
                                    "50|c1|q2|SIP/1|COMPLETEAGENT|9|10|1"});
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(imported->directory.queue_name(call.queue), "q2");
  EXPECT_EQ(call.wait(), Duration::seconds(40));
}

TEST(AsteriskQueueLog, ACallThatComesBackAfterTenMinutesIsAnother) {
  const auto imported = import_log({"0|c1|q1|NONE|ENTERQUEUE||1|1", "30|c1|q1|NONE|EXITWITHTIMEOUT|1|1|30",
                                    "700|c1|q1|NONE|ENTERQUEUE||1|1", "710|c1|q1|NONE|ABANDON|1|1|10"});
  ASSERT_EQ(imported->calls.size(), 2U);
  EXPECT_EQ(imported->calls[0].outcome, Outcome::overflow);
  EXPECT_EQ(imported->calls[1].wait(), Duration::seconds(10));
}

class AsteriskTransfers : public testing::TestWithParam<std::string> {};

TEST_P(AsteriskTransfers, EndTheTalkOfTheAgentWhoTransferredAndTheNextQueueIsAnotherStay) {
  const auto imported = import_log({"0|c1|q1|NONE|ENTERQUEUE||1|1", "5|c1|q1|SIP/1|CONNECT|5|x|1", GetParam(),
                                    "25|c1|q2|NONE|ENTERQUEUE||1|1", "31|c1|q2|SIP/2|CONNECT|6|x|2",
                                    "41|c1|q2|SIP/2|COMPLETEAGENT|6|10|1"});
  ASSERT_EQ(imported->calls.size(), 2U);
  EXPECT_EQ(imported->directory.agents.name(imported->calls[0].agent), "SIP/1");
  EXPECT_EQ(imported->calls[0].talk(), Duration::seconds(20));
  EXPECT_EQ(imported->calls[0].transfers, 1);
  EXPECT_EQ(imported->directory.agents.name(imported->calls[1].agent), "SIP/2");
  EXPECT_EQ(imported->calls[1].wait(), Duration::seconds(6));
  EXPECT_EQ(imported->calls[1].talk(), Duration::seconds(10));
}

INSTANTIATE_TEST_SUITE_P(Lines, AsteriskTransfers,
                         testing::Values("25|c1|q1|SIP/1|BLINDTRANSFER|600|default|5|20|1",
                                         "25|c1|q1|SIP/1|TRANSFER|600|default|5|20",
                                         "25|c1|q1|SIP/1|ATTENDEDTRANSFER|BRIDGE|b-1|5|20|1"));

TEST(AsteriskQueueLog, ACallWhoseBeginningIsNotInTheLogIsTakenFromItsStatedWait) {
  const auto imported = import_log({"100|c1|q|SIP/1|COMPLETECALLER|9|60|1", "101|c2|q|SIP/1|CONNECT|30|x|2",
                                    "110|c2|q|SIP/1|COMPLETEAGENT|30|9|1", "111|c3|q|NONE|ABANDON|1|1|20"});
  ASSERT_EQ(imported->calls.size(), 3U);
  EXPECT_EQ(imported->calls[0].queued_at, at(31));
  EXPECT_EQ(imported->calls[0].talk(), Duration::seconds(60));
  EXPECT_EQ(imported->calls[1].queued_at, at(71));
  EXPECT_EQ(imported->calls[2].wait(), Duration::seconds(20));
  const auto& repair = imported->quality->repairs.at(
      "call's entry into the queue is not in the log: taken from its stated wait");
  EXPECT_EQ(repair.count, 3U);
  EXPECT_TRUE(repair.examples[0].to_string().ends_with(
      "input:1: column 2 (call): call c1 entered queue q before the log: taken from the 9 s it waited"));
}

TEST(AsteriskQueueLog, AnEndOfACallThatNeverWasIsRefused) {
  const auto imported = import_log({"0|c0|q|NONE|EXITWITHTIMEOUT|1", "1|c0|q|SIP/1|RINGNOANSWER|500"});
  EXPECT_TRUE(imported->calls.empty());
  EXPECT_TRUE(imported->quality->refused_examples.at(0).to_string().ends_with(
      "input:1: column 2 (call): call c0 is not known and EXITWITHTIMEOUT does not say how long it waited"));
  EXPECT_EQ(imported->quality->ignored.at("line of a call that is over, or began before the log"), 1U);
}

TEST(AsteriskQueueLog, ACallerWhoHangsUpWhileItRingsIsAbandonedRinging) {
  const auto imported = import_log(
      {"0|c1|q|NONE|ENTERQUEUE||1|1", "7|c1|q|SIP/1|RINGCANCELED|2000", "7|c1|q|NONE|ABANDON|1|1|7"});
  EXPECT_EQ(only_call(*imported).outcome, Outcome::abandoned);
  EXPECT_EQ(only_call(*imported).ringing_at, at(5));
}

TEST(AsteriskQueueLog, TheSameLinesAgainAreDuplicates) {
  const std::vector<std::string> lines = {"0|c1|q|NONE|ENTERQUEUE||1|1", "5|c1|q|SIP/1|CONNECT|5|x|1",
                                          "9|c1|q|SIP/1|COMPLETEAGENT|5|4|1"};
  std::vector<std::string> twice = lines;
  twice.insert(twice.end(), lines.begin(), lines.end());
  const auto imported = import_log(twice);
  EXPECT_EQ(imported->calls.size(), 1U);
  EXPECT_EQ(imported->quality->duplicates, 1U);
  EXPECT_EQ(imported->quality->rows_refused, 1U);
  EXPECT_EQ(imported->quality->ignored.at("line of a call that was there before"), 2U);
}

TEST(AsteriskQueueLog, TheFilesOfARotatedLogAreOneLogInOrderOfTime) {
  const FolderForTest folder;
  const auto older =
      folder.write("queue_log.1", log_of({"0|c1|q|NONE|ENTERQUEUE||1|1", "5|c1|q|SIP/1|CONNECT|5|x|1"}));
  const auto newer = folder.write("queue_log", log_of({"9|c1|q|SIP/1|COMPLETEAGENT|5|4|1"}));
  const auto imported = import_paths({newer, older});
  ASSERT_TRUE(imported->quality) << imported->error;
  EXPECT_EQ(only_call(*imported).talk(), Duration::seconds(4));
  EXPECT_TRUE(imported->quality->repairs.empty());
}

TEST(AsteriskQueueLog, AnAgentIsSignedOnWhileInAQueueAndNotReadyWhilePausedInAll) {
  const auto imported =
      import_log({"0|NONE|q1|SIP/1|ADDMEMBER|", "0|NONE|q2|SIP/1|ADDMEMBER|", "10|NONE|q1|SIP/1|PAUSE|lunch",
                  "20|NONE|q2|SIP/1|PAUSE|lunch", "30|NONE|q1|SIP/1|UNPAUSE|",
                  "40|NONE|q1|SIP/1|REMOVEMEMBER|", "50|NONE|q2|SIP/1|REMOVEMEMBER|"});
  EXPECT_THAT(intervals_of(*imported, "SIP/1"),
              ElementsAre("idle 0-20", "not_ready 20-30 lunch", "idle 30-40", "not_ready 40-50 lunch"));
}

TEST(AsteriskQueueLog, AnAgentsTimeOnCallsComesFirst) {
  const auto imported = import_log({"0|a|NONE|Agent/7|AGENTLOGIN|SIP/7", "10|c1|q|NONE|ENTERQUEUE||1|1",
                                    "14|c1|q|Agent/7|CONNECT|4|x|2", "24|c1|q|Agent/7|COMPLETEAGENT|4|10|1",
                                    "30|NONE|NONE|Agent/7|PAUSEALL|", "33|NONE|NONE|Agent/7|UNPAUSEALL|",
                                    "40|a|NONE|Agent/7|AGENTLOGOFF|SIP/7|40"});
  EXPECT_THAT(intervals_of(*imported, "Agent/7"), ElementsAre("idle 0-12", "ringing 12-14", "talking 14-24",
                                                              "idle 24-30", "not_ready 30-33", "idle 33-40"));
}

TEST(AsteriskQueueLog, OfAnAgentWhoNeverSignsOnOnlyTheCallsAreKnown) {
  const auto imported = import_log({"0|c1|q|NONE|ENTERQUEUE||1|1", "4|c1|q|SIP/7|CONNECT|4|x|2",
                                    "9|c1|q|SIP/7|COMPLETEAGENT|4|5|1", "5000|c2|q|NONE|ENTERQUEUE||1|1",
                                    "5004|c2|q|SIP/7|CONNECT|4|x|1", "5009|c2|q|SIP/7|COMPLETEAGENT|4|5|1"});
  EXPECT_THAT(intervals_of(*imported, "SIP/7"),
              ElementsAre("ringing 2-4", "talking 4-9", "ringing 5003-5004", "talking 5004-5009"));
}

TEST(AsteriskQueueLog, ASignOffThatStatesItsLengthGivesTheSignOnBeforeTheLog) {
  const auto imported = import_log({"100|a|NONE|Agent/7|AGENTCALLBACKLOGOFF|7@x|60|Autologoff"});
  EXPECT_THAT(intervals_of(*imported, "Agent/7"), ElementsAre("idle 40-100"));
}

TEST(AsteriskQueueLog, OpenCallsBeyondTheLimitAreGivenUpOldestFirst) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < kOpenCallsMax + 3; ++i)
    lines.push_back(fmt::format("{}|c{}|q|NONE|ENTERQUEUE||1|1", i / 1000, i));
  const auto imported = import_log(lines);
  EXPECT_EQ(imported->calls.size(), kOpenCallsMax + 3);
  EXPECT_EQ(imported->quality->notes.at("call given up: more than 50,000 calls were open at once"), 3U);
}

TEST(AsteriskQueueLog, LinesThatAreNoneAreRefused) {
  const auto imported = import_log({"0|c1|q|NONE|ENTERQUEUE||1|1"});
  Options options;
  options.format = Format::asterisk_queue_log;
  options.refused_share_max = 1;
  const auto broken = import_text(
      "hello\nx|c1|q|NONE|ENTERQUEUE||1\n12|c1|q|NONE|ENTERQUEUE||1\n"
      "1266833000|c1|q|NONE||\n1266833000.x|c1|q|NONE|ABANDON|1|1|1\n",
      options);
  std::vector<std::string> errors;
  for (const Error& example : broken->quality->refused_examples) {
    const std::string text = example.to_string();
    errors.push_back(text.substr(text.rfind("input:") + 6));
  }
  EXPECT_THAT(
      errors,
      ElementsAre(
          "1: the line has 1 fields between bars, at least 5 are expected: time, call, queue, agent, event",
          "2: column 1 (time): 'x' was found, seconds since 1970 are expected, such as 1266833911",
          "3: column 1 (time): '12' was found, seconds since 1970 are expected, such as 1266833911",
          "4: column 5 (event): nothing was found, an event such as ENTERQUEUE is expected",
          "5: column 1 (time): '1266833000.x' was found, seconds since 1970 are expected, such as "
          "1266833911"));
}

TEST(AsteriskQueueLog, EventsOfAnotherKindAreIgnored) {
  const auto imported = import_log({"0|NONE|NONE|NONE|CONFIGRELOAD|", "1|x|q|NONE|MYEVENT|a|b",
                                    "2|x|q|SIP/1|PENALTY|3", "3|NONE|q|NONE|ABANDON|1|1|1"});
  EXPECT_EQ(imported->quality->rows_ignored, 4U);
  EXPECT_EQ(imported->quality->ignored.at("event CONFIGRELOAD"), 1U);
  EXPECT_EQ(imported->quality->ignored.at("event of another kind"), 1U);
  EXPECT_EQ(imported->quality->ignored.at("event of no call"), 1U);
}

RC_GTEST_PROP(AsteriskQueueLog, WhateverTheOrderOfEventsRecordsAreInOrderAndEveryLineIsAccountedFor, ()) {
  const auto word = rc::gen::element<std::string>(
      "ENTERQUEUE||1|1", "CONNECT|5|x|2", "COMPLETEAGENT|5|9|1", "ABANDON|1|1|4", "RINGNOANSWER|2000",
      "EXITWITHTIMEOUT|1|1|4", "BLINDTRANSFER|6|d|5|9|1", "RINGCANCELED|500", "ADDMEMBER|", "REMOVEMEMBER|",
      "PAUSE|x", "UNPAUSE|", "QUEUESTART|", "AGENTLOGOFF|x|50", "DID|7", "CLOSED|");
  const auto count = *rc::gen::inRange(1, 60);
  std::vector<std::string> lines;
  int second = 1000;
  for (int i = 0; i < count; ++i) {
    second += *rc::gen::inRange(-3, 400);
    lines.push_back(fmt::format("{}|c{}|q{}|SIP/{}|{}", second, *rc::gen::inRange(0, 4),
                                *rc::gen::inRange(0, 2), *rc::gen::inRange(0, 3), *word));
  }
  const auto imported = import_log(lines);
  for (const CallRecord& call : imported->calls) RC_ASSERT(order_broken(call) == "");
  for (const AgentInterval& interval : imported->agents) RC_ASSERT(interval.from < interval.until);
  const Quality& quality = *imported->quality;
  RC_ASSERT(quality.rows_read == quality.rows_used + quality.rows_refused + quality.rows_ignored);
}

}  // namespace
}  // namespace tandem::importing
