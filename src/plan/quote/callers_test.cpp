#include "plan/quote/callers.hpp"

#include <gtest/gtest.h>

#include "plan/analysis/made_calls.hpp"

namespace tandem::quote {
namespace {

namespace made = analysis::made;

const Zone& kZone = made::zone("Europe/Berlin");
constexpr Duration kHalfHour = Duration::minutes(30);

std::vector<analysis::IntervalCell> cells_of(std::span<const CallRecord> calls) {
  return analysis::count_by_interval(calls, {}, {kZone, kHalfHour});
}

CallRecord closed_at(Instant at) {
  CallRecord call = made::abandoned(at, 1);
  call.outcome = Outcome::out_of_hours;
  return call;
}

TEST(CallersOf, TalkAndPatienceAreThoseOfTheRecords) {
  const Instant monday = made::at(kZone, 2024, 1, 1, 9, 0);
  std::vector<CallRecord> calls;
  for (int i = 0; i < 100; ++i)
    calls.push_back(made::answered(monday + Duration::seconds(i * 60), 10, i % 2 == 0 ? 100 : 300));
  for (int i = 0; i < 50; ++i)
    calls.push_back(made::abandoned(monday + Duration::seconds(6'000 + i), 10 + i));
  const auto callers = callers_of("q", calls, cells_of(calls), kHalfHour);
  ASSERT_TRUE(callers);
  EXPECT_NEAR(callers->talk.mean_seconds(), 200, 1e-6);
  // Each waited 10 s or more; who was answered tells that they would have stayed.
  EXPECT_GT(callers->patience.mean_seconds(), 10);
  EXPECT_EQ(callers->open, calendar::WeeklyHours::always()) << "nobody met closed doors";
}

TEST(CallersOf, OfCallsThatNobodyAnsweredNothingIsLearned) {
  const std::vector<CallRecord> calls = {made::abandoned(made::at(kZone, 2024, 1, 1, 9, 0), 10)};
  EXPECT_FALSE(callers_of("q", calls, cells_of(calls), kHalfHour));
}

TEST(HoursOf, AnIntervalOfAWeekdayIsClosedWhereHalfMetClosedDoors) {
  const Instant monday = made::at(kZone, 2024, 1, 1, 8, 0);
  std::vector<CallRecord> calls = {closed_at(monday)};
  for (const int minutes : {30, 60, 90})
    calls.push_back(made::answered(monday + Duration::minutes(minutes), 5, 100));
  calls.push_back(closed_at(monday + Duration::minutes(120)));
  calls.push_back(made::answered(monday + Duration::minutes(121), 5, 100));
  const calendar::WeeklyHours hours = hours_of(cells_of(calls), kHalfHour);
  ASSERT_EQ(hours.days[0].size(), 1U);
  EXPECT_EQ(hours.days[0][0].to_string(), "08:30-10:00");
  EXPECT_TRUE(hours.days[1].empty()) << "nobody ever called on a Tuesday";
}

TEST(StatedCallers, AreExponentialAsErlangTakesThem) {
  const Callers callers = stated_callers("q", 240, std::nullopt);
  EXPECT_DOUBLE_EQ(callers.handle_seconds(), 240);
  EXPECT_EQ(callers.patience.kind(), simulation::Distribution::Kind::never);
}

TEST(MeanPatienceOf, IsAllWaitsByThoseThatEndedInGivingUp) {
  const Instant t = made::at(kZone, 2024, 1, 1, 9, 0);
  const std::vector<CallRecord> calls = {made::answered(t, 30, 60), made::abandoned(t, 60),
                                         made::abandoned(t, 90)};
  EXPECT_DOUBLE_EQ(*mean_patience_of(calls), 90);
  EXPECT_FALSE(mean_patience_of(std::span(calls).first(1)));
}

}  // namespace
}  // namespace tandem::quote
