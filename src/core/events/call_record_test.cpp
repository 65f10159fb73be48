#include "core/events/call_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace tandem {
namespace {

Instant at(std::int64_t seconds) { return Instant::from_seconds(seconds); }

template <class IdType>
IdType any_id() {
  return IdType(*rc::gen::inRange<std::uint32_t>(0, 1000));
}

Instant later(Instant than) {
  return than + Duration::milliseconds(*rc::gen::inRange<std::int64_t>(0, 900'000));
}

/// Any record that a log can truthfully hold.
CallRecord any_record() {
  CallRecord r;
  r.call = any_id<CallId>();
  r.client = any_id<ClientId>();
  r.queue = any_id<QueueId>();
  r.type = any_id<CallTypeId>();
  r.caller = *rc::gen::arbitrary<bool>() ? any_id<CallerId>() : CallerId();
  r.source = any_id<SourceId>();
  r.priority = *rc::gen::inRange<std::uint8_t>(0, 10);
  r.outcome = static_cast<Outcome>(*rc::gen::inRange<int>(0, static_cast<int>(kOutcomes)));
  Instant clock = r.offered_at = at(*rc::gen::inRange<std::int64_t>(0, 2'000'000'000));
  if (*rc::gen::arbitrary<bool>()) clock = r.menu_left_at = later(clock);
  if (r.outcome != Outcome::in_menu) {
    clock = r.queued_at = later(clock);
    r.rings_unanswered = *rc::gen::inRange<std::uint8_t>(0, 4);
  }
  if (r.outcome == Outcome::answered) {
    r.agent = any_id<AgentId>();
    if (*rc::gen::arbitrary<bool>()) clock = r.ringing_at = later(clock);
    clock = r.answered_at = later(clock);
    const Duration held = *rc::gen::arbitrary<bool>() ? later(clock) - clock : Duration();
    if (held > Duration()) r.held = held;
    r.transfers = *rc::gen::inRange<std::uint8_t>(0, 3);
    if (*rc::gen::arbitrary<bool>()) {
      clock = r.ended_at = later(clock + held);
      if (*rc::gen::arbitrary<bool>()) r.wrapup_end_at = later(clock);
    }
  } else if (r.outcome != Outcome::unfinished) {
    r.ended_at = later(clock);
  }
  return r;
}

TEST(CallRecord, FoldOfUnfoldIsTheRecord) {
  EXPECT_TRUE(rc::check([] {
    const CallRecord record = any_record();
    RC_ASSERT(order_broken(record).empty());
    RC_ASSERT(fold(unfold(record)) == record);
  }));
}

TEST(CallRecord, UnfoldedEventsAreInOrderOfTime) {
  EXPECT_TRUE(rc::check([] {
    const auto events = unfold(any_record());
    for (std::size_t i = 1; i < events.size(); ++i)
      RC_ASSERT(!events[i].at.known() || events[i - 1].at <= events[i].at);
  }));
}

CallEvent event(CallEventKind kind, std::int64_t seconds, AgentId agent = {}, QueueId queue = QueueId(1)) {
  CallEvent e;
  e.kind = kind;
  e.at = at(seconds);
  e.call = CallId(1);
  e.agent = agent;
  e.queue = queue;
  return e;
}

TEST(CallRecord, ACallThatRangTwiceIsAnsweredByTheSecondAgent) {
  using enum CallEventKind;
  const std::vector<CallEvent> events = {event(offered, 0),
                                         event(queued, 5),
                                         event(ringing, 10, AgentId(1)),
                                         event(ring_no_answer, 25, AgentId(1)),
                                         event(ringing, 26, AgentId(2)),
                                         event(answered, 30, AgentId(2)),
                                         event(held, 40, AgentId(2)),
                                         event(retrieved, 50, AgentId(2)),
                                         event(ended, 100, AgentId(2)),
                                         event(after_call_work_ended, 130, AgentId(2))};
  const CallRecord r = fold(events);
  EXPECT_EQ(r.agent, AgentId(2));
  EXPECT_EQ(r.ringing_at, at(26));
  EXPECT_EQ(r.rings_unanswered, 1);
  EXPECT_EQ(r.held, Duration::seconds(10));
  EXPECT_EQ(r.wait(), Duration::seconds(25));
  EXPECT_EQ(r.talk(), Duration::seconds(70));
  EXPECT_EQ(r.after_call_work(), Duration::seconds(30));
}

TEST(CallRecord, OverflowToAnotherQueueKeepsTheFirstWaitAndNamesTheLastQueue) {
  using enum CallEventKind;
  const std::vector<CallEvent> events = {event(offered, 0), event(queued, 0), event(overflowed, 60),
                                         event(queued, 60, {}, QueueId(2)),
                                         event(abandoned, 90, {}, QueueId(2))};
  const CallRecord r = fold(events);
  EXPECT_EQ(r.outcome, Outcome::abandoned);
  EXPECT_EQ(r.queue, QueueId(2));
  EXPECT_EQ(r.wait(), Duration::seconds(90));
}

TEST(CallRecord, ATransferCreditsTheCallToWhoAnsweredFirst) {
  using enum CallEventKind;
  const std::vector<CallEvent> events = {event(offered, 0),
                                         event(queued, 0),
                                         event(answered, 10, AgentId(1)),
                                         event(transferred, 50, AgentId(1)),
                                         event(answered, 60, AgentId(2)),
                                         event(ended, 90, AgentId(2))};
  const CallRecord r = fold(events);
  EXPECT_EQ(r.agent, AgentId(1));
  EXPECT_EQ(r.transfers, 1);
  EXPECT_EQ(r.answered_at, at(10));
}

TEST(CallRecord, AHoldThatTheCallerEndsCountsUntilTheEnd) {
  using enum CallEventKind;
  const std::vector<CallEvent> events = {event(offered, 0), event(answered, 10, AgentId(1)),
                                         event(held, 20, AgentId(1)), event(ended, 50, AgentId(1))};
  EXPECT_EQ(fold(events).held, Duration::seconds(30));
}

TEST(CallRecord, AHoldEndsWhereTheCallIsHandedOn) {
  using enum CallEventKind;
  const std::vector<CallEvent> events = {event(offered, 0),
                                         event(answered, 10, AgentId(1)),
                                         event(held, 20, AgentId(1)),
                                         event(ringing, 20, AgentId(2)),
                                         event(consulted, 25, AgentId(2)),
                                         event(transferred, 50, AgentId(1)),
                                         event(answered, 50, AgentId(2)),
                                         event(ended, 90, AgentId(2))};
  const CallRecord r = fold(events);
  EXPECT_EQ(r.held, Duration::seconds(30));
  EXPECT_EQ(r.transfers, 1);
  EXPECT_EQ(r.agent, AgentId(1));
  EXPECT_EQ(r.talk(), Duration::seconds(80));
}

TEST(CallRecord, OrderBrokenNamesTheFirstFault) {
  CallRecord r;
  r.offered_at = at(0);
  r.queued_at = at(10);
  r.answered_at = at(5);
  EXPECT_EQ(order_broken(r), "answered before queued");
  r.answered_at = at(10);
  r.ended_at = at(9);
  EXPECT_EQ(order_broken(r), "ended before queued");
  r.ended_at = at(20);
  r.wrapup_end_at = at(19);
  EXPECT_EQ(order_broken(r), "wrap-up ended before the call");
  r.wrapup_end_at = at(20);
  EXPECT_EQ(order_broken(r), "");
}

TEST(Outcome, NamesReadBack) {
  for (std::size_t i = 0; i < kOutcomes; ++i)
    EXPECT_EQ(outcome_from(name_of(static_cast<Outcome>(i))), static_cast<Outcome>(i));
  EXPECT_FALSE(outcome_from("Answered"));
}

}  // namespace
}  // namespace tandem
