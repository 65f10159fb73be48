#include "core/kpi/time_attribution.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <string>

namespace tandem::kpi {
namespace {

using enum AgentState;

constexpr ClientId kBank(0);
constexpr ClientId kShop(1);
constexpr ClientId kTaxi(2);
constexpr AgentId kAnn(0);
constexpr std::int64_t kMinute = 60'000'000;

AgentInterval during(AgentState state, std::int64_t from_minute, std::int64_t until_minute,
                     ClientId client = ClientId()) {
  return {.from = Instant::from_microseconds(from_minute * kMinute),
          .until = Instant::from_microseconds(until_minute * kMinute),
          .agent = kAnn,
          .client = client,
          .queue = {},
          .reason = {},
          .state = state};
}

/// In minutes, by client: "0: talking 10 idle 5; "
std::string in_words(const std::vector<TimeAttribution::Share>& shares) {
  std::string words;
  for (const auto& share : shares) {
    words += share.client.known() ? fmt::format("{}:", share.client.index()) : "others:";
    for (std::size_t state = 0; state < kAgentStates; ++state)
      if (const auto time = share.time.by_state[state]; time > Duration())
        words += fmt::format(" {} {:g}", name_of(static_cast<AgentState>(state)), time.seconds() / 60);
    words += "; ";
  }
  return words;
}

std::string shared_out(const std::vector<AgentInterval>& intervals, TimeAttribution::Serves serves = {}) {
  TimeAttribution attribution(Duration::minutes(30));
  attribution.set_serves(kAnn, std::move(serves));
  for (const AgentInterval& interval : intervals) attribution.take(interval);
  return in_words(attribution.finish());
}

TEST(TimeAttribution, WorkIsTheClientsAndOtherTimeIsSharedByTheWorkOfItsHalfHour) {
  EXPECT_EQ(shared_out({during(idle, 0, 6), during(ringing, 6, 7, kBank), during(talking, 7, 11, kBank),
                        during(holding, 11, 12, kBank), during(talking, 12, 13, kBank),
                        during(after_call_work, 13, 15, kBank), during(not_ready, 15, 18),
                        during(talking, 18, 21, kShop), during(idle, 21, 30)}),
            "0: idle 11.25 ringing 1 talking 5 holding 1 after_call_work 2 not_ready 2.25; "
            "1: idle 3.75 talking 3 not_ready 0.75; ");
}

TEST(TimeAttribution, AConversationOverHalfHoursCountsInEach) {
  EXPECT_EQ(
      shared_out({during(talking, 20, 40, kBank), during(idle, 40, 50), during(talking, 50, 60, kShop)}),
      "0: idle 5 talking 20; 1: idle 5 talking 10; ");
}

TEST(TimeAttribution, AHalfHourWithoutWorkIsSharedByTheWorkOfTheSession) {
  EXPECT_EQ(shared_out({during(idle, 0, 60), during(talking, 60, 63, kBank), during(talking, 63, 64, kShop),
                        during(not_ready, 64, 65), during(idle, 90, 100)}),
            "0: idle 45 talking 3 not_ready 0.75; 1: idle 15 talking 1 not_ready 0.25; others: idle 10; ")
      << "the last ten minutes are another session's";
}

TEST(TimeAttribution, ASessionWithoutWorkIsSharedEquallyAmongThoseWhomTheAgentMayServe) {
  EXPECT_EQ(shared_out({during(idle, 0, 40), during(not_ready, 40, 45)}, {{kTaxi, kBank}, 0}),
            "0: idle 20 not_ready 2.5; 2: idle 20 not_ready 2.5; ");
  EXPECT_EQ(shared_out({during(idle, 0, 40)}, {{kBank}, 3}), "0: idle 10; others: idle 30; ");
  EXPECT_EQ(shared_out({during(idle, 0, 40)}), "others: idle 40; ") << "nobody says whom";
  EXPECT_EQ(shared_out({during(idle, 0, 40, kShop)}), "1: idle 40; ") << "its own time says";
}

TEST(TimeAttribution, WorkElsewhereIsThatOfAllOthersTogether) {
  EXPECT_EQ(shared_out({during(talking, 0, 5, kBank), during(elsewhere, 5, 20), during(idle, 20, 28)}),
            "0: idle 2 talking 5; others: idle 6 elsewhere 15; ");
}

TEST(TimeAttribution, AnotherIntervalSharesOtherwise) {
  TimeAttribution attribution(Duration::hours(1));
  for (const AgentInterval& interval :
       {during(idle, 0, 30), during(talking, 30, 40, kBank), during(talking, 40, 60, kShop)})
    attribution.take(interval);
  EXPECT_EQ(in_words(attribution.finish()), "0: idle 10 talking 10; 1: idle 20 talking 20; ");
}

/// Any day of an agent who works for four clients, sessions with holes between, to the microsecond.
std::vector<AgentInterval> any_day() {
  std::vector<AgentInterval> day;
  Instant now = Instant::from_microseconds(*rc::gen::inRange<std::int64_t>(-kMinute, 90 * kMinute));
  const int count = *rc::gen::inRange(1, 40);
  for (int i = 0; i < count; ++i) {
    const auto state = static_cast<AgentState>(*rc::gen::inRange<int>(0, kAgentStates - 1));
    const Instant until = now + Duration::microseconds(*rc::gen::inRange<std::int64_t>(1, 25 * kMinute));
    const ClientId client = is_work(state) ? ClientId(*rc::gen::inRange(0U, 4U)) : ClientId();
    day.push_back({.from = now,
                   .until = until,
                   .agent = kAnn,
                   .client = client,
                   .queue = {},
                   .reason = {},
                   .state = state});
    now = until + Duration::microseconds(*rc::gen::element<std::int64_t>(0, 0, 0, 0, 1, 45 * kMinute));
  }
  return day;
}

const TimeAttribution::Serves kAllFour{{ClientId(0), ClientId(1), ClientId(2), ClientId(3)}, 0};

std::map<ClientId, AgentTime> by_client(const std::vector<AgentInterval>& day,
                                        TimeAttribution::Serves serves) {
  TimeAttribution attribution(Duration::minutes(30));
  attribution.set_serves(kAnn, std::move(serves));
  for (const AgentInterval& interval : day) attribution.take(interval);
  std::map<ClientId, AgentTime> found;
  for (const auto& share : attribution.finish()) found[share.client] = share.time;
  return found;
}

TEST(TimeAttribution, TheClientsTimesAddUpToTheTimeSignedOnByState) {
  EXPECT_TRUE(rc::check("to the microsecond", [] {
    const auto day = any_day();
    AgentTime signed_on;
    for (const AgentInterval& interval : day) signed_on[interval.state] += interval.until - interval.from;
    AgentTime sum;
    for (const auto& [client, time] : by_client(day, kAllFour)) {
      RC_ASSERT(client.known());
      for (const Duration each : time.by_state) RC_ASSERT(each >= Duration());
      sum.add(time);
    }
    RC_ASSERT(sum == signed_on);
  }));
}

/// The intervals, and the sessions, of a day: no more sharings than so many of each state.
std::int64_t sharings_max(const std::vector<AgentInterval>& day) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < day.size(); ++i) {
    const auto half_hour = [](Instant at) { return (at.microseconds() + 60 * kMinute) / (30 * kMinute); };
    if (i == 0 || day[i - 1].until != day[i].from) count += 2;
    count += half_hour(day[i].until) - half_hour(day[i].from);
  }
  return count;
}

TEST(TimeAttribution, AClientComesToItsPartFromItsOwnStream) {
  EXPECT_TRUE(rc::check("but for a microsecond a sharing", [] {
    const auto day = any_day();
    const auto floor = by_client(day, kAllFour);
    for (std::uint32_t client = 0; client < 4; ++client) {
      auto own = day;
      for (AgentInterval& interval : own)
        if (is_work(interval.state) && interval.client != ClientId(client)) {
          interval.state = elsewhere;
          interval.client = ClientId();
        }
      const auto found = by_client(own, {{ClientId(client)}, 3});
      const auto time_of = [&](const std::map<ClientId, AgentTime>& times) {
        const auto place = times.find(ClientId(client));
        return place == times.end() ? AgentTime() : place->second;
      };
      const AgentTime here = time_of(floor);
      const AgentTime there = time_of(found);
      for (std::size_t state = 0; state < kAgentStates; ++state) {
        const std::int64_t less = (here.by_state[state] - there.by_state[state]).microseconds();
        RC_ASSERT(less >= 0);
        RC_ASSERT(less <= (is_work(static_cast<AgentState>(state)) ? 0 : sharings_max(day)));
      }
    }
  }));
}

}  // namespace
}  // namespace tandem::kpi
