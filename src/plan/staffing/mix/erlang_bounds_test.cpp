#include "plan/staffing/mix/erlang_bounds.hpp"

#include <gtest/gtest.h>

#include "plan/queueing/erlang.hpp"
#include "plan/staffing/mix/mix_for_test.hpp"

namespace tandem::mix {
namespace {

struct Asked {
  simulation::Model model;
  Request request;
  FloorLoad load;
  Choice choice;
  ErlangBounds bounds;

  Asked(simulation::Model of, const std::string& targets)
      : model(std::move(of)),
        request(request_of(targets, model)),
        load(load_of(model, simulation::Slices(horizon_of(request, model)))),
        choice{Headcount(3, load.seconds.size()), Headcount(3, load.seconds.size(), 50),
               std::vector<double>(3 * load.seconds.size())} {
    for (std::size_t i = 0; i < choice.cost.size(); ++i) choice.cost[i] = request.groups[i % 3].cost_hour;
    bounds = erlang_bounds(request, model, load, choice);
  }
};

constexpr const char* kEachQueue =
    R"({"groups": [{"name": "both", "cost_hour": 1.5}, {"name": "second", "cost_hour": 2}],
    "targets": [{"kpi": "strict", "within": "20s", "at_least": "80%", "each": "queue"}]})";

/// 60 calls of 3 minutes and 30 of 4 an hour: 3 and 2 erlangs.
TEST(ErlangBounds, ArePooledByErlangAAndApartByErlangC) {
  const Asked asked(two_types(60, 30), kEachQueue);
  EXPECT_DOUBLE_EQ(asked.load.erlangs(0, 0), 3);
  EXPECT_DOUBLE_EQ(asked.load.erlangs(0, 1), 2);
  const double pooled = *queueing::servers_for({90.0 / 3600, 200}, {.service_level = 0.8}, 20, 120, false);
  const double first =
      *queueing::servers_for({60.0 / 3600, 180}, {.service_level = 0.8}, 20, std::nullopt, false);
  const double second =
      *queueing::servers_for({30.0 / 3600, 240}, {.service_level = 0.8}, 20, std::nullopt, false);
  ASSERT_TRUE(asked.bounds.pooled && asked.bounds.separate);
  EXPECT_EQ(asked.bounds.pooled->agents.front(), pooled);
  EXPECT_DOUBLE_EQ(asked.bounds.pooled->cost, pooled * 1);
  EXPECT_EQ(asked.bounds.separate->agents.front(), first + second);
  EXPECT_DOUBLE_EQ(asked.bounds.separate->cost, first * 1 + second * 1.5);
}

TEST(ErlangBounds, AreLeftOutWhereTheFormulasKnowNoAnswer) {
  EXPECT_FALSE(Asked(two_types(60, 30), R"({"targets": [{"kpi": "answered_in_threshold", "at_least": 10}]})")
                   .bounds.pooled);
  const Asked sure(two_types(60, 30),
                   R"({"targets": [{"kpi": "strict", "at_least": "80%", "probability": "90%"}]})");
  EXPECT_FALSE(sure.bounds.pooled);
  EXPECT_TRUE(sure.bounds.separate);
}

TEST(FirstGuess, SharesAgentsAmongTheGroupsThatServeTheCheapBeforeTheDear) {
  const Asked asked(two_types(60, 30), kEachQueue);
  const Headcount guess = first_guess(asked.load, asked.choice, {10});
  EXPECT_EQ(guess.in(0), 10U);
  EXPECT_GT(guess.at(0, 0), guess.at(2, 0));
  EXPECT_GT(guess.at(2, 0), guess.at(1, 0));
}

TEST(FloorLoad, KnowsWhoServesWhomAndWhatIsPassedOn) {
  simulation::Model model = two_types(60, 30, "2h");
  model.types[0].transfer = {.chance = 0.5, .queue = QueueId(1), .as = CallTypeId(1)};
  const FloorLoad load = load_of(model, simulation::Slices(model.horizon));
  EXPECT_EQ(load.calls_of(1, 0), 60);
  EXPECT_DOUBLE_EQ(load.calls_of(1, 1), 60);
  EXPECT_EQ(load.serves, (std::vector<std::vector<bool>>{{true, false}, {false, true}, {true, true}}));
  EXPECT_EQ(load.patience_seconds[0], 120);
}

}  // namespace
}  // namespace tandem::mix
