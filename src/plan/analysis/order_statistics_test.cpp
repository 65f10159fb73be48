#include "plan/analysis/order_statistics.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

namespace tandem::analysis {
namespace {

TEST(OrderStatistics, TheMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo) {
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 3, 2}), 2.5);
  EXPECT_EQ(median({}), 0);
}

TEST(OrderStatistics, TheSpreadOfNormalValuesIsTheirStandardDeviation) {
  // The quartiles of a normal lie 0.6745 deviations from its centre.
  EXPECT_NEAR(spread_about_zero({-0.67449, 0.67449, -3, 0.1}), 1, 1e-4);
}

TEST(OrderStatistics, TheShortestHalfIgnoresTwoHolidaysOfFourWednesdays) {
  EXPECT_EQ(median_of_shortest_half({148, 1479, 250, 1443}), 1461);
}

TEST(OrderStatistics, NearestRankIsTheSmallestValueWithTheShareAtOrBelowIt) {
  EXPECT_EQ(nearest_rank(10, 0.9), 8U);
  EXPECT_EQ(nearest_rank(11, 0.9), 9U);
  EXPECT_EQ(nearest_rank(1, 0.5), 0U);
  EXPECT_EQ(nearest_rank(5, 1.0), 4U);
  EXPECT_EQ(nearest_rank(100, 0.07), 6U);
}

TEST(OrderStatistics, NearestRankKeepsItsDefinitionForEveryCount) {
  EXPECT_TRUE(rc::check([] {
    const auto count = *rc::gen::inRange<std::size_t>(1, 100'000);
    const auto percent = *rc::gen::inRange<std::size_t>(1, 101);
    const std::size_t position = nearest_rank(count, static_cast<double>(percent) / 100);
    RC_ASSERT((position + 1) * 100 >= percent * count);
    RC_ASSERT(position * 100 < percent * count);
  }));
}

TEST(OrderStatistics, SortingByRadixIsSorting) {
  EXPECT_TRUE(rc::check([] {
    const auto reach = *rc::gen::inRange(1, 62);
    auto values = *rc::gen::container<std::vector<std::int64_t>>(
        std::size_t{3'000}, rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << reach));
    auto sorted = values;
    std::ranges::sort(sorted);
    sort_ascending(values);
    RC_ASSERT(values == sorted);
  }));
}

}  // namespace
}  // namespace tandem::analysis
