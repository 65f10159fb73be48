#include "plan/calendar/repetition.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace tandem::holidays {
namespace {

LocalDay day(int year, unsigned month, unsigned number) {
  return LocalDay(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number));
}

TEST(Repetition, TakesFromTheBudgetWhatItCosts) {
  std::int64_t budget = 3'000;
  const Stamp start{.at = LocalTime(day(2024, 1, 1))};
  const auto last = day(2024, 12, 31);
  ASSERT_TRUE(occurrences_of("FREQ=DAILY", start, last, Zone::utc(), budget));
  EXPECT_EQ(budget, 3'000 - 1'000 - 365);
  ASSERT_TRUE(occurrences_of("FREQ=YEARLY", start, last, Zone::utc(), budget));
  EXPECT_EQ(budget, 634);
  std::int64_t other = 3'000;
  ASSERT_TRUE(occurrences_of("FREQ=DAILY;COUNT=5", start, last, Zone::utc(), other));
  EXPECT_EQ(other, 3'000 - 1'000 - 5);
  const auto refused = occurrences_of("FREQ=DAILY", start, last, Zone::utc(), budget);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::limit);
  EXPECT_EQ(
      refused.error().message,
      "with this rule the events of the file repeat too often to be gone through; expected UNTIL in rules, "
      "or fewer of them");
}

RC_GTEST_PROP(Repetition, GivesEveryNthDayOrWeek, ()) {
  const int interval = *rc::gen::inRange(1, 60);
  const bool weekly = *rc::gen::arbitrary<bool>();
  const LocalDay first = day(1990, 1, 1) + std::chrono::days(*rc::gen::inRange(0, 20'000));
  const LocalDay last = first + std::chrono::days(*rc::gen::inRange(0, 2'000));
  std::int64_t budget = kRepetitionsMax;
  const auto found = occurrences_of(fmt::format("FREQ={};INTERVAL={}", weekly ? "WEEKLY" : "DAILY", interval),
                                    {.at = LocalTime(first)}, last, Zone::utc(), budget);
  RC_ASSERT(found.has_value());
  const std::chrono::days step(weekly ? 7 * interval : interval);
  RC_ASSERT(found->size() == static_cast<std::size_t>((last - first) / step) + 1);
  for (std::size_t i = 0; i < found->size(); ++i)
    RC_ASSERT((found->at(i).at == LocalTime(first + step * static_cast<int>(i))));
}

RC_GTEST_PROP(Repetition, GivesTheSameDateEveryYear, ()) {
  const LocalDay first = day(1990, 1, 1) + std::chrono::days(*rc::gen::inRange(0, 20'000));
  std::int64_t budget = kRepetitionsMax;
  const auto found =
      occurrences_of("FREQ=YEARLY", {.at = LocalTime(first)}, day(2099, 12, 31), Zone::utc(), budget);
  RC_ASSERT(found.has_value());
  const std::chrono::year_month_day date(first);
  std::vector<Stamp> expected;
  for (auto year = date.year(); year <= std::chrono::year(2099); ++year)
    if (const auto same = year / date.month() / date.day(); same.ok())
      expected.push_back({.at = LocalTime(LocalDay(same))});
  RC_ASSERT((*found == expected));
}

}  // namespace
}  // namespace tandem::holidays
