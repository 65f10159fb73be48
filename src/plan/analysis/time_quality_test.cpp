#include "plan/analysis/time_quality.hpp"

#include <gtest/gtest.h>

#include "plan/analysis/analyse.hpp"
#include "plan/analysis/made_calls.hpp"

namespace tandem::analysis {
namespace {

const Zone& kZone = made::zone("Europe/Berlin");

/// From a Monday on, a call a minute from 8:00 to 18:00, but for what `left_out` says.
template <class LeftOut>
std::vector<CallRecord> desk(Instant monday, int days, LeftOut left_out) {
  std::vector<CallRecord> calls;
  for (int day = 0; day < days; ++day) {
    for (int minute = 8 * 60; minute < 18 * 60; ++minute) {
      const Instant t = monday + Duration::days(day) + Duration::minutes(minute);
      if (!left_out(t)) calls.push_back(made::answered(t, 5, 30));
    }
  }
  return calls;
}

TimeQuality quality_of(const std::vector<CallRecord>& calls) {
  importing::Directory directory;
  made::name_all(directory);
  Options options;
  options.zone = &kZone;
  return analyse(made::table_of(calls), directory, {}, options)->time_quality;
}

TEST(TimeQuality, AnHourWithoutCallsOnAnOtherwiseUsualDayIsAGap) {
  const Instant from = made::at(kZone, 2024, 1, 16, 11), until = made::at(kZone, 2024, 1, 16, 12);
  const auto quality =
      quality_of(desk(made::at(kZone, 2024, 1, 1), 28, [&](Instant t) { return t >= from && t < until; }));
  ASSERT_EQ(quality.gaps.size(), 1U);
  EXPECT_EQ(quality.gaps[0].from, from - Duration::minutes(1));
  EXPECT_EQ(quality.gaps[0].until, until);
  // A minute of 10:59 too; and the day that was out lowers what is usual by a quarter of its share.
  EXPECT_NEAR(quality.gaps[0].usual_calls, 61 * 0.75, 1.5);
  EXPECT_TRUE(quality.missing_days.empty());
}

TEST(TimeQuality, TenMinutesWithoutCallsAreNone) {
  const Instant from = made::at(kZone, 2024, 1, 16, 11), until = made::at(kZone, 2024, 1, 16, 11, 10);
  EXPECT_TRUE(quality_of(desk(made::at(kZone, 2024, 1, 1), 28, [&](Instant t) {
                return t >= from && t < until;
              })).gaps.empty());
}

TEST(TimeQuality, ADayThatClosedEarlyIsNoGap) {
  const Instant from = made::at(kZone, 2024, 1, 16, 12), until = made::at(kZone, 2024, 1, 16, 17, 59);
  EXPECT_TRUE(quality_of(desk(made::at(kZone, 2024, 1, 1), 28, [&](Instant t) {
                return t >= from && t < until;
              })).gaps.empty());
}

TEST(TimeQuality, ClockChangesWithinTheDataAndCallsOfTheRepeatedHourAreCounted) {
  // The clock is set back on 27 October 2024 at 3:00 to 2:00.
  std::vector<CallRecord> calls;
  const Instant midnight = made::at(kZone, 2024, 10, 27);
  for (int quarter = 0; quarter < 24; ++quarter) {
    calls.push_back(made::answered(midnight + Duration::minutes(15 * quarter), 5, 30));
  }
  const auto quality = quality_of(calls);
  ASSERT_EQ(quality.clock_changes.size(), 1U);
  EXPECT_EQ(quality.clock_changes[0], midnight + Duration::hours(3));
  EXPECT_EQ(quality.calls_in_repeated_hour, 8) << "four in each pass";
}

TEST(TimeQuality, OddDurationsAreCounted) {
  const Instant t = made::at(kZone, 2024, 1, 1, 9);
  CallRecord open = made::answered(t, 5, 0);
  open.ended_at = open.wrapup_end_at = Instant::none();
  CallRecord nobody = made::answered(t, 5, 60);
  nobody.agent = AgentId::none();
  const auto quality = quality_of({open, nobody, made::answered(t, 5, 0), made::answered(t, 5, 3 * 3600)});
  EXPECT_EQ(quality.calls_without_end, 1);
  EXPECT_EQ(quality.calls_without_agent, 1);
  EXPECT_EQ(quality.zero_talk, 1);
  EXPECT_EQ(quality.very_long_calls, 1);
}

TEST(TimeQuality, StepsBackOfMinutesOrHoursInTheLogAreClockJumpsOfDaysAreNot) {
  const Instant t = made::at(kZone, 2024, 1, 2, 9);
  const auto call = [t](Duration after) { return made::answered(t + after, 5, 30); };
  const auto quality =
      quality_of({call(Duration::hours(1)), call(Duration::minutes(58)),   // calls logged at their end
                  call(Duration::minutes(10)),                             // back by 48 minutes
                  call(Duration::hours(2)), call(-Duration::hours(24))});  // another line's calls
  EXPECT_EQ(quality.clock_jumps, 1);
}

}  // namespace
}  // namespace tandem::analysis
