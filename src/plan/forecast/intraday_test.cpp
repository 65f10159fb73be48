#include "plan/forecast/intraday.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "plan/forecast/made_series.hpp"

namespace tandem::forecast {
namespace {

const DayForecast kMorning{
    .day = made::kMonday, .counts = {100, 100, 200}, .lower = {80, 80, 160}, .upper = {120, 120, 240}};

TEST(Intraday, WhatIsOverIsWhatCame) {
  const std::vector<double> came = {130};
  const DayForecast now = after_slots(kMorning, {.chance = 1, .level = 0.1}, came);
  EXPECT_EQ(now.counts[0], 130);
  EXPECT_EQ(now.lower[0], 130);
  EXPECT_EQ(now.upper[0], 130);
}

TEST(Intraday, TheRestMovesByTheShareOfTheDifferenceThatIsNotChance) {
  // 100 expected, a level of 10 %: variance 100 by the level and 100 by chance, so half of 20 %.
  const std::vector<double> came = {120};
  const DayForecast now = after_slots(kMorning, {.chance = 1, .level = 0.1}, came);
  EXPECT_NEAR(now.counts[1], 110, 1e-9);
  EXPECT_NEAR(now.counts[2], 220, 1e-9);
}

TEST(Intraday, IntervalsBecomeNarrowerAsMoreIsKnown) {
  const Spread spread{.chance = 1, .level = 0.1};
  const DayForecast before = after_slots(kMorning, spread, {});
  const std::vector<double> came = {100, 100};
  const DayForecast now = after_slots(kMorning, spread, came);
  EXPECT_LT(now.upper[2] - now.lower[2], before.upper[2] - before.lower[2]);
  // Level 10 % less two thirds of its variance, and chance: sqrt(200 + 200^2 * 0.01 / 3) each side.
  EXPECT_NEAR(now.upper[2] - 200, 1.645 * std::sqrt(200 + 400.0 / 3), 1e-9);
}

TEST(Intraday, ALevelThatIsSureDoesNotMove) {
  const std::vector<double> came = {0};
  EXPECT_EQ(after_slots(kMorning, {.chance = 1, .level = 0}, came).counts[2], 200);
}

TEST(Intraday, NoCallsExpectedSayNothing) {
  const DayForecast closed{.day = made::kMonday, .counts = {0, 50}, .lower = {0, 30}, .upper = {1, 70}};
  const std::vector<double> came = {3};
  EXPECT_EQ(after_slots(closed, {.chance = 1, .level = 0.2}, came).counts[1], 50);
}

}  // namespace
}  // namespace tandem::forecast
