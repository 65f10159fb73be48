#include "plan/analysis/requirement.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace tandem::analysis {
namespace {

/// One Monday cell with so many calls on each of ten days.
UsualWeek week_of(std::uint32_t calls_a_day, int handle_seconds, int days_with_calls = 10) {
  UsualWeek week;
  week.intervals = 48;
  week.days[0] = 10;
  week.cells.resize(7 * 48);
  WeekCell& cell = week.cells[20];
  cell.tally.offered = 10 * calls_a_day;
  cell.handled.calls = 10 * calls_a_day;
  cell.handled.total = std::int64_t{10} * calls_a_day * handle_seconds * 1'000'000;
  cell.to_serve = cell.tally.offered;
  cell.days_with_calls = cell.days_to_serve = days_with_calls;
  return week;
}

struct Outcome {
  HeatMap map;
  Requirement requirement;
};
Outcome required(const UsualWeek& week, std::optional<double> patience) {
  Options options;
  Outcome outcome;
  outcome.map = heat_map_of(week, {}, *Figures::of(options, {}), options.interval);
  outcome.requirement = *require_agents(outcome.map, week, patience, options);
  return outcome;
}

/// The reference case of docs: 100 calls in 30 min of 180 s, 80 % in 20 s: 14 agents, 20 positions with 30 %
/// shrinkage (pyworkforce).
TEST(Requirement, ByErlangCTheReferenceCaseTakesFourteenAgentsAndTwentyPositions) {
  const auto found = required(week_of(100, 180), std::nullopt);
  EXPECT_FALSE(found.requirement.with_patience);
  EXPECT_EQ(found.requirement.peak_agents, 14);
  EXPECT_EQ(found.requirement.peak_headcount, 20);
  EXPECT_EQ(found.requirement.peak_weekday, 0);
  EXPECT_EQ(found.requirement.peak_interval, 20);
  EXPECT_EQ(found.requirement.peak_calls, 100);
  EXPECT_EQ(found.requirement.peak_erlangs, 10);
  EXPECT_EQ(found.requirement.agent_hours_per_week, 7);
  EXPECT_EQ(found.requirement.headcount_hours_per_week, 10);
  EXPECT_EQ(found.map.required_agents[20], 14);
  EXPECT_FALSE(found.map.required_agents[21]);
}

TEST(Requirement, WithPatienceItTakesNoMoreAgents) {
  const auto found = required(week_of(100, 180), 300);
  EXPECT_TRUE(found.requirement.with_patience);
  EXPECT_LE(found.requirement.peak_agents, 14);
  EXPECT_GE(found.requirement.peak_agents, 11);
}

TEST(Requirement, AnIntervalInWhichHardlyAnyDayHasACallIsNotStaffed) {
  const auto found = required(week_of(1, 180, 1), std::nullopt);
  EXPECT_FALSE(found.map.required_agents[20]);
  EXPECT_EQ(found.requirement.peak_agents, 0);
}

TEST(Requirement, CallsThatNobodyCouldAnswerTakeNobody) {
  auto week = week_of(100, 180);
  week.cells[20].tally.out_of_hours = 150;
  week.cells[20].tally.offered += 150;
  WeekCell& closed = week.cells[45];
  closed.tally.offered = closed.tally.out_of_hours = 300;
  closed.days_with_calls = 10;
  const auto found = required(week, std::nullopt);
  EXPECT_EQ(found.map.required_agents[20], 14) << "as without those who met closed doors";
  EXPECT_EQ(found.requirement.peak_calls, 100);
  EXPECT_EQ(found.map.calls[45], 30) << "calls came";
  EXPECT_FALSE(found.map.required_agents[45]) << "none of them to answer";
  EXPECT_FALSE(found.map.erlangs[45]);
}

TEST(Requirement, WithoutHandleTimesOnlyThePeakOfTheCallsIsKnown) {
  auto week = week_of(100, 180);
  week.cells[20].handled = {};
  const auto found = required(week, std::nullopt);
  EXPECT_FALSE(found.requirement.handle_mean);
  EXPECT_FALSE(found.requirement.agent_hours_per_week);
  EXPECT_FALSE(found.map.required_agents[20]);
  EXPECT_EQ(found.requirement.peak_interval, 20) << "the peak of the calls is known all the same";
  EXPECT_EQ(found.requirement.peak_calls, 100);
  EXPECT_FALSE(found.requirement.peak_erlangs);
  EXPECT_EQ(found.requirement.peak_agents, 0);
}

}  // namespace
}  // namespace tandem::analysis
