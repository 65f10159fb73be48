#include "plan/analysis/repeats.hpp"

#include <gtest/gtest.h>

#include "plan/analysis/made_calls.hpp"

namespace tandem::analysis {
namespace {

constexpr Instant kStart = Instant::from_seconds(1'700'000'000);

CallRecord by(CallRecord call, std::uint32_t caller) {
  call.caller = CallerId(caller);
  return call;
}

TEST(Repeats, CallsCountByHowLongAgoTheirCallerCalled) {
  importing::Directory directory;
  made::name_all(directory, 1, 1, 2);
  const std::vector<CallRecord> calls = {
      by(made::answered(kStart, 0, 10), 0),
      by(made::answered(kStart + Duration::minutes(60), 0, 10), 0),  // within 1 h, on the edge
      by(made::answered(kStart + Duration::hours(20), 0, 10), 0),    // within 24 h
      by(made::answered(kStart + Duration::hours(21), 0, 10), 1),    // first
      by(made::answered(kStart + Duration::hours(80), 0, 10), 0),    // within 72 h
      made::answered(kStart + Duration::hours(81), 0, 10),           // nobody knows who
  };
  const auto repeats = repeats_of(calls, {}, directory);
  EXPECT_TRUE(repeats.known);
  EXPECT_EQ(repeats.callers, 2);
  EXPECT_EQ(repeats.calls_with_caller, 5);
  EXPECT_DOUBLE_EQ(repeats.share_within[0], 1.0 / 5);
  EXPECT_DOUBLE_EQ(repeats.share_within[1], 2.0 / 5);
  EXPECT_DOUBLE_EQ(repeats.share_within[2], 3.0 / 5);
  ASSERT_EQ(repeats.busiest.size(), 1U) << "a caller of one call is not busy";
  EXPECT_EQ(repeats.busiest[0].calls, 4);
  EXPECT_DOUBLE_EQ(repeats.busiest[0].share, 0.8);
}

TEST(Repeats, AfterAnAbandonOnlyCallsThatTheDataFollowForADayCount) {
  importing::Directory directory;
  made::name_all(directory, 1, 1, 4);
  const std::vector<CallRecord> calls = {
      by(made::abandoned(kStart, 30), 0),
      by(made::answered(kStart + Duration::hours(2), 5, 10), 0),  // came again
      by(made::abandoned(kStart + Duration::hours(3), 30), 1),    // never came again
      by(made::answered(kStart + Duration::hours(40), 5, 10), 2),
      by(made::abandoned(kStart + Duration::hours(41), 30), 3),  // too late to be followed
  };
  EXPECT_DOUBLE_EQ(*repeats_of(calls, {}, directory).share_within_24h_after_abandon, 0.5);
}

TEST(Repeats, WithoutCallersNothingIsKnown) {
  const std::vector<CallRecord> calls = {made::answered(kStart, 0, 10)};
  EXPECT_FALSE(repeats_of(calls, {}, importing::Directory()).known);
}

TEST(Repeats, NamesAreMaskedButForTheLastThreeCharacters) {
  EXPECT_EQ(masked("+4930123456"), "••••••••456");
  EXPECT_EQ(masked("Иванов"), "•••нов");
  EXPECT_EQ(masked("123"), "•••");
  EXPECT_EQ(masked(""), "");
}

}  // namespace
}  // namespace tandem::analysis
