#include "app/arguments.hpp"

#include <gtest/gtest.h>

#include "app/progress.hpp"

namespace tandem::app {
namespace {

TEST(Arguments, LengthsOfTime) {
  EXPECT_EQ(parse_duration("20s"), Duration::seconds(20));
  EXPECT_EQ(parse_duration("90"), Duration::seconds(90));
  EXPECT_EQ(parse_duration("1h30m"), Duration::minutes(90));
  EXPECT_EQ(parse_duration("500ms"), Duration::milliseconds(500));
  EXPECT_EQ(parse_duration("0.5h"), Duration::minutes(30));
  EXPECT_EQ(parse_duration("2d"), Duration::days(2));
  for (const auto* bad : {"", "s", "-5s", "20x", "1h30", "nan", "1e9d", "99999999d", " 20s"})
    EXPECT_FALSE(parse_duration(bad)) << bad;
  EXPECT_EQ(parse_duration("20x").error().message,
            "'20x' is not a length of time; write 20s, 30m, 1h30m or 500ms");
}

TEST(Arguments, Shares) {
  EXPECT_EQ(parse_share("80%"), 0.8);
  EXPECT_EQ(parse_share("0.05"), 0.05);
  for (const auto* bad : {"", "%", "80", "101%", "-1%", "x"}) EXPECT_FALSE(parse_share(bad)) << bad;
}

TEST(Arguments, Promises) {
  EXPECT_EQ(parse_promise("80/20")->share, 0.8);
  EXPECT_EQ(parse_promise("80/20")->within, Duration::seconds(20));
  EXPECT_EQ(parse_promise("95%/1m")->within, Duration::minutes(1));
  for (const auto* bad : {"", "80", "/20", "80/", "0/20", "120/20"}) EXPECT_FALSE(parse_promise(bad)) << bad;
}

TEST(Arguments, IntervalsDivideAnHourOrADay) {
  EXPECT_EQ(parse_interval("30m"), Duration::minutes(30));
  EXPECT_EQ(parse_interval("1h"), Duration::hours(1));
  EXPECT_EQ(parse_interval("24h"), Duration::hours(24));
  for (const auto* bad : {"7m", "0", "90m", "5h", "30s", "2d"}) EXPECT_FALSE(parse_interval(bad)) << bad;
}

TEST(Arguments, AmountsOfMemory) {
  EXPECT_EQ(parse_bytes("300M"), 300u << 20);
  EXPECT_EQ(parse_bytes("2GiB"), 2ull << 30);
  EXPECT_EQ(parse_bytes("1000"), 1000u);
  for (const auto* bad : {"", "M", "0", "5T", "-1", "12kb"}) EXPECT_FALSE(parse_bytes(bad)) << bad;
}

TEST(Progress, SaysShareRateAndTimeLeft) {
  EXPECT_EQ(progress_text({.bytes_read = 350'000'000, .bytes_total = 1'400'000'000, .rows = 1}, 2),
            "350 MB of 1.4 GB, 25 %, 175 MB/s, 6 s left");
  EXPECT_EQ(progress_text({.bytes_read = 5'000, .bytes_total = 0, .rows = 1}, 1), "5 kB, 5 kB/s");
}

}  // namespace
}  // namespace tandem::app
