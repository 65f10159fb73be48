#include "plan/analysis/usual_level.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/random.hpp"
#include "plan/analysis/wall_clock.hpp"

namespace tandem::analysis {
namespace {

const UsualLevel::Scale kCounts = {.chance = [](double log_calls) { return std::exp(-log_calls); },
                                   .off_min = std::log(1.5),
                                   .spread_min = 0.1};
/// 1970-01-05, a Monday.
constexpr std::int64_t kMonday = 4;

/// Weeks of 1,000 calls a weekday and 300 a Saturday, closed on Sundays.
std::vector<DayValue> weeks(int count, double growth_a_day = 0) {
  std::vector<DayValue> values;
  for (std::int64_t day = kMonday; day < kMonday + 7 * count; ++day) {
    if (weekday_of(day) == 6) continue;
    const double calls = (weekday_of(day) == 5 ? 300 : 1000) * std::exp(growth_a_day * double(day - kMonday));
    values.push_back({day, std::log(calls)});
  }
  return values;
}

TEST(UsualLevel, EachWeekdayHasItsOwnAndAClosedOneHasNone) {
  const auto values = weeks(6);
  const UsualLevel level(values, kCounts);
  EXPECT_NEAR(std::exp(*level.expected(kMonday + 8)), 1000, 1e-6);
  EXPECT_NEAR(std::exp(*level.expected(kMonday + 5)), 300, 1e-6);
  EXPECT_FALSE(level.expected(kMonday + 6));
  for (const DayValue& value : values) EXPECT_FALSE(level.stands_off(value));
}

TEST(UsualLevel, ItFollowsGrowth) {
  const auto values = weeks(26, 0.004);
  const UsualLevel level(values, kCounts);
  for (const DayValue& value : values)
    EXPECT_NEAR(*level.expected(value.day), value.value, 0.05) << value.day;
}

TEST(UsualLevel, InAMonthWithHalfOfTheWednesdaysClosedTheHolidaysStandOffNotTheOthers) {
  auto values = weeks(4);
  for (DayValue& value : values) {
    if (value.day == kMonday + 2 || value.day == kMonday + 16) value.value = std::log(150);
  }
  const UsualLevel level(values, kCounts);
  for (const DayValue& value : values) {
    EXPECT_EQ(level.stands_off(value), value.day == kMonday + 2 || value.day == kMonday + 16) << value.day;
  }
  EXPECT_NEAR(std::exp(*level.expected(kMonday + 2)), 1000, 10);
}

TEST(UsualLevel, OfAHundredUsualWeeksNextToNoDayStandsOff) {
  constexpr std::uint64_t kSeed = 3;
  SCOPED_TRACE(kSeed);
  Random random(kSeed);
  auto values = weeks(100);
  for (DayValue& value : values) {
    const double mean = std::exp(value.value + 0.1 * random.normal());
    value.value = std::log(static_cast<double>(random.poisson(mean)));
  }
  const UsualLevel level(values, kCounts);
  int off = 0;
  for (const DayValue& value : values) off += level.stands_off(value) ? 1 : 0;
  EXPECT_LE(off, 2);
}

TEST(UsualLevel, OfNothingNothingIsExpected) {
  const UsualLevel level({}, kCounts);
  EXPECT_FALSE(level.expected(3));
  EXPECT_EQ(level.deviation({3, 1}), 0);
}

}  // namespace
}  // namespace tandem::analysis
