#include "plan/quote/odds.hpp"

#include <gtest/gtest.h>

#include "plan/queueing/erlang.hpp"
#include "plan/quote/made_floor.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::quote {
namespace {

Odds odds_with(const Floor& floor, const sla::Terms& terms, std::uint32_t agents, unsigned threads = 1,
               const Variation& variation = {}) {
  const Scene scene = made::scene_of(floor, terms, threads);
  auto odds = odds_of(scene, Staff(floor.size(), agents), floor.paths.size(), variation, {});
  EXPECT_TRUE(odds) << odds.error().to_string();
  return odds ? *odds : Odds();
}

TEST(SpreadOf, PercentilesAreByNearestRankAndNothingHasNone) {
  EXPECT_FALSE(spread_of({}));
  std::vector<double> values;
  for (int i = 100; i >= 1; --i) values.push_back(i);
  const auto spread = spread_of(values);
  ASSERT_TRUE(spread);
  EXPECT_DOUBLE_EQ(spread->mean, 50.5);
  EXPECT_EQ(spread->low, 5);
  EXPECT_EQ(spread->middle, 50);
  EXPECT_EQ(spread->high, 95);
}

/// Twenty months of one level each are 240 hours of the same queue: Erlang A's service level, to which the
/// confidence interval of 99 % around it belongs (240 hours of 200 calls, half of them in clusters).
TEST(OddsOf, TheServiceLevelIsErlangsWhereTheForecastIsRight) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  Floor floor = made::january(20, 0);
  Random random(5);
  for (int path = 0; path < 40; ++path) {
    auto& counts = floor.paths.emplace_back();
    for (std::size_t at = 0; at < floor.size(); ++at)
      counts.push_back(static_cast<std::uint32_t>(random.poisson(20)));
  }
  const sla::Terms terms = made::terms();
  const Odds odds = odds_with(floor, terms, 3);
  const auto exact = queueing::erlang_a({20.0 / 1800, 180}, 3, 20, 120);
  ASSERT_TRUE(exact);
  ASSERT_TRUE(odds.months[0].clauses[0].figure);
  // A day of four hours begins empty, which is worth less than a point.
  EXPECT_NEAR(odds.months[0].clauses[0].figure->mean / 100, exact->service_level, 0.015);
}

TEST(OddsOf, AMonthsFeeIsItsAgentHoursAndThePenaltyIsOfTheCoursesThatMiss) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const Floor floor = made::january();
  const sla::Terms terms = made::terms();
  const Odds odds = odds_with(floor, terms, 3);
  ASSERT_EQ(odds.months.size(), 1U);
  const MonthOdds& month = odds.months[0];
  EXPECT_DOUBLE_EQ(month.agent_hours, 31 * 4 * 3);
  EXPECT_EQ(month.fee.low, 31 * 4 * 3 * 30 * 100);
  EXPECT_EQ(month.fee.high, month.fee.low);
  const ClauseOdds& clause = month.clauses[0];
  EXPECT_EQ(clause.judged, 20U);
  ASSERT_GT(clause.met, 0U) << "the courses tell nothing: none is kept";
  ASSERT_LT(clause.met, 20U) << "the courses tell nothing: all are kept";
  const double missed = 1 - *clause.probability();
  EXPECT_NEAR(month.penalty.mean, missed * month.fee.mean * 0.05, 1);
  EXPECT_NEAR(month.total.mean, month.fee.mean - month.penalty.mean, 1);
  EXPECT_EQ(odds.always_met, clause.met);
  EXPECT_DOUBLE_EQ(odds.least_probability(), *clause.probability());
}

TEST(OddsOf, AnyNumberOfThreadsGivesTheSame) {
  const Floor floor = made::january(20, simulation::kChecked ? 2 : 20);
  const sla::Terms terms = made::terms();
  const Odds one = odds_with(floor, terms, 3, 1), two = odds_with(floor, terms, 3, 2);
  EXPECT_EQ(one.service_levels, two.service_levels);
  EXPECT_EQ(one.months[0].total.mean, two.months[0].total.mean);
}

TEST(OddsOf, MoreCallsAndLongerCallsAreServedWorseAndMoreAgentsBetter) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const Floor floor = made::january();
  const sla::Terms terms = made::terms();
  const auto level = [&](std::uint32_t agents, const Variation& variation) {
    return odds_with(floor, terms, agents, 1, variation).months[0].clauses[0].figure->mean;
  };
  const double usual = level(3, {});
  EXPECT_GT(usual, level(3, {.volume = 1.2}));
  EXPECT_GT(usual, level(3, {.handle = 1.2}));
  EXPECT_LT(usual, level(4, {}));
}

/// Whether an abandoned call counts is what the formulas differ by.
TEST(OddsOf, TheSameCallsUnderSixFormulas) {
  const Floor floor = made::january(20, simulation::kChecked ? 2 : 20);
  const sla::Terms terms = made::terms();
  const Odds odds = odds_with(floor, terms, 3);
  ASSERT_EQ(odds.service_levels.size(), kpi::kServiceLevelFormulas);
  const auto mean = [&](std::size_t formula) { return spread_of(odds.service_levels[formula][0])->mean; };
  EXPECT_NEAR(mean(0) * 100, odds.months[0].clauses[0].figure->mean, 0.01);
  EXPECT_GT(mean(5), mean(0)) << "of the answered only, more are in time";
}

TEST(OddsOf, WhatTheTermsPriceAndNobodyCountedIsAnError) {
  const Floor floor = made::january(20, 2);
  const sla::Terms terms = sla::terms_with(R"("prices": [{"name": "Late", "per": "ticket", "price": "1"}])");
  Scene scene = made::scene_of(floor, terms);
  scene.counted.tickets = -1;
  EXPECT_FALSE(odds_of(scene, Staff(floor.size(), 3), 2, {}, {}));
}

TEST(OddsOf, ACancelledRunIsAnError) {
  const Floor floor = made::january(20, 2);
  const sla::Terms terms = made::terms();
  const std::atomic<bool> cancelled = true;
  const Scene scene{.floor = floor,
                    .terms = terms,
                    .months = months_of(floor.days.front(), floor.days.back(), terms),
                    .counted = {},
                    .cancelled = cancelled};
  const auto odds = odds_of(scene, Staff(floor.size(), 3), 2, {}, {});
  ASSERT_FALSE(odds);
  EXPECT_EQ(odds.error().code, ErrorCode::cancelled);
}

TEST(MonthsOf, OnlyWholeMonthsInWhichTheTermsHold) {
  using namespace std::chrono;
  sla::Terms terms = made::terms();
  terms.valid_from = LocalDay(2026y / February / 10);
  const auto months = months_of(LocalDay(2026y / January / 1), LocalDay(2026y / May / 30), terms);
  ASSERT_EQ(months.size(), 2U) << "March and April: February is begun, and May not over";
  EXPECT_EQ(months[0], 2026y / March);
  terms.valid_until = LocalDay(2026y / March / 31);
  EXPECT_EQ(months_of(LocalDay(2026y / January / 1), LocalDay(2026y / May / 30), terms).size(), 1U);
}

}  // namespace
}  // namespace tandem::quote
