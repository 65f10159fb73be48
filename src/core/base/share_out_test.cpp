#include "core/base/share_out.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <vector>

namespace tandem {
namespace {

TEST(ShareOut, DoesEveryPieceOnceWhateverTheNumberOfThreads) {
  for (const unsigned threads : {0U, 1U, 2U, 3U, 8U}) {
    std::vector<std::atomic<int>> done(100);
    std::vector<std::atomic<int>> by_thread(std::max(1U, threads));
    share_out(threads, done.size(), [&](unsigned thread, std::size_t piece) {
      ASSERT_LT(thread, by_thread.size());
      ++done[piece];
      ++by_thread[thread];
    });
    for (const auto& times : done) EXPECT_EQ(times, 1) << threads << " threads";
    int all = 0;
    for (const auto& pieces : by_thread) all += pieces;
    EXPECT_EQ(all, 100);
  }
}

TEST(ShareOut, ReturnsWhenAllIsDoneAndDoesNothingOfNothing) {
  std::vector<int> results(7, 0);
  share_out(2, results.size(),
            [&](unsigned, std::size_t piece) { results[piece] = static_cast<int>(piece) + 1; });
  EXPECT_EQ(results, (std::vector<int>{1, 2, 3, 4, 5, 6, 7}));
  share_out(4, 0, [](unsigned, std::size_t) { FAIL() << "there are no pieces"; });
}

TEST(TryShareOut, TellsTheFirstPieceInOrderThatFailedAndBeginsNoMore) {
  EXPECT_TRUE(try_share_out(3, 100, [](unsigned, std::size_t) { return Result<void>(); }));
  for (const unsigned threads : {1U, 2U, 8U}) {
    std::atomic<std::size_t> done = 0;
    const auto result = try_share_out(threads, 10'000, [&](unsigned, std::size_t piece) -> Result<void> {
      ++done;
      if (piece >= 3) return failure(ErrorCode::bad_value, "piece {}", piece);
      return {};
    });
    ASSERT_FALSE(result);
    EXPECT_LE(done, 4U + threads) << "each thread had one piece in hand";
    if (threads == 1) {
      EXPECT_EQ(result.error().message, "piece 3");
    }
  }
}

}  // namespace
}  // namespace tandem
