#include "plan/import/freeswitch_callcenter.hpp"

#include <gtest/gtest.h>

#include <string>

#include "plan/import/imported_for_test.hpp"
#include "plan/import/json_objects.hpp"

namespace tandem::importing {
namespace {

const std::string kHeader =
    "uuid,caller_id_number,start_epoch,end_epoch,cc_side,cc_queue,cc_member_session_uuid,cc_queue_joined_"
    "epoch,"
    "cc_queue_answered_epoch,cc_queue_terminated_epoch,cc_queue_canceled_epoch,cc_cause,cc_cancel_reason,cc_"
    "agent,"
    "hold_accum_seconds\n";

std::unique_ptr<Imported> import_any(const std::string& text) {
  Options options;
  options.refused_share_max = 1;
  return import_text(text, options);
}

CallRecord only_call(const Imported& imported) {
  EXPECT_TRUE(imported.quality) << imported.error;
  EXPECT_EQ(imported.calls.size(), 1U);
  return imported.calls.empty() ? CallRecord() : imported.calls.front();
}

Instant at(std::int64_t second) { return Instant::from_seconds(1'700'000'000 + second); }

std::string refusal_of(const Imported& imported) {
  EXPECT_TRUE(imported.quality) << imported.error;
  EXPECT_EQ(imported.quality->refused_examples.size(), 1U);
  const std::string text = imported.quality->refused_examples.front().to_string();
  return text.substr(text.rfind("input:") + 6);
}

TEST(FreeswitchCallcenter, ARowOfATableIsAStayInAQueue) {
  const auto imported =
      import_any(kHeader +
                 "u1,5551,1700000000,1700000095,member,sup@dom,s1,1700000010,1700000025,1700000090,,"
                 "terminated,,1001@dom,5\n");
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(call.outcome, Outcome::answered);
  EXPECT_EQ(call.offered_at, at(0));
  EXPECT_EQ(call.queued_at, at(10));
  EXPECT_EQ(call.answered_at, at(25));
  EXPECT_EQ(call.ended_at, at(90));
  EXPECT_EQ(call.held, Duration::seconds(5));
  EXPECT_EQ(imported->directory.queue_name(call.queue), "sup@dom");
  EXPECT_EQ(imported->directory.agents.name(call.agent), "1001@dom");
  EXPECT_EQ(imported->directory.callers.name(call.caller), "5551");
}

struct Cancelled {
  std::string reason;
  Outcome outcome;
  std::string note;
};
std::ostream& operator<<(std::ostream& out, const Cancelled& cancelled) { return out << cancelled.reason; }

class FreeswitchCancelled : public testing::TestWithParam<Cancelled> {};

TEST_P(FreeswitchCancelled, ForItsReasonHasItsOutcome) {
  const auto imported =
      import_any(kHeader + "u1,5551,1700000000,1700000095,member,q,s1,1700000010,,,1700000040,cancel," +
                 GetParam().reason + ",,0\n");
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(call.outcome, GetParam().outcome);
  EXPECT_EQ(call.wait(), Duration::seconds(30));
  EXPECT_EQ(imported->quality->notes.empty() ? "" : imported->quality->notes.begin()->first, GetParam().note);
}

INSTANTIATE_TEST_SUITE_P(
    Reasons, FreeswitchCancelled,
    testing::Values(Cancelled{"BREAK_OUT", Outcome::abandoned, ""},
                    Cancelled{"TIMEOUT", Outcome::overflow, ""},
                    Cancelled{"NO_AGENT_TIMEOUT", Outcome::overflow, ""},
                    Cancelled{"EXIT_WITH_KEY", Outcome::overflow, "call that left the queue by a key"},
                    Cancelled{"NONE", Outcome::abandoned,
                              "left the queue for no stated reason: taken for abandoned"}));

TEST(FreeswitchCallcenter, TheAgentsLegAndCallsOfNoQueueAreIgnored) {
  const auto imported =
      import_any(kHeader + "u1,5551,1700000000,1700000095,agent,q,s1,1700000010,,,,,,1001,0\n" +
                 "u1,5551,1700000000,1700000095,,,,,,,,,,,0\n");
  EXPECT_TRUE(imported->calls.empty());
  EXPECT_EQ(imported->quality->ignored.at("the agent's leg of a call"), 1U);
  EXPECT_EQ(imported->quality->ignored.at("call that entered no queue"), 1U);
}

TEST(FreeswitchCallcenter, WhatCannotBeReadIsRefusedWithItsField) {
  EXPECT_EQ(refusal_of(*import_any(kHeader + "u,1,1700000000,,member,q,s,soon,,,,,,,0\n")),
            "2: (cc_queue_joined_epoch): 'soon' was found, seconds since 1970 are expected");
  EXPECT_EQ(refusal_of(*import_any(kHeader + "u,1,1700000000,,member,q,s,,,,,,,,0\n")),
            "2: (cc_queue_joined_epoch): nothing was found, seconds since 1970 are expected");
  EXPECT_EQ(
      refusal_of(*import_any(kHeader + "u,1,1700000000,,member,q,s,1700000010,1700000005,,,,,,0\n")),
      "2: (cc_queue_answered_epoch): answered before queued: entered 1700000010, answered 1700000005, ended "
      "unknown");
  EXPECT_EQ(refusal_of(*import_any(kHeader + "u,1,1700000000\n")),
            "2: the row has 3 fields, the header has 15");
}

TEST(FreeswitchCallcenter, WithoutASessionACallIsKnownByItsChannel) {
  const std::string row = "u1,5551,1700000000,1700000095,member,q,,1700000010,1700000025,1700000090,,,,,\n";
  const auto imported = import_any(kHeader + row + row);
  EXPECT_EQ(imported->quality->duplicates, 1U);
  EXPECT_EQ(refusal_of(*imported),
            "3: (cc_member_session_uuid): call u1 entered this queue at this time before");
}

TEST(FreeswitchCallcenter, AHeaderWithoutItsColumnsIsAnError) {
  EXPECT_EQ(import_any("uuid,cc_queue\nu,q\n")->error,
            "input:1: the header has no cc_queue_joined_epoch; columns named after mod_callcenter's channel "
            "variables "
            "are expected");
}

TEST(FreeswitchCallcenter, ADocumentOfModJsonCdrIsReadThroughItsVariables) {
  const auto imported = import_any(
      R"({"core-uuid":"x","variables":{"uuid":"s1","cc_queue":"sup%40dom","cc_queue_joined_epoch":"1700000010",)"
      R"("cc_queue_answered_epoch":"1700000025","cc_queue_terminated_epoch":"1700000090","cc_agent":"1001%40dom",)"
      R"("start_epoch":"1700000000"},"callflow":[{"caller_profile":{"caller_id_number":"5551"}}]})");
  const CallRecord call = only_call(*imported);
  EXPECT_EQ(imported->directory.queue_name(call.queue), "sup@dom");
  EXPECT_EQ(imported->directory.agents.name(call.agent), "1001@dom");
  EXPECT_EQ(imported->directory.callers.name(call.caller), "5551");
  EXPECT_EQ(call.talk(), Duration::seconds(65));
}

TEST(FreeswitchCallcenter, FlatObjectsMayStandInAnArrayOverManyLines) {
  const auto imported = import_any(
      "[\n  {\n    \"cc_queue\": \"q\",\n    \"cc_queue_joined_epoch\": 1700000010,\n    "
      "\"cc_queue_canceled_epoch\": "
      "1700000015.5, \"cc_cancel_reason\": \"BREAK_OUT\"\n  },\n  {\"cc_queue\": \"q\", "
      "\"cc_queue_joined_epoch\": \"}\"}\n]\n");
  EXPECT_EQ(only_call(*imported).wait(), Duration::from_seconds(5.5));
  EXPECT_EQ(refusal_of(*imported),
            "7: (cc_queue_joined_epoch): '}' was found, seconds since 1970 are expected");
}

TEST(FreeswitchCallcenter, EventsGiveCallsRingsAndAgents) {
  const auto imported = import_any(
      R"({"CC-Action":"agent-status-change","CC-Agent":"7","CC-Agent-Status":"Available","Event-Date-Timestamp":"1700000000000000"}
{"CC-Action":"member-queue-start","CC-Queue":"q","CC-Member-Session-UUID":"s9"}
{"CC-Action":"bridge-agent-fail","CC-Queue":"q","CC-Member-Session-UUID":"s9"}
{"CC-Action":"member-queue-end","CC-Queue":"q","CC-Member-Session-UUID":"s9","CC-Member-Joined-Time":"1700000010","CC-Agent-Called-Time":"1700000015","CC-Agent-Answered-Time":"1700000020","CC-Member-Leaving-Time":"1700000100","CC-Cause":"Terminated","CC-Agent":"7","CC-Member-CID-Number":"777"}
{"CC-Action":"member-queue-end","CC-Queue":"q","CC-Member-Session-UUID":"s8","CC-Member-Joined-Time":"1700000010","CC-Agent-Answered-Time":"0","CC-Member-Leaving-Time":"1700000040","CC-Cause":"Cancel","CC-Cancel-Reason":"BREAK_OUT"}
{"CC-Action":"agent-status-change","CC-Agent":"7","CC-Agent-Status":"On Break","Event-Date-Timestamp":"1700000110000000"}
{"CC-Action":"agent-status-change","CC-Agent":"7","CC-Agent-Status":"Logged Out","Event-Date-Timestamp":"1700000120000000"}
)");
  ASSERT_TRUE(imported->quality) << imported->error;
  ASSERT_EQ(imported->calls.size(), 2U);
  EXPECT_EQ(imported->calls[0].rings_unanswered, 1);
  EXPECT_EQ(imported->calls[0].ringing_at, at(15));
  EXPECT_EQ(imported->calls[0].talk(), Duration::seconds(80));
  EXPECT_EQ(imported->calls[1].outcome, Outcome::abandoned);
  EXPECT_EQ(imported->calls[1].wait(), Duration::seconds(30));
  ASSERT_EQ(imported->agents.size(), 5U);
  const AgentState states[] = {AgentState::idle, AgentState::ringing, AgentState::talking, AgentState::idle,
                               AgentState::not_ready};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(imported->agents[i].state, states[i]);
  EXPECT_EQ(imported->agents[4].until, at(120));
}

TEST(FreeswitchCallcenter, TheSameStayAgainIsADuplicate) {
  const std::string row = "u1,5551,1700000000,,member,q,s1,1700000010,,,1700000040,cancel,BREAK_OUT,,0\n";
  const auto imported = import_any(kHeader + row + row);
  EXPECT_EQ(imported->calls.size(), 1U);
  EXPECT_EQ(imported->quality->duplicates, 1U);
}

TEST(FreeswitchCallcenter, WhatIsNoJsonObjectIsRefused) {
  const std::string good = R"({"cc_queue":"q","cc_queue_joined_epoch":"1700000010"})";
  EXPECT_EQ(refusal_of(*import_any(good + "\nhello\n")), "2: 'hello' was found, an object is expected");
  EXPECT_EQ(refusal_of(*import_any(good + "\n{\"a\":\n")),
            "2: the file ends inside an object; copy it again");
  EXPECT_TRUE(refusal_of(*import_any(good + "\n{\"a\" 1}\n")).starts_with("2: the object is no JSON ("));
  EXPECT_EQ(refusal_of(*import_any(good + "\n{\"a\":\"" + std::string(kJsonObjectBytesMax, 'x') + "\"}")),
            "2: the object has more than 1048576 bytes");
}

}  // namespace
}  // namespace tandem::importing
