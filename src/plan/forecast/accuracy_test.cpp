#include "plan/forecast/accuracy.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace tandem::forecast {
namespace {

using Counts = std::vector<double>;

/// Errors of +2, -5, 0 and +1 of 8 + 15 + 10 + 7 = 40 calls, over two days.
Accuracy two_days() {
  Accuracy accuracy;
  accuracy.add(Counts{10, 10}, Counts{8, 15});
  accuracy.add(Counts{10, 8}, Counts{10, 7});
  return accuracy;
}

TEST(Accuracy, WapeIsAllThatWasWrongByAllThatCame) { EXPECT_DOUBLE_EQ(*two_days().wape(), 8.0 / 40); }

TEST(Accuracy, RmseIsOfSlotsNotOfDays) { EXPECT_DOUBLE_EQ(*two_days().rmse(), std::sqrt(30.0 / 4)); }

TEST(Accuracy, MaseIsTheMeanErrorByThatOfTheNaiveForecast) {
  EXPECT_DOUBLE_EQ(*two_days().mase(2.5), (8.0 / 4) / 2.5);
  EXPECT_FALSE(two_days().mase(0)) << "a naive forecast that was never wrong is no measure";
}

TEST(Accuracy, BiasIsAboveZeroWhereTooManyWereExpected) {
  EXPECT_DOUBLE_EQ(*two_days().bias(), -2.0 / 40);
  Accuracy more;
  more.add(Counts{30}, Counts{20});
  EXPECT_DOUBLE_EQ(*more.bias(), 0.5);
}

TEST(Accuracy, CoverageCountsTheEndsOfTheIntervalAndNothingBeyond) {
  Accuracy accuracy;
  accuracy.add_interval(Counts{2, 2, 2, 2}, Counts{5, 5, 5, 5}, Counts{2, 5, 1, 6});
  EXPECT_DOUBLE_EQ(*accuracy.coverage(), 0.5);
}

/// Counts are whole: from 3.4 to 6.6 are 4, 5 and 6, and from 0 to 0.2 none.
TEST(Accuracy, AnIntervalBetweenWholeCountsHoldsTheWholeCountsWithinIt) {
  Accuracy accuracy;
  accuracy.add_interval(Counts{3.4, 3.4, 3.4, 3.4, 0, 0}, Counts{6.6, 6.6, 6.6, 6.6, 0.2, 0.2},
                        Counts{3, 4, 6, 7, 0, 1});
  EXPECT_DOUBLE_EQ(*accuracy.coverage(), 0.5);
}

TEST(Accuracy, OfNothingTellsNothing) {
  const Accuracy none;
  EXPECT_FALSE(none.wape());
  EXPECT_FALSE(none.rmse());
  EXPECT_FALSE(none.mase(1));
  EXPECT_FALSE(none.bias());
  EXPECT_FALSE(none.coverage());
  EXPECT_EQ(none.slots(), 0U);
}

TEST(Accuracy, WhereNothingCameThereIsNoShareButAnError) {
  Accuracy accuracy;
  accuracy.add(Counts{3, 4}, Counts{0, 0});
  EXPECT_FALSE(accuracy.wape());
  EXPECT_FALSE(accuracy.bias());
  EXPECT_DOUBLE_EQ(*accuracy.rmse(), std::sqrt(12.5));
  EXPECT_DOUBLE_EQ(*accuracy.mase(7), 0.5);
  EXPECT_EQ(accuracy.slots(), 2U);
}

TEST(Accuracy, CoverageIsOfSlotsThatHadAnIntervalAlone) {
  Accuracy accuracy = two_days();
  EXPECT_FALSE(accuracy.coverage());
  accuracy.add_interval(Counts{0}, Counts{9}, Counts{4});
  EXPECT_DOUBLE_EQ(*accuracy.coverage(), 1);
  EXPECT_EQ(accuracy.slots(), 4U);
}

}  // namespace
}  // namespace tandem::forecast
