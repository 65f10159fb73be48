#include "core/kpi/wait_sample.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "core/base/random.hpp"
#include "core/kpi/wait_arena.hpp"

namespace tandem::kpi {
namespace {

std::int64_t percentile_by_sorting(std::vector<std::int64_t> waits, double share) {
  std::ranges::sort(waits);
  return waits[nearest_rank(share, waits.size()) - 1];
}

/// Waits of seconds, of hours, and, as clocks go wrong, below zero.
rc::Gen<std::vector<std::int64_t>> arbitrary_waits() {
  return rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(
      rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 60'000'000), rc::gen::inRange<std::int64_t>(0, 20),
                     rc::gen::inRange<std::int64_t>(2'000'000'000, 90'000'000'000),
                     rc::gen::inRange<std::int64_t>(-5'000'000, 0))));
}

TEST(NearestRank, IsTheSmallestRankThatCoversTheShare) {
  EXPECT_EQ(nearest_rank(0.9, 1), 1);
  EXPECT_EQ(nearest_rank(0.9, 9), 9);
  EXPECT_EQ(nearest_rank(0.9, 10), 9) << "0.9 x 10 is 9, though not in binary";
  EXPECT_EQ(nearest_rank(0.9, 11), 10);
  EXPECT_EQ(nearest_rank(0.5, 4), 2);
  EXPECT_EQ(nearest_rank(1.0, 7), 7);
  EXPECT_EQ(nearest_rank(0.001, 7), 1);
  for (std::size_t count = 1; count < 5'000; ++count)
    EXPECT_EQ(nearest_rank(0.9, count), (9 * count + 9) / 10);
}

TEST(WaitSample, GivesTheExactPercentile) {
  EXPECT_TRUE(rc::check("usual, very long and negative waits", [] {
    const auto waits = *arbitrary_waits();
    for (const double share : {0.01, 0.5, 0.9, 0.95, 1.0}) {
      WaitSample sample;
      for (const std::int64_t us : waits) sample.add(Duration::microseconds(us));
      RC_ASSERT(sample.percentile(share).microseconds() == percentile_by_sorting(waits, share));
    }
  }));
}

TEST(WaitSample, GivesTheExactPercentileOfAnyNumberOfWaits) {
  // Whole seconds, of which many are alike, and microseconds, of which none are; seeded by the number.
  for (std::size_t count = 1; count < 1'200; count += count < 40 ? 1 : 37)
    for (const std::int64_t unit : {1'000'000, 1}) {
      Random random(count);
      std::vector<std::int64_t> waits;
      WaitSample sample;
      for (std::size_t i = 0; i < count; ++i) {
        waits.push_back(
            static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(60'000'000 / unit))) * unit);
        sample.add(Duration::microseconds(waits.back()));
      }
      for (const double share : {0.001, 0.5, 0.9, 0.99, 1.0})
        ASSERT_EQ(sample.percentile(share).microseconds(), percentile_by_sorting(waits, share))
            << count << " waits, " << share;
    }
}

TEST(WaitSample, KnowsWaitsThatAreAllNothing) {
  WaitSample sample;
  for (int i = 0; i < 5; ++i) sample.add(Duration());
  EXPECT_EQ(sample.percentile(0.9), Duration());
  EXPECT_EQ(sample.size(), 5u);
}

TEST(WaitArena, GivesBackEveryGroupsWaits) {
  EXPECT_TRUE(rc::check("waits of several groups, interleaved", [] {
    const auto waits = *arbitrary_waits();
    constexpr std::uint32_t kGroups = 3;
    WaitArena arena;
    WaitArena::Chain chains[kGroups];
    std::vector<std::int64_t> by_group[kGroups];
    for (const std::int64_t us : waits) {
      const auto group = *rc::gen::inRange<std::uint32_t>(0, kGroups);
      arena.append(group, chains[group], Duration::microseconds(us));
      by_group[group].push_back(us);
    }
    arena.find_chunks(kGroups);
    for (std::uint32_t group = 0; group < kGroups; ++group) {
      WaitSample sample;
      arena.gather(group, chains[group], sample);
      RC_ASSERT(sample.size() == by_group[group].size());
      if (sample.size() > 0)
        RC_ASSERT(sample.percentile(0.9).microseconds() == percentile_by_sorting(by_group[group], 0.9));
    }
  }));
}

TEST(WaitArena, TakesLittleMoreThanFourBytesACall) {
  WaitArena arena;
  WaitArena::Chain chain;
  for (int i = 0; i < 1'000'000; ++i) arena.append(0, chain, Duration::seconds(i % 600));
  EXPECT_LT(static_cast<double>(arena.memory_bytes()), 4.3e6);
}

}  // namespace
}  // namespace tandem::kpi
