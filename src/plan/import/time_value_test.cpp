#include "plan/import/time_value.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "plan/import/time_pattern.hpp"

namespace tandem::importing {
namespace {

constexpr std::int64_t kMarch4At8 = 1'741'075'200;  // 2025-03-04T08:00:00Z

std::string shown(const ValueResult<ClockReading>& reading) {
  if (!reading) return std::string(reading.error());
  const auto instant = to_instant(*reading, &Zone::utc());
  return to_iso8601(instant->instant, Zone::utc()) + (reading->offset ? "" : " local");
}

TEST(Time, TakesABareNumberByItsDigits) {
  EXPECT_EQ(shown(read_time("1741075200")), "2025-03-04T08:00:00Z");
  EXPECT_EQ(shown(read_time("1741075200.25")), "2025-03-04T08:00:00.25Z");
  EXPECT_EQ(shown(read_time("1741075200250")), "2025-03-04T08:00:00.25Z");
  EXPECT_EQ(shown(read_time("1741075200250000")), "2025-03-04T08:00:00.25Z");
  EXPECT_EQ(shown(read_time("20250304")),
            "a bare number is a time only as seconds, milliseconds or microseconds since 1970");
  EXPECT_EQ(shown(read_time("45720.5")),
            "a bare number is a time only as seconds, milliseconds or microseconds since 1970");
}

TEST(Epoch, RefusesWhatIsBeyondTheYears) {
  EXPECT_EQ(shown(read_epoch("4102444799", Duration::seconds(1))), "2099-12-31T23:59:59Z");
  EXPECT_EQ(shown(read_epoch("4102444800", Duration::seconds(1))), "the year is not within 1970 to 2099");
  EXPECT_EQ(shown(read_epoch("99999999999999999", Duration::seconds(1))),
            "the year is not within 1970 to 2099");
  EXPECT_EQ(shown(read_epoch("-5", Duration::seconds(1))), "this is not a number");
}

TEST(ExcelDays, AreReadToTheMillisecond) {
  EXPECT_EQ(shown(read_excel_days("45720.333333333336")), "2025-03-04T08:00:00Z local");
  EXPECT_EQ(shown(read_excel_days("45720")), "2025-03-04T00:00:00Z local");
  EXPECT_EQ(shown(read_excel_days("45720.3333362269")), "2025-03-04T08:00:00.25Z local");
  EXPECT_EQ(shown(read_excel_days("7")), "the year is not within 1970 to 2099");
}

TEST(Length, ReadsSecondsMillisecondsAndClockForm) {
  EXPECT_EQ(read_hms("1:02:03")->seconds(), 3723);
  EXPECT_EQ(read_hms("02:03")->seconds(), 123);
  EXPECT_EQ(read_hms("0:00:12.5")->seconds(), 12.5);
  EXPECT_EQ(read_hms("77")->seconds(), 77);
  EXPECT_EQ(read_hms("100:00:00")->seconds(), 360'000);
  EXPECT_EQ(read_number_of("1500", Duration::milliseconds(1))->seconds(), 1.5);
  EXPECT_EQ(read_number_of("12,5", Duration::seconds(1))->seconds(), 12.5);
  EXPECT_EQ(read_number_of("-1", Duration::seconds(1)).error(), "a length cannot be negative");
  EXPECT_EQ(read_hms("0:61:00").error(), "this is not a length of the form H:MM:SS");
  EXPECT_EQ(read_hms("1h").error(), "this is not a number");
  EXPECT_EQ(read_number_of("99999999999", Duration::seconds(1)).error(), "this is longer than ten years");
}

RC_GTEST_PROP(Time, NeverFailsOnAnyText, (const std::string& text)) {
  (void)read_time(text);
  (void)read_hms(text);
  (void)read_excel_days(text);
}

std::string by_pattern(const char* pattern, const char* text) {
  const auto made = TimePattern::parse(pattern);
  return made ? shown(made->read(text)) : made.error().message;
}

TEST(TimePattern, ReadsWhatExportsWrite) {
  EXPECT_EQ(by_pattern("%m/%d/%Y %I:%M:%S %p", "3/4/2025 8:00:00 AM"), "2025-03-04T08:00:00Z local");
  EXPECT_EQ(by_pattern("%m/%d/%Y %I:%M %p", "03/04/2025 12:05 am"), "2025-03-04T00:05:00Z local");
  EXPECT_EQ(by_pattern("%m/%d/%Y %I:%M %p", "03/04/2025 12:05pm"), "2025-03-04T12:05:00Z local");
  EXPECT_EQ(by_pattern("%d.%m.%Y %H:%M:%S", "04.03.2025 08:00:00"), "2025-03-04T08:00:00Z local");
  EXPECT_EQ(by_pattern("%a, %d %b %Y %H:%M:%S %z", "Tue, 04 Mar 2025 08:00:00 +0200"),
            "2025-03-04T06:00:00Z");
  EXPECT_EQ(by_pattern("%B %e, %Y %T.%f", "March 4, 2025 08:00:00.125"), "2025-03-04T08:00:00.125Z local");
  EXPECT_EQ(by_pattern("%y%m%d %R %Z", "250304 08:00 UTC"), "2025-03-04T08:00:00Z");
  EXPECT_EQ(by_pattern("%F %T %Z", "2025-03-04 08:00:00 CET"), "2025-03-04T08:00:00Z local");
}

TEST(TimePattern, SaysWhatIsWrong) {
  EXPECT_EQ(by_pattern("%m/%d/%Y %H:%M", "2025-03-04 08:00"), "this is not of the pattern");
  EXPECT_EQ(by_pattern("%m/%d/%Y %H:%M", "13/04/2025 08:00"), "the month is not within 01 to 12");
  EXPECT_EQ(by_pattern("%m/%d/%Y %I:%M %p", "03/04/2025 13:00 PM"), "the hour is not within 1 to 12");
  EXPECT_EQ(by_pattern("%H:%M", "08:00"),
            "the pattern '%H:%M' lacks a part of the date; it needs %Y or %y, %m or %b, and %d");
  EXPECT_EQ(by_pattern("%F %I:%M", "x"), "the pattern '%F %I:%M' has an hour of 1 to 12 (%I) but no %p");
  EXPECT_EQ(by_pattern("%F %q", "x"),
            "the pattern '%F %q' has the unknown part %q; known are %Y %y %m %d %e %b %B %a %A %H %k %I %l "
            "%M %S %f "
            "%p %z %Z %T %R %D %F %%");
  EXPECT_EQ(by_pattern("%F %", "x"), "the pattern '%F %' ends with a lone %");
}

TEST(TimePattern, ReadsItsOwnExample) {
  for (const char* pattern :
       {"%m/%d/%Y %I:%M:%S %p", "%d %b %y %H:%M", "%a %B %e %Y %k:%M:%S.%f %z", "%F %T %Z"}) {
    const auto made = TimePattern::parse(pattern);
    EXPECT_TRUE(made->read(made->example())) << pattern << ": " << made->example();
  }
}

TEST(Time, OfMarchFourthIsWhatTheOtherTestsSay) {
  EXPECT_EQ(read_time("1741075200")->local_us, kMarch4At8 * 1'000'000);
}

}  // namespace
}  // namespace tandem::importing
