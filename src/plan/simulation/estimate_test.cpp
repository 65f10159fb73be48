#include "plan/simulation/estimate.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/base/random.hpp"
#include "plan/simulation/ziggurat.hpp"

namespace tandem::simulation {
namespace {

TEST(StudentsT, HasTheQuantilesOfPrintedTables) {
  // Two-sided 90, 95, 99 and 99.9 %, as every table since Fisher's prints them.
  struct Row {
    std::uint64_t degrees;
    std::array<double, 4> quantiles;
  };
  constexpr std::array<double, 4> kConfidence = {0.90, 0.95, 0.99, 0.999};
  constexpr Row kTable[] = {
      {1, {6.314, 12.706, 63.657, 636.619}}, {2, {2.920, 4.303, 9.925, 31.599}},
      {3, {2.353, 3.182, 5.841, 12.924}},    {4, {2.132, 2.776, 4.604, 8.610}},
      {9, {1.833, 2.262, 3.250, 4.781}},     {10, {1.812, 2.228, 3.169, 4.587}},
      {29, {1.699, 2.045, 2.756, 3.659}},    {60, {1.671, 2.000, 2.660, 3.460}},
      {120, {1.658, 1.980, 2.617, 3.373}},   {1'000'000'000, {1.645, 1.960, 2.576, 3.291}}};
  for (const Row& row : kTable)
    for (std::size_t i = 0; i < kConfidence.size(); ++i)
      EXPECT_NEAR(students_t(kConfidence[i], row.degrees), row.quantiles[i], 0.0005001) << row.degrees;
}

TEST(RatioMoments, WithOnesBelowAreAMeanAndItsInterval) {
  RatioMoments moments;
  for (const double x : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) moments.add(x, 1);
  const Estimate estimate = *moments.ratio(0.95);
  EXPECT_EQ(moments.units(), 8U);
  EXPECT_DOUBLE_EQ(estimate.value, 5);
  // Squares of deviations add up to 32: t(7) x sqrt(32 / 7 / 8) = 2.364624 x 0.755929.
  EXPECT_NEAR(*estimate.half_width, 2.36462425159278 * std::sqrt(32.0 / 56), 1e-12);
}

TEST(RatioMoments, AreTheDeltaMethodsInterval) {
  // Law's estimator by hand: x = 1, 4, 5; y = 2, 4, 4; r = 1; x - r y = -1, 0, 1, whose variance is 1.
  RatioMoments moments;
  moments.add(1, 2);
  moments.add(4, 4);
  moments.add(5, 4);
  const Estimate estimate = *moments.ratio(0.90);
  EXPECT_DOUBLE_EQ(estimate.value, 1);
  // t(2) = 2.919986, mean of y = 10 / 3.
  EXPECT_NEAR(*estimate.half_width, 2.91998558035373 * std::sqrt(1.0 / 3) / (10.0 / 3), 1e-12);
}

TEST(RatioMoments, OfOneUnitHaveNoIntervalAndOfNothingBelowNoValue) {
  RatioMoments moments;
  EXPECT_FALSE(moments.ratio(0.95));
  moments.add(0, 0);
  EXPECT_FALSE(moments.ratio(0.95));
  moments.add(3, 4);
  EXPECT_DOUBLE_EQ(moments.ratio(0.95)->value, 0.75);
  EXPECT_TRUE(moments.ratio(0.95)->half_width);
  RatioMoments one;
  one.add(3, 4);
  EXPECT_FALSE(one.ratio(0.95)->half_width);
}

TEST(RatioMoments, OfUnitsThatAreAllAlikeAreSure) {
  RatioMoments moments;
  for (int i = 0; i < 10; ++i) moments.add(0.1, 0.3);
  EXPECT_NEAR(*moments.ratio(0.95)->half_width, 0, 1e-8);
}

/// An interval of 90 % holds the mean in 90 % of experiments; 4000 of them with seed 31, 99.9 %.
TEST(RatioMoments, HoldWhatIsTrueAsOftenAsTheySay) {
  Random random(31);
  constexpr int kExperiments = 4000;
  int held = 0;
  for (int i = 0; i < kExperiments; ++i) {
    RatioMoments moments;
    for (int unit = 0; unit < 6; ++unit) moments.add(10 + standard_normal(random), 1);
    const Estimate estimate = *moments.ratio(0.90);
    held += std::abs(estimate.value - 10) <= *estimate.half_width ? 1 : 0;
  }
  EXPECT_NEAR(held, kExperiments * 0.9, 3.2905 * std::sqrt(kExperiments * 0.09));
}

}  // namespace
}  // namespace tandem::simulation
