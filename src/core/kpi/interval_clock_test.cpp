#include "core/kpi/interval_clock.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace tandem::kpi {
namespace {

const Zone& berlin() { return **Zone::find("Europe/Berlin"); }
Instant utc(int year, unsigned month, unsigned day, int hour, int minute) {
  const std::chrono::sys_days date{std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day)};
  return Instant::from_seconds(date.time_since_epoch().count() * 86'400 + hour * 3'600 + minute * 60);
}

TEST(IntervalClock, CountsIntervalsFromLocalMidnight) {
  IntervalClock clock(TimeKey::interval, Duration::minutes(30), **Zone::find("Asia/Kolkata"));  // UTC+5:30
  const auto stretch = clock.stretch_of(utc(2025, 3, 4, 8, 14));
  EXPECT_EQ(clock.start_of(stretch.slot), utc(2025, 3, 4, 8, 0));
  IntervalClock hours(TimeKey::interval, Duration::hours(1), **Zone::find("Asia/Kolkata"));
  EXPECT_EQ(hours.start_of(hours.stretch_of(utc(2025, 3, 4, 8, 14)).slot), utc(2025, 3, 4, 7, 30));
}

TEST(IntervalClock, GivesTheHourThatIsRepeatedItsOwnSlots) {
  IntervalClock clock(TimeKey::interval, Duration::minutes(30), berlin());
  const auto first = clock.stretch_of(utc(2025, 10, 26, 0, 10)).slot;   // 02:10 summer time
  const auto second = clock.stretch_of(utc(2025, 10, 26, 1, 10)).slot;  // 02:10 winter time
  EXPECT_NE(first, second);
  EXPECT_LT(first, second);
  EXPECT_EQ(clock.start_of(first), utc(2025, 10, 26, 0, 0));
  EXPECT_EQ(clock.start_of(second), utc(2025, 10, 26, 1, 0));
}

TEST(IntervalClock, AnIntervalInWhichTheClockIsSetIsOne) {
  IntervalClock clock(TimeKey::interval, Duration::hours(4), berlin());
  const auto before = clock.stretch_of(utc(2025, 10, 26, 0, 10)).slot;
  const auto after = clock.stretch_of(utc(2025, 10, 26, 1, 10)).slot;
  EXPECT_EQ(before, after);
  EXPECT_EQ(clock.start_of(after), utc(2025, 10, 25, 22, 0));
}

TEST(IntervalClock, KnowsLocalDaysWeeksAndMonths) {
  const Instant late = utc(2025, 3, 31, 22, 30);  // 1 April, 00:30 in Berlin, a Tuesday
  IntervalClock day(TimeKey::day, Duration::days(1), berlin());
  EXPECT_EQ(day.start_of(day.stretch_of(late).slot), utc(2025, 3, 31, 22, 0));
  IntervalClock week(TimeKey::week, Duration::days(1), berlin());
  EXPECT_EQ(week.start_of(week.stretch_of(late).slot), utc(2025, 3, 30, 22, 0));
  IntervalClock month(TimeKey::month, Duration::days(1), berlin());
  EXPECT_EQ(month.start_of(month.stretch_of(late).slot), utc(2025, 3, 31, 22, 0));
  EXPECT_EQ(month.start_of(month.stretch_of(utc(2025, 3, 31, 21, 30)).slot), utc(2025, 2, 28, 23, 0));
}

TEST(IntervalClock, ListsTheSlotsBetweenTwo) {
  IntervalClock clock(TimeKey::interval, Duration::hours(1), berlin());
  const auto slots = clock.slots_between(clock.stretch_of(utc(2025, 10, 25, 22, 0)).slot,
                                         clock.stretch_of(utc(2025, 10, 26, 22, 59)).slot);
  EXPECT_EQ(slots.size(), 25) << "the day on which the clock is set back has 25 hours";
  IntervalClock months(TimeKey::month, Duration::days(1), berlin());
  EXPECT_EQ(months
                .slots_between(months.stretch_of(utc(2024, 11, 5, 0, 0)).slot,
                               months.stretch_of(utc(2025, 2, 5, 0, 0)).slot)
                .size(),
            4);
}

TEST(IntervalClock, ItsStretchesHoldTheirInstantsAndOnlyThose) {
  EXPECT_TRUE(rc::check("instants over two years, in any order, in zones with and without summer time", [] {
    const auto key = *rc::gen::element(TimeKey::interval, TimeKey::day, TimeKey::week, TimeKey::month);
    const auto length = *rc::gen::element(Duration::minutes(5), Duration::minutes(30), Duration::hours(3));
    const Zone& zone = **Zone::find(*rc::gen::element<std::string>("Europe/Berlin", "UTC", "America/New_York",
                                                                   "Australia/Lord_Howe", "Asia/Kolkata"));
    IntervalClock clock(key, length, zone);
    for (int i = 0; i < 20; ++i) {
      const auto at = *rc::gen::inRange<std::int64_t>(1'700'000'000, 1'763'000'000) * 1'000'000;
      const auto stretch = clock.stretch_of(Instant::from_microseconds(at));
      RC_ASSERT(stretch.holds(at));
      IntervalClock other(key, length, zone);
      RC_ASSERT(other.stretch_of(Instant::from_microseconds(stretch.from)).slot == stretch.slot);
      RC_ASSERT(other.stretch_of(Instant::from_microseconds(stretch.until - 1)).slot == stretch.slot);
      // An interval within which the clock is set has two stretches.
      const Instant until = Instant::from_microseconds(stretch.until);
      const Slot next = other.stretch_of(until).slot;
      const bool clock_set = zone.period_at(until).from == until;
      RC_ASSERT(next > stretch.slot || (clock_set && next == stretch.slot));
      RC_ASSERT(clock.start_of(stretch.slot).microseconds() <= at);
    }
  }));
}

}  // namespace
}  // namespace tandem::kpi
