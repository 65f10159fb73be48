#include "plan/analysis/concurrency.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "plan/analysis/made_calls.hpp"

namespace tandem::analysis {
namespace {

constexpr Instant kNoon = Instant::from_seconds(1'704'110'400);

TEST(Concurrency, ACallThatEndsMakesRoomForOneThatBegins) {
  const std::vector<CallRecord> calls = {made::answered(kNoon, 0, 60),
                                         made::answered(kNoon + Duration::seconds(60), 0, 60)};
  EXPECT_EQ(concurrency_of(calls)->peak_calls, 1);
}

TEST(Concurrency, WaitingCallsAreCountedApart) {
  const std::vector<CallRecord> calls = {made::answered(kNoon, 30, 60),
                                         made::abandoned(kNoon + Duration::seconds(20), 20),
                                         made::answered(kNoon + Duration::seconds(50), 0, 60)};
  const auto found = concurrency_of(calls);
  EXPECT_EQ(found->peak_calls, 2);
  EXPECT_EQ(found->peak_at, kNoon + Duration::seconds(20));
  EXPECT_EQ(found->peak_waiting, 2);
  EXPECT_EQ(found->peak_waiting_at, kNoon + Duration::seconds(20));
}

TEST(Concurrency, TheBusyHourIsFourQuartersAndItsTrunksBlockOneCallInAHundred) {
  // Ten lines held from 12:30 to 13:30, one from 9:00 to 10:00.
  std::vector<CallRecord> calls = {made::answered(kNoon - Duration::hours(3), 0, 3600)};
  for (int i = 0; i < 10; ++i) calls.push_back(made::answered(kNoon + Duration::minutes(30), 0, 3600));
  const auto found = concurrency_of(calls);
  EXPECT_DOUBLE_EQ(found->busy_hour_erlangs, 10);
  EXPECT_EQ(found->busy_hour_start, kNoon + Duration::minutes(30));
  // Erlang B tables: 10 erlangs at 1 % take 18 trunks.
  EXPECT_EQ(found->trunks_by_erlang_b, 18);
  EXPECT_EQ(found->trunks_needed, 18);
}

TEST(Concurrency, WhereMoreCallsWereThereAtTheSameTimeItTakesATrunkForEach) {
  std::vector<CallRecord> calls;
  for (int i = 0; i < 30; ++i) calls.push_back(made::answered(kNoon, 0, 60));
  const auto found = concurrency_of(calls);
  EXPECT_EQ(found->peak_calls, 30);
  EXPECT_LT(found->trunks_by_erlang_b, 10);
  EXPECT_EQ(found->trunks_needed, 30);
}

TEST(Concurrency, CallsWithoutEndOrLengthHoldNothing) {
  CallRecord open = made::answered(kNoon, 0, 0);
  open.ended_at = open.wrapup_end_at = Instant::none();
  const auto found = concurrency_of(std::vector{open, made::abandoned(kNoon, 0)});
  EXPECT_EQ(found->peak_calls, 0);
  EXPECT_FALSE(found->peak_at.known());
  EXPECT_EQ(found->trunks_needed, 0);
}

TEST(Concurrency, ThePeakIsTheMostThatOverlapAtAnyBeginning) {
  EXPECT_TRUE(rc::check([] {
    const auto spans = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(0, 500), rc::gen::inRange(1, 200)));
    std::vector<CallRecord> calls;
    for (const auto& [from, length] : spans) {
      calls.push_back(made::answered(kNoon + Duration::seconds(from), 0, length));
    }
    std::ranges::sort(calls, {}, &CallRecord::offered_at);
    std::ptrdiff_t most = 0;
    for (const CallRecord& call : calls) {
      most = std::max(most, std::ranges::count_if(calls, [&](const CallRecord& other) {
                        return other.offered_at <= call.offered_at && other.ended_at > call.offered_at;
                      }));
    }
    RC_ASSERT(concurrency_of(calls)->peak_calls == most);
  }));
}

}  // namespace
}  // namespace tandem::analysis
