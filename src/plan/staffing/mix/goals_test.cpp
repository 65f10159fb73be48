#include "plan/staffing/mix/goals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/staffing/mix/mix_for_test.hpp"
#include "plan/staffing/mix/sample.hpp"
#include "plan/staffing/mix/staffed_model.hpp"

namespace tandem::mix {
namespace {

Goals goals_of(const simulation::Model& model, const char* targets) {
  const Request request = request_of(std::string(R"({"targets": [)") + targets + "]}", model);
  return goals_of(request, model, simulation::Slices(horizon_of(request, model)));
}

TEST(Goals, DivideTimeAndTheFloorAsATargetSays) {
  const simulation::Model model = two_types(10, 10, "2d");
  const auto windows = [&](const char* of) { return goals_of(model, of).windows.size(); };
  EXPECT_EQ(windows(R"({"kpi": "strict", "at_least": "80%"})"), 48U);
  EXPECT_EQ(windows(R"({"kpi": "strict", "at_least": "80%", "over": "day"})"), 2U);
  EXPECT_EQ(windows(R"({"kpi": "strict", "at_least": "80%", "over": "month", "each": "client"})"), 2U);
  EXPECT_EQ(
      windows(R"({"kpi": "strict", "at_least": "80%", "over": "whole", "each": "queue", "only": ["b"]})"),
      1U);
}

/// From 1:00, as the first hour warms up, two agents until noon, one until midnight, two for the last hour:
/// 36 hours.
TEST(Sample, OccupancyIsHandleTimeByTimeOnDuty) {
  const simulation::Model model = one_queue(20);
  const Request request = request_of(
      R"({"interval": "12h", "targets": [{"kpi": "occupancy", "at_most": "60%", "over": "whole"},
                                         {"kpi": "aht", "at_most": "1h", "over": "whole"},
                                         {"kpi": "answered", "at_least": 0, "over": "whole"}]})",
      model);
  const Sample sample(model, request, {.seed = 7, .replications = 4});
  Headcount headcount(1, sample.slices().size(), 2);
  headcount.at(0, 1) = 1;
  const auto checked = sample.check(headcount, 0.95);
  const auto outcome = sample.outcome(headcount);
  ASSERT_TRUE(checked && outcome);
  const auto value = [&](std::size_t i) { return (*checked)[i].figure->value; };
  constexpr double kSecondsOnDuty = 36 * 3600;
  EXPECT_NEAR(value(0), value(1) * value(2) / kSecondsOnDuty, 1e-9);
  EXPECT_NEAR(outcome->windows[0], (0.6 - value(0)) * kSecondsOnDuty * 1e6, 10);
}

/// 0.2 s and 20 s are other rules; a percentile's limit is a threshold of its own.
TEST(Goals, CountCallsOnceForAllTargetsWithTheSameRules) {
  const Goals goals = goals_of(two_types(10, 10), R"(
      {"kpi": "strict", "at_least": "80%", "within": "20s"}, {"kpi": "abandonment", "at_most": "5%"},
      {"kpi": "strict", "at_least": "80%", "within": "200ms"}, {"kpi": "p90_wait", "at_most": "200ms"})");
  EXPECT_EQ(goals.lines.size(), 4U);
  EXPECT_EQ(goals.rules.size(), 2U);
  EXPECT_EQ(goals.lines[3].at, 0.9);
  EXPECT_EQ(goals.lines[3].sign, 1);
}

/// The study that tandem simulate runs counts the same calls to the same figures.
TEST(Sample, AgreesWithAStudyOfTheSameFloorAndSeed) {
  const simulation::Model model = two_types(30, 20, "4h");
  const Request request = request_of(R"({"targets": [
      {"kpi": "strict", "at_least": "80%", "over": "whole"}, {"kpi": "mean_wait", "at_most": "10s"},
      {"kpi": "abandonment", "at_most": "5%", "each": "client", "over": "day"},
      {"kpi": "answered", "at_least": 50, "over": "whole"}]})",
                                     model);
  const Sample sample(model, request, {.seed = 7, .replications = 5});
  Headcount headcount(3, 4, 1);
  headcount.at(2, 1) = 3;
  headcount.at(0, 2) = 0;
  const auto checked = sample.check(headcount, 0.95);
  const auto outcome = sample.outcome(headcount);
  ASSERT_TRUE(checked && outcome);
  const auto study = simulation::study_of(staffed(model, request, sample.slices(), headcount),
                                          {.replications = 5, .seed = 7});
  const auto value = [](const std::optional<simulation::Estimate>& figure) { return figure->value; };
  EXPECT_EQ(value((*checked)[0].figure), value(study.total("strict")));
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_DOUBLE_EQ(value((*checked)[1 + i].figure), value(study.figure(study.by_interval[i], "mean_wait")));
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_EQ(value((*checked)[5 + i].figure), value(study.figure(study.by_client[i], "p_abandon")));
  EXPECT_EQ(value((*checked)[7].figure), value(study.total("answered")));
  EXPECT_DOUBLE_EQ(outcome->windows[7], value(study.total("answered")) - 50);
  for (std::size_t i = 0; i < checked->size(); ++i)
    EXPECT_NEAR((*checked)[i].slack, outcome->windows[i], 1e-9) << i;
}

/// So large a share of the days has at least the slack that counts.
TEST(Sample, HoldsAProbabilityToTheShareOfDays) {
  const simulation::Model model = two_types(20, 10);
  for (const char* probability : {"20%", "50%", "80%", "100%"}) {
    const Request request =
        request_of(std::string(R"({"targets": [{"kpi": "strict", "at_least": "80%", "probability": ")") +
                       probability + "\"}]}",
                   model);
    const Sample sample(model, request, {.replications = 20});
    for (std::uint32_t agents = 0; agents < 4; ++agents) {
      const Headcount headcount(3, 1, agents);
      const auto checked = sample.check(headcount, 0.95);
      const auto outcome = sample.outcome(headcount);
      const bool holds = checked->front().met >= *request.targets[0].probability - 1e-9;
      EXPECT_EQ(outcome->windows[0] >= -kRounding, holds) << probability << ", " << agents;
    }
  }
}

TEST(StaffedModel, HasAgentsOnDutyAsTheHeadcountSays) {
  const simulation::Model model = two_types(10, 10, "3h");
  const Request request = request_of(R"({"targets": [{"kpi": "strict", "at_least": "80%"}]})", model);
  const simulation::Slices slices(horizon_of(request, model));
  Headcount headcount(3, 3);
  headcount.at(1, 0) = 2;
  headcount.at(1, 1) = 1;
  headcount.at(1, 2) = 2;
  const simulation::Model made = staffed(model, request, slices, headcount);
  EXPECT_EQ(made.plan.agents.size(), 2U);
  ASSERT_EQ(made.groups[1].recorded.size(), 2U);
  const Instant start = model.horizon.start;
  EXPECT_THAT(made.groups[1].recorded[0].on_duty,
              ::testing::ElementsAre(TimeSpan{start, model.horizon.last()}));
  EXPECT_THAT(made.groups[1].recorded[1].on_duty,
              ::testing::ElementsAre(TimeSpan{start, start + Duration::hours(1)},
                                     TimeSpan{start + Duration::hours(2), model.horizon.last()}));
}

}  // namespace
}  // namespace tandem::mix
