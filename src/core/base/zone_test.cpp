#include "core/base/zone.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace tandem {
namespace {

using std::chrono::local_days;
using std::chrono::year;

LocalTime local(int y, unsigned m, unsigned d, int hour, int minute) {
  return LocalTime(local_days(year(y) / std::chrono::month(m) / std::chrono::day(d))) +
         std::chrono::hours(hour) + std::chrono::minutes(minute);
}

const Zone& zone(std::string_view name) { return **Zone::find(name); }

TEST(Zone, UtcHasNoOffset) {
  EXPECT_EQ(Zone::utc().offset_at(Instant::from_seconds(1'700'000'000)), Duration());
  EXPECT_EQ(Zone::utc().to_instant(local(1999, 1, 1, 0, 0)).instant, Instant::from_seconds(915'148'800));
}

TEST(Zone, JerusalemIsTwoHoursAheadInWinterAndThreeInSummerOf1999) {
  EXPECT_EQ(zone("Asia/Jerusalem").to_instant(local(1999, 1, 15, 12, 0)).instant -
                Zone::utc().to_instant(local(1999, 1, 15, 10, 0)).instant,
            Duration());
  EXPECT_EQ(zone("Asia/Jerusalem").offset_at(Zone::utc().to_instant(local(1999, 7, 1, 0, 0)).instant),
            Duration::hours(3));
}

TEST(Zone, TheRepeatedHourGivesTheEarlierInstantAndSaysSo) {
  const auto resolved = zone("Europe/Berlin").to_instant(local(2024, 10, 27, 2, 30));
  EXPECT_EQ(resolved.reading, Zone::Reading::ambiguous);
  EXPECT_EQ(resolved.instant, Zone::utc().to_instant(local(2024, 10, 27, 0, 30)).instant);
}

TEST(Zone, TheSkippedHourIsReadWithTheOffsetBeforeTheChange) {
  const auto resolved = zone("Europe/Berlin").to_instant(local(2024, 3, 31, 2, 30));
  EXPECT_EQ(resolved.reading, Zone::Reading::skipped);
  EXPECT_EQ(resolved.instant, Zone::utc().to_instant(local(2024, 3, 31, 1, 30)).instant);
}

TEST(Zone, ADayStartsAtTheFirstInstantWhereMidnightIsSkipped) {
  // Beirut's clocks went from 00:00 to 01:00 on 31 March 2024.
  const Instant start = start_of_day(local_days(year(2024) / 3 / 31), zone("Asia/Beirut"));
  EXPECT_EQ(zone("Asia/Beirut").to_local(start), local(2024, 3, 31, 1, 0));
}

TEST(Zone, FixedOffsetsAreZonesToo) {
  EXPECT_EQ(zone("+03:00").offset_at(Instant::from_seconds(0)), Duration::hours(3));
  EXPECT_EQ(zone("-0530").offset_at(Instant::from_seconds(0)), Duration::minutes(-330));
}

TEST(Zone, AnUnknownNameSuggestsNearOnes) {
  const auto missing = Zone::find("berlin");
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message, testing::HasSubstr("Europe/Berlin"));
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_FALSE(Zone::find("+99:00"));
  EXPECT_FALSE(Zone::find(""));
}

TEST(Zone, ToLocalAndBackIsTheSameInstantOutsideRepeatedHours) {
  EXPECT_TRUE(rc::check([] {
    const auto name =
        *rc::gen::elementOf(std::vector<std::string>{"Europe/Berlin", "America/New_York", "Asia/Jerusalem",
                                                     "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"});
    const Instant at = Instant::from_seconds(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000));
    const auto back = zone(name).to_instant(zone(name).to_local(at));
    RC_ASSERT(back.reading != Zone::Reading::skipped);
    if (back.reading == Zone::Reading::unique)
      RC_ASSERT(back.instant == at);
    else
      RC_ASSERT(back.instant <= at);
  }));
}

TEST(Zone, FingerprintsTellZonesApart) {
  EXPECT_NE(zone("Europe/Berlin").fingerprint(), zone("Europe/Paris").fingerprint());
  EXPECT_EQ(zone("Europe/Berlin").fingerprint(), zone("Europe/Berlin").fingerprint());
}

TEST(Zone, TellsTheHourOnItsClock) {
  const Zone& berlin = **Zone::find("Europe/Berlin");
  const Instant noon = Instant::from_seconds(1'704'110'400);  // 2024-01-01T12:00:00Z
  EXPECT_EQ(Zone::utc().hour_of(noon), 12U);
  EXPECT_EQ(berlin.hour_of(noon - Duration::microseconds(1)), 12U);
  EXPECT_EQ(berlin.hour_of(noon), 13U);
  EXPECT_EQ(berlin.hour_of(noon + Duration::hours(11)), 0U);
}

}  // namespace
}  // namespace tandem
