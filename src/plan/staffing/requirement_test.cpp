#include "plan/staffing/requirement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>
#include <numeric>

#include "core/base/random.hpp"
#include "plan/queueing/erlang.hpp"

namespace tandem::staffing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Demand demand_of(std::vector<double> calls, double handle_seconds = 180) {
  Demand demand{
      .interval = Duration::minutes(30), .intervals_a_day = calls.size(), .calls = std::move(calls)};
  demand.handle_seconds.assign(demand.size(), handle_seconds);
  return demand;
}

double level(double calls, double agents, double patience) {
  return queueing::erlang_a({calls / 1800, 180}, agents, 20, patience)->service_level;
}

TEST(Requirement, OfEachIntervalIsThatOfTheFormula) {
  // 100 calls of 180 s in half an hour: 14 agents for 80 % in 20 s by Erlang C, 13 by Erlang A with 300 s.
  const auto by_c = require_agents(demand_of({100, 0}), {});
  ASSERT_TRUE(by_c);
  EXPECT_THAT(by_c->agents, ElementsAre(14, 0));
  EXPECT_NEAR(by_c->service_levels[0], 0.88835002, 1e-6);
  EXPECT_EQ(by_c->service_levels[1], 1) << "of no calls none is late";
  EXPECT_DOUBLE_EQ(by_c->agent_hours, 7);
  EXPECT_THAT(require_agents(demand_of({100}), {.patience_seconds = 300})->agents, ElementsAre(13));
}

TEST(Requirement, OverADayIsTheCheapestOfAll) {
  // Held against all ways to staff three intervals with up to 12 agents each.
  const std::vector<double> calls = {20, 45, 30};
  const Promise promise{.over = Promise::Over::day, .patience_seconds = 120};
  const auto found = require_agents(demand_of(calls), promise);
  ASSERT_TRUE(found);
  std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
  for (std::uint32_t a = 1; a <= 12; ++a)
    for (std::uint32_t b = 1; b <= 12; ++b)
      for (std::uint32_t c = 1; c <= 12; ++c) {
        const double in_time = 20 * level(20, a, 120) + 45 * level(45, b, 120) + 30 * level(30, c, 120);
        if (in_time >= 0.8 * 95) least = std::min(least, a + b + c);
      }
  EXPECT_EQ(std::accumulate(found->agents.begin(), found->agents.end(), 0U), least);
  EXPECT_GE(found->service_level, 0.8);
}

TEST(Requirement, OverALongerTimeTakesNoMore) {
  EXPECT_TRUE(rc::check([] {
    auto calls = *rc::gen::container<std::vector<double>>(
        6, rc::gen::map(rc::gen::inRange(0, 400), [](int count) { return count / 2.0; }));
    Demand demand = demand_of(std::move(calls));
    demand.intervals_a_day = 3;
    double before = std::numeric_limits<double>::infinity();
    for (const auto over : {Promise::Over::interval, Promise::Over::day, Promise::Over::whole}) {
      const auto found = require_agents(demand, {.over = over, .patience_seconds = 200});
      RC_ASSERT(found.has_value());
      RC_ASSERT(found->service_level >= 0.8 - 1e-9);
      // Whole agents by the best next one: of a stretch one more than the least is possible.
      RC_ASSERT(found->agent_hours <= before + 0.5);
      before = found->agent_hours;
    }
  }));
}

Demand with_paths(double share_apart, std::uint64_t seed) {
  Demand demand = demand_of({60, 90, 70, 40});
  Random random(seed);
  for (int path = 0; path < 200; ++path) {
    const double day = random.lognormal(0, share_apart);
    std::vector<std::uint32_t> counts;
    for (const double calls : demand.calls)
      counts.push_back(static_cast<std::uint32_t>(random.poisson(calls * day)));
    demand.paths.push_back(std::move(counts));
  }
  return demand;
}

TEST(Requirement, KeepsAPromiseWithTheProbabilityWanted) {
  const Demand demand = with_paths(0.1, 3);
  for (const auto over : {Promise::Over::interval, Promise::Over::day}) {
    double before = 0;
    for (const double probability : {0.5, 0.8, 0.95}) {
      const auto found =
          require_agents(demand, {.over = over, .patience_seconds = 180, .probability = probability});
      ASSERT_TRUE(found);
      EXPECT_GE(*found->kept, probability - 1e-9);
      EXPECT_GE(found->agent_hours, before);
      before = found->agent_hours;
    }
  }
}

TEST(Requirement, OfSurerDaysTakesFewer) {
  const Promise promise{.over = Promise::Over::day, .patience_seconds = 180, .probability = 0.95};
  EXPECT_LT(require_agents(with_paths(0.02, 4), promise)->agent_hours,
            require_agents(with_paths(0.25, 4), promise)->agent_hours);
}

TEST(Requirement, StopsWhenItIsCancelled) {
  const std::atomic<bool> cancelled = true;
  const auto found = require_agents(demand_of({60, 90}), {.over = Promise::Over::day}, &cancelled);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::cancelled);
}

TEST(Requirement, SaysWhatCannotBePromised) {
  EXPECT_THAT(require_agents(demand_of({10}), {.share = 1}).error().message, HasSubstr("cannot be promised"));
  EXPECT_THAT(require_agents(demand_of({10}), {.probability = 0.9}).error().message,
              HasSubstr("there are none"));
}

}  // namespace
}  // namespace tandem::staffing
