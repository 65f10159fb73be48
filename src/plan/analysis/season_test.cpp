#include "plan/analysis/season.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace tandem::analysis {
namespace {

using Points = std::vector<std::pair<double, double>>;

/// By hand:
/// the slopes of four points are 1, 1.5, 2, 2, 2.5, 3, their median 2.
TEST(Season, TheSlopeIsTheMedianOfAllSlopes) {
  const auto slope = theil_sen(Points{{0, 0}, {1, 1}, {2, 3}, {3, 6}});
  ASSERT_TRUE(slope);
  EXPECT_DOUBLE_EQ(slope->median, 2);
  EXPECT_LE(slope->low, slope->median);
  EXPECT_GE(slope->high, slope->median);
}

TEST(Season, OneWildPointDoesNotMoveTheSlope) {
  Points points;
  for (int i = 0; i < 30; ++i) points.emplace_back(i, 0.5 * i);
  points[17].second = 1e6;
  EXPECT_DOUBLE_EQ(theil_sen(points)->median, 0.5);
}

TEST(Season, PointsOfOneMomentHaveNoSlope) { EXPECT_FALSE(theil_sen(Points{{1, 2}, {1, 3}})); }

/// Usual days of so many calls, growing by a share a month.
std::vector<ObservedDay> days_growing(double share_a_month, int count) {
  std::vector<ObservedDay> days;
  for (int i = 0; i < count; ++i) {
    ObservedDay day;
    day.number = 19'723 + i;  // 2024-01-01
    const double base = day.weekday() < 5 ? 20'000 : 5'000;
    day.tally.offered = static_cast<std::uint32_t>(base * std::pow(1 + share_a_month, i / (365.2425 / 12)));
    day.open = day.usual = true;
    days.push_back(day);
  }
  return days;
}

TEST(Season, TheTrendIsThatOfTheUsualDaysWithTheWeekTakenOut) {
  const auto season = season_of(days_growing(0.03, 365));
  ASSERT_TRUE(season.trend_per_month);
  EXPECT_NEAR(*season.trend_per_month, 0.03, 0.001);
  EXPECT_LE(*season.trend_low, 0.03);
  EXPECT_GE(*season.trend_high, 0.0299);
  ASSERT_EQ(season.calls_by_month.size(), 12U);
  EXPECT_EQ(season.calls_by_month[0].first, std::chrono::year(2024) / std::chrono::January);
}

TEST(Season, OfAMonthNoTrendIsTold) { EXPECT_FALSE(season_of(days_growing(0.03, 31)).trend_per_month); }

TEST(Season, SixYearsAreThinnedAndTellTheSame) {
  EXPECT_NEAR(*season_of(days_growing(0.01, 6 * 365)).trend_per_month, 0.01, 0.001);
}

TEST(Season, MonthsAddUpToTheDays) {
  const auto days = days_growing(0, 100);
  const auto season = season_of(days);
  std::int64_t calls = 0, sum = 0;
  for (const ObservedDay& day : days) calls += day.tally.offered;
  for (const auto& [month, count] : season.calls_by_month) sum += count;
  EXPECT_EQ(sum, calls);
}

}  // namespace
}  // namespace tandem::analysis
