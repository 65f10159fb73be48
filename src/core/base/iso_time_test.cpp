#include "core/base/iso_time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tandem {
namespace {

std::string shown(const ValueResult<ClockReading>& reading) {
  if (!reading) return std::string(reading.error());
  const auto instant = to_instant(*reading, &Zone::utc());
  return to_iso8601(instant->instant, Zone::utc()) + (reading->offset ? "" : " local");
}

TEST(Iso8601, ReadsEveryNotationOfADateAndTime) {
  EXPECT_EQ(shown(read_iso8601("2025-03-04T08:00:00Z")), "2025-03-04T08:00:00Z");
  EXPECT_EQ(shown(read_iso8601("2025-03-04T08:00:00.250+02:00")), "2025-03-04T06:00:00.25Z");
  EXPECT_EQ(shown(read_iso8601("2025-03-04 08:00:00,5-0530")), "2025-03-04T13:30:00.5Z");
  EXPECT_EQ(shown(read_iso8601("2025-03-04t08:00:00 +02")), "2025-03-04T06:00:00Z");
  EXPECT_EQ(shown(read_iso8601("2025-03-04  08:00")), "2025-03-04T08:00:00Z local");
  EXPECT_EQ(shown(read_iso8601("2025/3/4 8:00:07")), "2025-03-04T08:00:07Z local");
  EXPECT_EQ(shown(read_iso8601("20250304T080001Z")), "2025-03-04T08:00:01Z");
  EXPECT_EQ(shown(read_iso8601("2025-03-04T24:00:00Z")), "2025-03-05T00:00:00Z");
  EXPECT_EQ(shown(read_iso8601("2024-02-29T00:00:00.1234567Z")), "2024-02-29T00:00:00.123456Z");
}

TEST(Iso8601, SaysWhatIsWrong) {
  EXPECT_EQ(shown(read_iso8601("04/03/2025 08:00")), "this is not a time");
  EXPECT_EQ(shown(read_iso8601("2025-03-04")), "this is a date without a time of day");
  EXPECT_EQ(shown(read_iso8601("2025-13-04T08:00:00")), "the month is not within 01 to 12");
  EXPECT_EQ(shown(read_iso8601("2025-02-29T08:00:00")), "the month has no such day");
  EXPECT_EQ(shown(read_iso8601("2025-03-04T25:00:00")), "the hour is not within 00 to 23");
  EXPECT_EQ(shown(read_iso8601("2025-03-04T24:00:01")), "the hour is not within 00 to 23");
  EXPECT_EQ(shown(read_iso8601("2025-03-04T08:60:00")), "the minute is not within 00 to 59");
  EXPECT_EQ(shown(read_iso8601("2025-03-04T08:00:60")), "the second is not within 00 to 59");
  EXPECT_EQ(shown(read_iso8601("1969-12-31T23:59:59Z")), "the year is not within 1970 to 2099");
  EXPECT_EQ(shown(read_iso8601("2100-01-01T00:00:00Z")), "the year is not within 1970 to 2099");
  EXPECT_EQ(shown(read_iso8601("2025-03-04T08:00:00+16:00")), "the offset is more than 15 hours");
  EXPECT_EQ(shown(read_iso8601("2025-03-04T08:00:00+2")), "the offset is not of the form +HH:MM");
  EXPECT_EQ(shown(read_iso8601("2025-03-04T08:00:00.")), "this is not a time");
  EXPECT_EQ(shown(read_iso8601("2025-03-04T08:00:00Zx")), "this is not a time");
  EXPECT_EQ(shown(read_iso8601("")), "this is not a time");
}

TEST(IsoDate, IsMidnightOfThatDay) {
  EXPECT_EQ(shown(read_iso_date("2025-03-04")), "2025-03-04T00:00:00Z local");
  EXPECT_EQ(shown(read_iso_date("20250304")), "2025-03-04T00:00:00Z local");
  EXPECT_EQ(shown(read_iso_date("2025-03-04T08:00:00")), "this is not a date");
  EXPECT_EQ(shown(read_iso_date("2025-02-29")), "the month has no such day");
}

TEST(ToInstant, TellsTheHoursThatDaylightSavingRepeatsAndSkips) {
  const Zone* berlin = *Zone::find("Europe/Berlin");
  const auto repeated = to_instant(*read_iso8601("2025-10-26 02:30:00"), berlin);
  EXPECT_EQ(repeated->reading, Zone::Reading::ambiguous);
  EXPECT_EQ(to_iso8601(repeated->instant, *berlin), "2025-10-26T02:30:00+02:00");
  EXPECT_EQ(to_iso8601(repeated->later, *berlin), "2025-10-26T02:30:00+01:00");
  const auto skipped = to_instant(*read_iso8601("2025-03-30 02:30:00"), berlin);
  EXPECT_EQ(skipped->reading, Zone::Reading::skipped);
  EXPECT_EQ(to_iso8601(skipped->instant, *berlin), "2025-03-30T03:30:00+02:00");
  EXPECT_FALSE(to_instant(*read_iso8601("2025-03-30 02:30:00"), nullptr));
}

RC_GTEST_PROP(Iso8601, ReadsWhatIsWrittenInAnyZone, ()) {
  const auto us = *rc::gen::inRange<std::int64_t>(86'400'000'000, 4'102'300'800'000'000);
  const auto* name =
      *rc::gen::element("UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata", "Pacific/Apia");
  const Zone& zone = **Zone::find(name);
  const Instant at = Instant::from_microseconds(us);
  RC_ASSERT(to_instant(*read_iso8601(to_iso8601(at, zone)), nullptr)->instant == at);
}

RC_GTEST_PROP(Iso8601, NeverFailsOnAnyText, (const std::string& text)) {
  (void)read_iso8601(text);
  (void)read_iso_date(text);
}

}  // namespace
}  // namespace tandem
