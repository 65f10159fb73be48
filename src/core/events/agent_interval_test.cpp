#include "core/events/agent_interval.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "core/base/result.hpp"

namespace tandem {
namespace {

constexpr AgentId kAgent(7);

AgentEvent agent_event(AgentEventKind kind, std::int64_t seconds) {
  AgentEvent e;
  e.at = Instant::from_seconds(seconds);
  e.agent = kAgent;
  e.kind = kind;
  return e;
}

CallEvent call_event(CallEventKind kind, std::int64_t seconds, CallId call = CallId(1)) {
  CallEvent e;
  e.at = Instant::from_seconds(seconds);
  e.agent = kAgent;
  e.kind = kind;
  e.call = call;
  return e;
}

std::string in_words(const std::vector<AgentInterval>& intervals) {
  std::string words;
  for (const auto& i : intervals)
    words += fmt::format("{} {}-{}; ", name_of(i.state), i.from.microseconds() / 1'000'000,
                         i.until.microseconds() / 1'000'000);
  return words;
}

TEST(AgentFold, ADayOfOneCallHasEveryState) {
  using enum CallEventKind;
  const auto intervals =
      fold_agent({agent_event(AgentEventKind::signed_on, 0), agent_event(AgentEventKind::not_ready, 300),
                  agent_event(AgentEventKind::ready, 400), agent_event(AgentEventKind::signed_off, 500)},
                 {call_event(ringing, 10), call_event(answered, 15), call_event(held, 30),
                  call_event(retrieved, 40), call_event(ended, 100), call_event(after_call_work_ended, 130)});
  EXPECT_EQ(
      in_words(intervals),
      "idle 0-10; ringing 10-15; talking 15-30; holding 30-40; talking 40-100; after_call_work 100-130; "
      "idle 130-300; not_ready 300-400; idle 400-500; ");
}

TEST(AgentFold, WhoIsConsultedTalks) {
  using enum CallEventKind;
  const auto fold_with = [](std::vector<CallEvent> calls) {
    return in_words(fold_agent(
        {agent_event(AgentEventKind::signed_on, 0), agent_event(AgentEventKind::signed_off, 100)}, calls));
  };
  EXPECT_EQ(
      fold_with({call_event(ringing, 10), call_event(consulted, 15), call_event(consultation_ended, 40)}),
      "idle 0-10; ringing 10-15; talking 15-40; idle 40-100; ");
  EXPECT_EQ(fold_with({call_event(ringing, 10), call_event(consultation_ended, 12)}),
            "idle 0-10; ringing 10-12; idle 12-100; ");
  EXPECT_EQ(fold_with({call_event(ringing, 10), call_event(consulted, 15), call_event(answered, 40),
                       call_event(ended, 60)}),
            "idle 0-10; ringing 10-15; talking 15-60; idle 60-100; ");
}

TEST(AgentFold, WithoutAfterCallWorkTheEndOfACallMakesIdle) {
  using enum CallEventKind;
  EXPECT_EQ(in_words(fold_agent(
                {agent_event(AgentEventKind::signed_on, 0), agent_event(AgentEventKind::signed_off, 60)},
                {call_event(answered, 15), call_event(ended, 30)})),
            "idle 0-15; talking 15-30; idle 30-60; ");
}

TEST(AgentFold, ALogWithoutSignOnsShowsTheAgentFromTheFirstCallToTheLast) {
  using enum CallEventKind;
  EXPECT_EQ(in_words(fold_agent({}, {call_event(answered, 10), call_event(ended, 20),
                                     call_event(answered, 50, CallId(2)), call_event(ended, 60, CallId(2))})),
            "talking 10-20; idle 20-50; talking 50-60; ");
}

TEST(AgentFold, ARingThatNobodyTakesReturnsTheAgentToIdle) {
  using enum CallEventKind;
  EXPECT_EQ(in_words(fold_agent(
                {agent_event(AgentEventKind::signed_on, 0), agent_event(AgentEventKind::signed_off, 60)},
                {call_event(ringing, 15), call_event(ring_no_answer, 30)})),
            "idle 0-15; ringing 15-30; idle 30-60; ");
}

TEST(AgentFold, ARingThatIsCancelledReturnsTheAgentToIdle) {
  using enum CallEventKind;
  EXPECT_EQ(in_words(fold_agent(
                {agent_event(AgentEventKind::signed_on, 0), agent_event(AgentEventKind::signed_off, 60)},
                {call_event(ringing, 15), call_event(ring_cancelled, 30)})),
            "idle 0-15; ringing 15-30; idle 30-60; ");
}

TEST(AgentFold, WhatIsOfACallThatIsNotInHandChangesNothing) {
  using enum CallEventKind;
  EXPECT_EQ(in_words(fold_agent(
                {agent_event(AgentEventKind::signed_on, 0), agent_event(AgentEventKind::signed_off, 60)},
                {call_event(ended, 5, CallId(9)), call_event(answered, 10), call_event(ended, 20, CallId(9)),
                 call_event(ended, 30), call_event(after_call_work_ended, 40, CallId(9))})),
            "idle 0-10; talking 10-30; idle 30-60; ");
}

/// Of the call that was ended last; what was ended without any makes idle.
TEST(AgentFold, AfterCallWorkIsThatOfTheLastConversation) {
  using enum CallEventKind;
  EXPECT_EQ(
      in_words(fold_agent({agent_event(AgentEventKind::signed_on, 0)},
                          {call_event(answered, 0), call_event(ended, 10), call_event(ringing, 20, CallId(2)),
                           call_event(answered, 25, CallId(2)), call_event(transferred, 40, CallId(2)),
                           call_event(after_call_work_ended, 50, CallId(2))})),
      "talking 0-10; idle 10-20; ringing 20-25; talking 25-40; after_call_work 40-50; ");
}

TEST(AgentFold, WhatAnAgentIsToldDuringAfterCallWorkHoldsAfterIt) {
  using enum CallEventKind;
  EXPECT_EQ(in_words(fold_agent(
                {agent_event(AgentEventKind::signed_on, 0), agent_event(AgentEventKind::not_ready, 40),
                 agent_event(AgentEventKind::signed_off, 70)},
                {call_event(answered, 10), call_event(ended, 30), call_event(after_call_work_ended, 50)})),
            "idle 0-10; talking 10-30; after_call_work 30-50; not_ready 50-70; ");
  EXPECT_EQ(in_words(fold_agent(
                {agent_event(AgentEventKind::signed_on, 0), agent_event(AgentEventKind::not_ready, 40),
                 agent_event(AgentEventKind::signed_off, 70)},
                {call_event(answered, 10), call_event(ended, 30)})),
            "idle 0-10; talking 10-30; idle 30-40; not_ready 40-70; ");
}

TEST(AgentFold, WhoWorksElsewhereIsThereUntilBack) {
  using enum AgentEventKind;
  EXPECT_EQ(in_words(fold_agent({agent_event(signed_on, 0), agent_event(elsewhere, 10), agent_event(back, 20),
                                 agent_event(elsewhere, 30), agent_event(back, 40), agent_event(back, 45),
                                 agent_event(back, 50), agent_event(signed_off, 60)},
                                {})),
            "idle 0-10; elsewhere 10-20; idle 20-30; elsewhere 30-45; idle 45-60; ");
}

TEST(AgentFold, WhatAnAgentIsToldElsewhereHoldsWhenItIsBack) {
  using enum AgentEventKind;
  EXPECT_EQ(
      in_words(fold_agent({agent_event(signed_on, 0), agent_event(elsewhere, 10), agent_event(not_ready, 20),
                           agent_event(back, 30), agent_event(back, 40), agent_event(signed_off, 50)},
                          {})),
      "idle 0-10; elsewhere 10-40; not_ready 40-50; ");
  EXPECT_EQ(in_words(fold_agent({agent_event(signed_on, 0), agent_event(elsewhere, 10), agent_event(back, 30),
                                 agent_event(signed_off, 35), agent_event(back, 40)},
                                {})),
            "idle 0-10; elsewhere 10-40; ")
      << "off duty, and still at work";
  EXPECT_EQ(in_words(fold_agent({agent_event(signed_on, 0), agent_event(elsewhere, 10), agent_event(back, 30),
                                 agent_event(signed_off, 35)},
                                {})),
            "idle 0-10; elsewhere 10-30; idle 30-35; ");
}

TEST(AgentFold, HoldsOnlySoManyOfAnAgentsEventsUntilItKnows) {
  using enum CallEventKind;
  const auto told = [](std::size_t times) {
    AgentFold fold;
    std::vector<AgentInterval> intervals;
    fold.take(agent_event(AgentEventKind::signed_on, 0), intervals);
    fold.take(call_event(answered, 0), intervals);
    fold.take(call_event(ended, 10), intervals);
    std::int64_t now = 20;
    for (std::size_t i = 0; i < times; ++i) fold.take(agent_event(AgentEventKind::ready, now++), intervals);
    fold.take(call_event(after_call_work_ended, 100), intervals);
    fold.take(agent_event(AgentEventKind::signed_off, 110), intervals);
    fold.finish(Instant::none(), intervals);
    return in_words(intervals);
  };
  EXPECT_EQ(told(AgentFold::kHeldMax), "talking 0-10; after_call_work 10-100; idle 100-110; ");
  EXPECT_EQ(told(AgentFold::kHeldMax + 1), "talking 0-10; idle 10-110; ");
}

TEST(AgentFold, ASessionWithoutASignOffGoesOnToTheEnd) {
  AgentFold fold;
  std::vector<AgentInterval> intervals;
  fold.take(agent_event(AgentEventKind::signed_on, 0), intervals);
  fold.take(call_event(CallEventKind::answered, 10), intervals);
  fold.take(call_event(CallEventKind::ended, 20), intervals);
  EXPECT_EQ(in_words(intervals), "idle 0-10; ") << "as soon as it is over";
  fold.finish(Instant::from_seconds(50), intervals);
  EXPECT_EQ(in_words(intervals), "idle 0-10; talking 10-20; idle 20-50; ");
  intervals.clear();
  fold.finish(Instant::from_seconds(90), intervals);
  EXPECT_EQ(in_words(intervals), "") << "what comes next begins anew";
}

TEST(AgentFold, IntervalsNeitherOverlapNorLeaveHolesWithinASession) {
  EXPECT_TRUE(rc::check([] {
    using enum CallEventKind;
    std::vector<CallEvent> calls;
    std::int64_t now = *rc::gen::inRange(1, 50);
    for (std::uint32_t c = 0; c < *rc::gen::inRange<std::uint32_t>(0, 8); ++c)
      for (const auto kind : {ringing, answered, ended}) {
        calls.push_back(call_event(kind, now, CallId(c)));
        now += *rc::gen::inRange(1, 50);
      }
    const auto intervals = fold_agent(
        {agent_event(AgentEventKind::signed_on, 0), agent_event(AgentEventKind::signed_off, now)}, calls);
    RC_ASSERT(intervals.front().from == Instant::from_seconds(0));
    RC_ASSERT(intervals.back().until == Instant::from_seconds(now));
    for (std::size_t i = 1; i < intervals.size(); ++i) RC_ASSERT(intervals[i].from == intervals[i - 1].until);
  }));
}

}  // namespace
}  // namespace tandem
