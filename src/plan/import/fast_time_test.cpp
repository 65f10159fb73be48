#include "plan/import/fast_time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "plan/import/time_value.hpp"

namespace tandem::importing {
namespace {

/// The text where enough bytes around it can be read.
struct Padded {
  explicit Padded(const std::string& text)
      : bytes("########" + text + ",################"), size(text.size()) {}
  const char* begin() const { return &bytes[8]; }
  std::string_view text() const { return std::string_view(bytes).substr(8, size); }
  std::string bytes;
  std::size_t size;
};

/// What FastTime takes, read_time() takes for the same instant.
void expect_agreement(FastTime& fast, const std::string& text, const Zone* zone) {
  const Padded padded(text);
  std::int64_t us = 0;
  const bool taken = fast.read(padded.begin(), padded.size, us);
  const std::array twice = {padded.text(), padded.text()};
  std::array<std::int64_t, 2> both{};
  RC_ASSERT(fast.read_all(twice, both) == taken);
  if (!taken) return;
  RC_ASSERT(both[0] == us && both[1] == us);
  const auto reading = read_time(text);
  RC_ASSERT(reading.has_value());
  const auto instant = to_instant(*reading, zone);
  RC_ASSERT(instant.has_value());
  RC_ASSERT(instant->reading == Zone::Reading::unique);
  RC_ASSERT(instant->instant.microseconds() == us);
}

TEST(FastTime, TakesTheUsualNotations) {
  FastTime fast(*Zone::find("Europe/Berlin"));
  for (const auto& [text, expected] : std::vector<std::pair<std::string, std::int64_t>>{
           {"2025-03-04T08:00:00Z", 1'741'075'200'000'000},
           {"2025-03-04 08:00:00", 1'741'071'600'000'000},
           {"2025-03-04T08:00:00.25", 1'741'071'600'250'000},
           {"2025-03-04T08:00:00.000001Z", 1'741'075'200'000'001},
           {"2025-03-04T08:00:00+02:00", 1'741'068'000'000'000},
           {"2025-03-04T08:00:00.125-05:30", 1'741'095'000'125'000},
           {"1741068000", 1'741'068'000'000'000}}) {
    const Padded padded(text);
    std::int64_t us = 0;
    EXPECT_TRUE(fast.read(padded.begin(), padded.size, us)) << text;
    EXPECT_EQ(us, expected) << text;
  }
}

TEST(FastTime, LeavesAllElseToTheCarefulReader) {
  FastTime fast(*Zone::find("Europe/Berlin"));
  for (const std::string text :
       {"", "2025-03-04", "2025-02-30T08:00:00Z", "2025-03-04T24:00:00Z", "2025-03-04T08:60:00Z",
        "2025-03-04T08:00:60Z", "2025-03-04T08:00:00z", "2025-03-04T08:00:00.Z",
        "2025-03-04T08:00:00.1234567Z", "2025-03-04T08:00:00+15:30", "2025-03-04T0x:00:00Z",
        "2025/03/04T08:00:00Z", "2025-10-26T02:30:00", "2025-03-30T02:30:00", "17410680000", "1741068000.5",
        "1969-12-31T23:59:59Z", "2025-03-04T08:00:00 Z"}) {
    const Padded padded(text);
    std::int64_t us = 0;
    EXPECT_FALSE(fast.read(padded.begin(), padded.size, us)) << text;
  }
  FastTime without_zone(nullptr);
  const Padded local("2025-03-04T08:00:00");
  std::int64_t us = 0;
  EXPECT_FALSE(without_zone.read(local.begin(), local.size, us));
}

TEST(FastTime, AgreesWithTheCarefulReaderOnRealTimes) {
  const Zone* const zone = *Zone::find("Europe/Berlin");
  FastTime fast(zone);
  EXPECT_TRUE(rc::check("instants from 1970 to 2099, in several notations", [&] {
    const auto us = *rc::gen::inRange<std::int64_t>(0, 4'102'444'800'000'000);
    std::string text = to_iso8601(Instant::from_microseconds(us), *zone);
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        text = text.substr(0, 19);
        break;
      case 1:
        text = text.substr(0, 19) + "Z";
        break;
      case 2:
        text[10] = ' ';
        break;
      default:
        break;
    }
    expect_agreement(fast, text, zone);
  }));
}

TEST(FastTime, AgreesWithTheCarefulReaderOnBrokenTimes) {
  const Zone* const zone = *Zone::find("America/New_York");
  FastTime fast(zone);
  EXPECT_TRUE(rc::check("times with some characters changed", [&] {
    std::string text = "2025-03-04T08:00:00.250+02:00";
    text.resize(*rc::gen::element<std::size_t>(10, 19, 20, 23, 24, 29));
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
      text[at] = *rc::gen::elementOf(std::string("0123456789:-+.TZ /x"));
    }
    expect_agreement(fast, text, zone);
  }));
}

TEST(FastTime, ReadsARowThatCrossesMidnight) {
  FastTime fast(nullptr);
  const Padded before("2025-03-04T23:59:59Z"), after("2025-03-05T00:00:01Z");
  std::array<std::int64_t, 2> us{};
  ASSERT_TRUE(fast.read_all(std::array{before.text(), after.text()}, us));
  EXPECT_EQ(us[1] - us[0], 2'000'000);
}

}  // namespace
}  // namespace tandem::importing
