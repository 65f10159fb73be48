#include "plan/analysis/agents_on_duty.hpp"

#include <gtest/gtest.h>

#include "plan/analysis/made_calls.hpp"

namespace tandem::analysis {
namespace {

const Zone& kZone = made::zone("Europe/Berlin");
Instant at(int hour, int minute) { return made::at(kZone, 2024, 1, 1, hour, minute); }

struct OnDuty {
  importing::Directory directory;
  std::vector<IntervalCell> cells;
  AgentsOnDuty agents;
  OnDuty(const std::vector<CallRecord>& calls, const std::vector<AgentInterval>& intervals) {
    made::name_all(directory, 1, 3);
    Options options;
    options.zone = &kZone;
    cells = count_by_interval(calls, options.rules, {kZone, options.interval});
    agents = agents_on_duty(calls, intervals, *days_of(cells), directory, options);
  }
};

TEST(AgentsOnDuty, DutyReachesFromTheFirstToTheLastActivityWithLongGapsTakenOut) {
  // 9:00-9:10, 9:20-9:30 (ten minutes later), 10:00-10:05 (half an hour later).
  const std::vector<CallRecord> calls = {made::answered(at(9, 0), 0, 540, 60),
                                         made::answered(at(9, 20), 0, 600),
                                         made::answered(at(10, 0), 0, 300)};
  const auto duty = duty_from_calls(calls);
  ASSERT_EQ(duty.size(), 2U);
  EXPECT_EQ(duty[0].from, at(9, 0));
  EXPECT_EQ(duty[0].until, at(9, 30));
  EXPECT_EQ(duty[1].until, at(10, 5));
  const OnDuty found(calls, {});
  ASSERT_EQ(found.agents.list.size(), 1U);
  const auto& agent = found.agents.list[0];
  EXPECT_EQ(agent.name, "agent 0");
  EXPECT_EQ(agent.calls, 3);
  EXPECT_EQ(agent.days, 1);
  EXPECT_NEAR(agent.duty_hours, 35.0 / 60, 1e-12);
  EXPECT_NEAR(agent.handle_hours, 25.0 / 60, 1e-12);
  EXPECT_NEAR(*agent.occupancy, 25.0 / 35, 1e-12);
  EXPECT_NEAR(*agent.mean_talk, (540 + 600 + 300) / 3.0, 1e-12);
  EXPECT_EQ(found.agents.by_weekday_interval[18], 1.0);
  EXPECT_NEAR(*found.agents.by_weekday_interval[20], 5.0 / 30, 1e-12);
  EXPECT_FALSE(found.agents.by_weekday_interval[19]);
}

TEST(AgentsOnDuty, APhoneLeftOffTheHookIsOnDutyForTwoHoursAtMost) {
  const auto duty = duty_from_calls(std::vector{made::answered(at(9, 0), 0, 9 * 3600)});
  ASSERT_EQ(duty.size(), 1U);
  EXPECT_EQ(duty[0].until, at(11, 0));
}

TEST(AgentsOnDuty, AShiftAcrossMidnightCountsOnBothDays) {
  std::vector<CallRecord> calls;
  for (int i = 0; i < 12; ++i) calls.push_back(made::answered(at(23, 0) + Duration::minutes(10 * i), 0, 300));
  const OnDuty found(calls, {});
  EXPECT_EQ(found.agents.list[0].days, 2);
  EXPECT_NEAR(found.agents.list[0].duty_hours, 115.0 / 60, 1e-12);
  EXPECT_NEAR(*found.agents.by_weekday_interval[48 + 1], 25.0 / 30, 1e-9);
}

TEST(AgentsOnDuty, TheAgentsOwnLogCountsWhereThereIsOne) {
  const auto interval = [](Instant from, Instant until, AgentState state) {
    AgentInterval i;
    i.from = from, i.until = until, i.agent = AgentId(1), i.state = state;
    return i;
  };
  const std::vector<AgentInterval> log = {interval(at(9, 0), at(9, 30), AgentState::idle),
                                          interval(at(9, 30), at(9, 50), AgentState::talking),
                                          interval(at(9, 50), at(10, 0), AgentState::after_call_work),
                                          interval(at(10, 0), at(11, 0), AgentState::not_ready),
                                          interval(at(11, 0), at(11, 30), AgentState::idle)};
  CallRecord call = made::answered(at(9, 30), 0, 1200, 600);
  call.agent = AgentId(1);
  const OnDuty found({call}, log);
  ASSERT_EQ(found.agents.list.size(), 1U);
  EXPECT_NEAR(found.agents.list[0].duty_hours, 1.5, 1e-12);
  EXPECT_NEAR(*found.agents.occupancy, 30.0 / 90, 1e-12);
  EXPECT_EQ(found.agents.by_weekday_interval[22], 1.0);
}

TEST(AgentsOnDuty, WithoutAgentsNothingIsKnown) {
  const OnDuty found({made::abandoned(at(9, 0), 10)}, {});
  EXPECT_FALSE(found.agents.known);
  EXPECT_TRUE(found.agents.by_weekday_interval.empty());
}

}  // namespace
}  // namespace tandem::analysis
