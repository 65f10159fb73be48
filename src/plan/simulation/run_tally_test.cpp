#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "plan/simulation/run_tally.hpp"

namespace tandem::simulation {
namespace {

TEST(WaitScale, IsWithinA512thOfEachWaitUpToHalfAYear) {
  EXPECT_TRUE(rc::check([] {
    const auto us = *rc::gen::inRange<std::int64_t>(0, Duration::days(183).microseconds());
    const auto shorter = us >> *rc::gen::inRange(0, 45);
    const Duration wait = Duration::microseconds(shorter);
    const Duration value = WaitScale::value_of(WaitScale::step_of(wait));
    const auto distance = std::abs((value - wait).microseconds());
    RC_ASSERT(distance * 512 <= std::max<std::int64_t>(512'000, shorter));
  }));
}

TEST(WaitScale, NeverFalls) {
  std::size_t before = 0;
  for (std::int64_t ms = 0; ms < 5'000'000; ms += 1 + ms / 700) {
    const std::size_t step = WaitScale::step_of(Duration::milliseconds(ms));
    ASSERT_GE(step, before) << ms;
    ASSERT_LE(step, before + 2) << "no step is left out";
    before = step;
  }
}

TEST(WaitScale, TellsEachStepOfItsOwnValue) {
  for (std::size_t step = 0; step < WaitScale::kSteps; ++step)
    ASSERT_EQ(WaitScale::step_of(WaitScale::value_of(step)), step);
}

TEST(WaitScale, HasAStepForAnyWait) {
  EXPECT_EQ(WaitScale::step_of(Duration()), 0U);
  EXPECT_EQ(WaitScale::value_of(0), Duration());
  EXPECT_EQ(WaitScale::step_of(Duration::max()), WaitScale::kSteps - 1);
  EXPECT_EQ(WaitScale::step_of(-Duration::seconds(3)), 0U);
}

Horizon day_of(std::uint32_t batches, std::optional<Duration> interval) {
  return {.length = Duration::days(1), .batches = batches, .interval = interval};
}

TEST(Slices, AreOneWhereNothingDividesTheRun) {
  const Horizon horizon = day_of(1, {});
  const Slices slices(horizon);
  ASSERT_EQ(slices.size(), 1U);
  EXPECT_EQ(slices[0].from, horizon.start);
  EXPECT_EQ(slices.end_of(0), horizon.end());
  EXPECT_TRUE(slices.interval_starts().empty());
}

TEST(Slices, BeginWithBatchesAfterTheWarmUp) {
  Horizon horizon = day_of(4, {});
  horizon.warm_up = Duration::hours(3);
  const Slices slices(horizon);
  ASSERT_EQ(slices.size(), 4U);
  for (std::uint32_t i = 0; i < 4; ++i) {
    EXPECT_EQ(slices[i].from, horizon.start + Duration::hours(3 + 6 * i));
    EXPECT_EQ(slices[i].batch, i);
  }
}

TEST(Slices, AreIntervalsOfTheLocalClock) {
  Horizon horizon = day_of(1, Duration::hours(1));
  horizon.zone = *Zone::find("Europe/Berlin");
  horizon.start = Instant::from_seconds(1'711'839'600);  // 2024-03-31T00:00 in Berlin, a day of 23 hours
  horizon.length = Duration::hours(23);
  const Slices slices(horizon);
  EXPECT_EQ(slices.size(), 23U);
  EXPECT_EQ(slices.interval_starts().size(), 23U);
  for (std::uint32_t i = 0; i < 23; ++i) EXPECT_EQ(slices[i].interval, i);
}

TEST(Slices, OfAsManyBatchesAsThereMayBeAreInOrderForACentury) {
  Horizon horizon = day_of(100'000, {});
  horizon.length = Duration::days(36'500);
  const Slices slices(horizon);
  ASSERT_EQ(slices.size(), 100'000U);
  for (std::size_t i = 1; i < slices.size(); ++i) ASSERT_LT(slices[i - 1].from, slices[i].from);
  EXPECT_LT(slices[99'999].from, horizon.end());
}

}  // namespace
}  // namespace tandem::simulation
