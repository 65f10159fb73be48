#include "plan/twin/fit.hpp"

#include <gtest/gtest.h>

#include "plan/twin/curves.hpp"
#include "plan/twin/queue_length.hpp"

namespace tandem::twin {
namespace {

using simulation::Distribution;

Instant at(double seconds) { return Instant::from_seconds(1'704'099'600) + Duration::from_seconds(seconds); }

CallRecord waited(double from, double wait, bool answered, std::uint8_t priority = 0) {
  CallRecord call;
  call.offered_at = call.queued_at = at(from);
  call.type = CallTypeId(0);
  call.priority = priority;
  call.outcome = answered ? Outcome::answered : Outcome::abandoned;
  if (answered) {
    call.answered_at = at(from + wait);
    call.agent = AgentId(0);
  }
  call.ended_at = at(from + wait);
  return call;
}

TEST(QueueLength, CountsWhoWaitsJustBeforeAnInstant) {
  const std::vector<CallRecord> calls = {waited(0, 60, true), waited(10, 20, false), waited(200, 5, true)};
  const QueueLength queue(calls);
  EXPECT_EQ(queue.before(at(0)), 0U);
  EXPECT_EQ(queue.before(at(10)), 1U);
  EXPECT_EQ(queue.before(at(20)), 2U);
  EXPECT_EQ(queue.before(at(30)), 2U);
  EXPECT_EQ(queue.before(at(31)), 1U);
  EXPECT_EQ(queue.empty_from(at(5)), at(60));
  EXPECT_EQ(queue.empty_from(at(60)), at(60));
  EXPECT_EQ(queue.empty_from(at(100)), at(100));
}

TEST(HazardOf, DrawsWhatTheEstimateSays) {
  Lengths lengths;
  for (int second = 1; second <= 1'000; ++second) lengths.add(Duration::seconds(second), true);
  const Distribution hazard = hazard_of(lengths);
  EXPECT_NEAR(hazard.mean_seconds(), 500, 5);
  Random random(7);
  int under = 0;
  for (int i = 0; i < 10'000; ++i) under += hazard.draw(random) < Duration::seconds(250) ? 1 : 0;
  EXPECT_NEAR(under, 2'500, 150);
}

TEST(HazardOf, OfNothingThatEndedIsForEver) {
  Lengths lengths;
  lengths.add(Duration::seconds(10), false);
  EXPECT_EQ(hazard_of(lengths).kind(), Distribution::Kind::never);
}

TEST(ServiceOf, KeepsTheMeanOfManyTimes) {
  std::vector<double> seconds;
  double sum = 0;
  for (int i = 0; i < 5'000; ++i) {
    seconds.push_back(i % 700);
    sum += i % 700;
  }
  EXPECT_NEAR(service_of(seconds).mean_seconds(), sum / 5'000, 1e-3);
}

/// Two wait, one of them of high priority who came later; whom the agent takes, `credit` says.
TEST(FitCredit, FindsByHowMuchAPriorityIsServedAsIfEarlier) {
  std::vector<CallRecord> calls;
  for (int pair = 0; pair < 1'000; ++pair) {
    const double from = pair * 10'000.0;
    const double later = pair % 300;
    const bool first = later < 90;
    const double served = from + 400;
    calls.push_back(waited(from, first ? 420 : 400, true));
    calls.push_back(waited(from + later, (first ? served : served + 20) - from - later, true, 2));
  }
  Behaviour behaviour;
  behaviour.types.resize(1);
  fit_credit(calls, behaviour);
  EXPECT_EQ(behaviour.credit, Duration::seconds(90));
  EXPECT_DOUBLE_EQ(behaviour.types[0].credited, 0.5);
}

TEST(FitCredit, FindsNoneWhereFirstComeIsFirstServed) {
  std::vector<CallRecord> calls;
  for (int pair = 0; pair < 1'000; ++pair) {
    const double from = pair * 10'000.0;
    calls.push_back(waited(from, 400, true, pair % 2 == 0 ? 2 : 0));
    calls.push_back(waited(from + 1 + pair % 300, 420 - pair % 300, true, pair % 2 == 0 ? 0 : 2));
  }
  Behaviour behaviour;
  behaviour.types.resize(1);
  fit_credit(calls, behaviour);
  EXPECT_EQ(behaviour.credit, Duration());
}

/// What is learned of the one agent, who serves the one type.
Behaviour gaps_of(const std::vector<CallRecord>& calls) {
  Behaviour behaviour;
  behaviour.types.resize(1);
  behaviour.agents.resize(1);
  behaviour.agents[0].serves = {true};
  const std::vector<Service> services = services_of(calls);
  fit_gaps(calls, services, SkillDays(services, Zone::utc(), behaviour), Zone::utc(), behaviour);
  return behaviour;
}

TEST(FitGaps, CountsOnlyTheTimeInWhichSomebodyWaited) {
  // One call follows another after 1 to 20 s in which its caller waits; the next comes when nobody did.
  std::vector<CallRecord> calls;
  for (int i = 0; i < 400; ++i) {
    const double from = i * 10'000.0;
    calls.push_back(waited(from, 5, true));
    calls.back().ended_at = at(from + 15);
    calls.push_back(waited(from + 6, 10 + i % 20, true));
    calls.back().ended_at = at(from + 100);
    calls.push_back(waited(from + 700, 0, true));
  }
  const Behaviour behaviour = gaps_of(calls);
  EXPECT_NEAR(behaviour.between_calls.mean_seconds(), 10, 0.5);
}

TEST(FitGaps, LearnsWhatAgentsDoAmongManyWhoWait) {
  // With one waiting the next is taken after 1 to 60 s, with four after 1 to 6 s.
  std::vector<CallRecord> calls;
  for (int i = 0; i < 600; ++i) {
    const double from = i * 10'000.0;
    const bool many = i % 2 == 1;
    calls.push_back(waited(from, 0, true));
    calls.back().ended_at = at(from + 100);
    calls.push_back(waited(from + 50, 51 + (many ? i % 6 : i % 60), true));
    calls.back().ended_at = at(from + 400);
    for (int other = 0; many && other < 3; ++other) calls.push_back(waited(from + 60 + other, 250, false));
  }
  const Behaviour behaviour = gaps_of(calls);
  ASSERT_EQ(behaviour.between_calls_among.size(), 2U);
  EXPECT_EQ(behaviour.between_calls_among[0].waiting, 1U);
  EXPECT_NEAR(behaviour.between_calls_among[0].lasts.mean_seconds(), 30, 2);
  EXPECT_EQ(behaviour.between_calls_among[1].waiting, 3U);
  EXPECT_NEAR(behaviour.between_calls_among[1].lasts.mean_seconds(), 3, 1);
}

TEST(FitGaps, LearnsTheirPaceByTheHour) {
  // A day apart, in the hour of at(0) and the next by turns: 1 to 10 s, and 1 to 30 s.
  std::vector<CallRecord> calls;
  for (int i = 0; i < 600; ++i) {
    const int day = i / 2;
    const double from = day * 86'400.0 + (i % 2) * 3'600.0;
    calls.push_back(waited(from, 0, true));
    calls.back().ended_at = at(from + 100);
    calls.push_back(waited(from + 50, 51 + (i % 2 == 0 ? day % 10 : day % 30), true));
    calls.back().ended_at = at(from + 400);
  }
  const Behaviour behaviour = gaps_of(calls);
  const std::size_t hour = Zone::utc().hour_of(at(0));
  EXPECT_NEAR(behaviour.between_calls_pace[hour + 1] / behaviour.between_calls_pace[hour], 3, 0.4);
  EXPECT_EQ(behaviour.between_calls_pace[hour + 2], 1);
}

TEST(ServicesOf, EndWhenTheAgentTakesTheNextCall) {
  std::vector<CallRecord> calls = {waited(0, 0, true), waited(100, 0, true)};
  calls[0].ended_at = at(5'000);  // the log runs on
  calls[1].ended_at = at(160);
  const std::vector<Service> services = services_of(calls);
  ASSERT_EQ(services.size(), 2U);
  EXPECT_EQ(services[0].until, at(100));
  EXPECT_EQ(services[1].until, at(160));
  const ServiceLength length = length_of(services);
  EXPECT_DOUBLE_EQ(length.mean, 80);
  EXPECT_DOUBLE_EQ(length.left, (100.0 * 100 + 60 * 60) / 2 / 160);
}

/// Two agents share both types on even days; on odd days the first takes but one of them.
TEST(SkillDays, FindWhoServesWhatOnWhichDay) {
  constexpr double kDay = 86'400;
  std::vector<CallRecord> calls;
  for (int day = 0; day < 6; ++day)
    for (int i = 0; i < 120; ++i) {
      calls.push_back(waited(day * kDay + i * 60, 0, true));
      CallRecord& call = calls.back();
      call.ended_at = call.answered_at + Duration::seconds(50);
      call.type = CallTypeId(static_cast<std::uint32_t>(i / 2 % 2));
      const bool first = i % 2 == 0 && (day % 2 == 0 || call.type == CallTypeId(1));
      call.agent = AgentId(first ? 0 : 1);
    }
  Behaviour behaviour;
  behaviour.types.resize(2);
  behaviour.agents.resize(2);
  const std::vector<Service> services = services_of(calls);
  fit_skills(services, behaviour);
  EXPECT_EQ(behaviour.agents[0].serves, (std::vector<bool>{true, true}));
  const SkillDays skills(services, Zone::utc(), behaviour);
  const LocalDay first = Zone::utc().day_of(at(0));
  const LocalDay next = first + std::chrono::days(1);
  EXPECT_EQ(*skills.of(AgentId(0), first), (std::vector<bool>{true, true}));
  EXPECT_EQ(*skills.of(AgentId(0), next), (std::vector<bool>{false, true}));
  EXPECT_EQ(*skills.of(AgentId(1), next), (std::vector<bool>{true, true}));
  EXPECT_EQ(skills.of(AgentId(0), first - std::chrono::days(1)), nullptr);
  EXPECT_EQ(skills.recent(AgentId(0)).size(), 6U);
}

}  // namespace
}  // namespace tandem::twin
