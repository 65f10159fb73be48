#include "plan/analysis/gaps.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "plan/analysis/made_calls.hpp"

namespace tandem::analysis {
namespace {

const Zone& kZone = made::zone("Asia/Jerusalem");

/// Four weeks of a call every half minute from 8:00 to 18:00, without the hour from 11:00 on the second
/// Tuesday.
std::vector<CallRecord> month() {
  const Instant monday = made::at(kZone, 2024, 1, 1);
  const Instant from = made::at(kZone, 2024, 1, 9, 11), until = made::at(kZone, 2024, 1, 9, 12);
  std::vector<CallRecord> calls;
  for (int day = 0; day < 28; ++day) {
    for (int half = 0; half < 10 * 120; ++half) {
      const Instant at =
          monday + Duration::days(day) + Duration::hours(8) + Duration::milliseconds(30'000 * half + 417);
      if (at < from || at >= until) calls.push_back(made::answered(at, 5, 30));
    }
  }
  return calls;
}

std::vector<TimeQuality::Gap> gaps_of(const std::vector<CallRecord>& calls, const Zone& zone) {
  GapFinder finder;
  for (const CallRecord& call : calls) finder.see(call);
  return finder.gaps(zone);
}

TEST(Gaps, RunFromTheCallBeforeToTheCallAfter) {
  const auto gaps = gaps_of(month(), kZone);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].from, made::at(kZone, 2024, 1, 9, 10, 59, 30) + Duration::milliseconds(417));
  EXPECT_EQ(gaps[0].until, made::at(kZone, 2024, 1, 9, 12) + Duration::milliseconds(417));
  EXPECT_NEAR(gaps[0].usual_calls, 121 * 0.75, 1);
}

TEST(Gaps, AreTheSameWhateverTheOrderOfTheCalls) {
  auto calls = month();
  const auto in_order = gaps_of(calls, kZone);
  Random random(5);
  for (std::size_t i = calls.size(); i > 1; --i) std::swap(calls[i - 1], calls[random.below(i)]);
  const auto shuffled = gaps_of(calls, kZone);
  ASSERT_EQ(shuffled.size(), in_order.size());
  EXPECT_EQ(shuffled[0].from, in_order[0].from);
  EXPECT_EQ(shuffled[0].until, in_order[0].until);
  EXPECT_DOUBLE_EQ(shuffled[0].usual_calls, in_order[0].usual_calls);
}

TEST(Gaps, CallsThatEndInTheMenuShowThatTheLogWasRunning) {
  auto calls = month();
  CallRecord in_menu = made::abandoned(made::at(kZone, 2024, 1, 9, 11, 30), 5);
  in_menu.outcome = Outcome::in_menu;
  calls.push_back(in_menu);
  const auto gaps = gaps_of(calls, kZone);
  ASSERT_EQ(gaps.size(), 2U);
  EXPECT_EQ(gaps[0].until, gaps[1].from);
}

TEST(Gaps, DaysAreThoseOfTheZone) {
  GapFinder finder;
  finder.see(made::answered(made::at(kZone, 2024, 1, 1, 0, 30), 5, 30));
  finder.see(made::answered(made::at(kZone, 2024, 1, 1, 23, 30), 5, 30));
  EXPECT_EQ(finder.days_with_calls(kZone), 1);
  EXPECT_EQ(finder.days_with_calls(Zone::utc()), 2);
  EXPECT_EQ(GapFinder().days_with_calls(kZone), 0);
}

}  // namespace
}  // namespace tandem::analysis
