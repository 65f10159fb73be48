#include "plan/analysis/wall_clock.hpp"

#include <gtest/gtest.h>

#include <set>

#include "plan/analysis/made_calls.hpp"

namespace tandem::analysis {
namespace {

using made::at;
using made::zone;

TEST(WallClock, AnInstantFallsIntoTheIntervalOfItsWallClock) {
  const Zone& moscow = zone("Europe/Moscow");
  WallClock clock(moscow, Duration::minutes(30));
  const LocalPlace place = clock.place(at(moscow, 2024, 3, 5, 9, 59, 59));
  EXPECT_EQ(place.interval, 19);
  EXPECT_EQ(place.start, at(moscow, 2024, 3, 5, 9, 30));
  EXPECT_EQ(weekday_of(place.day), 1);
  EXPECT_EQ(local_day(place.day),
            LocalDay(std::chrono::year(2024) / std::chrono::March / std::chrono::day(5)));
}

TEST(WallClock, InstantsBefore1970FallIntoTheirDaysToo) {
  WallClock clock(Zone::utc(), Duration::hours(1));
  const LocalPlace place = clock.place(Instant::from_seconds(-1));
  EXPECT_EQ(place.day, -1);
  EXPECT_EQ(place.interval, 23);
  EXPECT_EQ(weekday_of(place.day), 2);
}

/// Starts of the intervals that a local day has, read minute by minute.
std::set<Instant> intervals_of(const Zone& in, int year, unsigned month, unsigned day) {
  WallClock clock(in, Duration::minutes(30));
  std::set<Instant> starts;
  const auto number = clock.place(at(in, year, month, day, 12)).day;
  for (Instant t = at(in, year, month, day, 12) - Duration::hours(14);
       t < at(in, year, month, day, 12) + Duration::hours(14); t = t + Duration::minutes(1)) {
    if (const LocalPlace place = clock.place(t); place.day == number) starts.insert(place.start);
  }
  return starts;
}

TEST(WallClock, TheDayThatRepeatsAnHourHasFiftyHalfHoursAndTheOneThatSkipsOneHasFortySix) {
  EXPECT_EQ(intervals_of(zone("Europe/Berlin"), 2024, 10, 27).size(), 50U);
  EXPECT_EQ(intervals_of(zone("Europe/Berlin"), 2024, 3, 31).size(), 46U);
  EXPECT_EQ(intervals_of(zone("Europe/Berlin"), 2024, 6, 1).size(), 48U);
}

TEST(WallClock, BothPassesOfTheRepeatedHourAreTheSameIntervalOfTheDayWithTwoStarts) {
  const Zone& berlin = zone("Europe/Berlin");
  WallClock clock(berlin, Duration::minutes(30));
  const Instant first = at(berlin, 2024, 10, 27, 2, 10);
  const LocalPlace a = clock.place(first), b = clock.place(first + Duration::hours(1));
  EXPECT_EQ(a.interval, b.interval);
  EXPECT_EQ(a.day, b.day);
  EXPECT_EQ(b.start - a.start, Duration::hours(1));
}

}  // namespace
}  // namespace tandem::analysis
