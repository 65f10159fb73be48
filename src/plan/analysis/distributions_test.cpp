#include "plan/analysis/distributions.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

#include "plan/analysis/made_calls.hpp"

namespace tandem::analysis {
namespace {

TEST(Distributions, MomentsAndPercentilesAreThoseOfTheTimes) {
  std::vector<std::int64_t> times;
  for (int i = 1; i <= 100; ++i) times.push_back(i * 1'000'000);
  const auto d = distribution_of(times);
  EXPECT_EQ(d.count, 100);
  EXPECT_EQ(d.zero, 0);
  EXPECT_DOUBLE_EQ(d.mean, 50.5);
  EXPECT_NEAR(d.sd, 29.011491975882016, 1e-12);
  EXPECT_EQ(d.min, 1);
  EXPECT_EQ(d.max, 100);
  const auto p90 = std::ranges::find(d.percentiles, 0.90, &std::pair<double, double>::first);
  ASSERT_NE(p90, d.percentiles.end());
  EXPECT_EQ(p90->second, 90);
}

TEST(Distributions, EveryTimeIsInABinOrBeyond) {
  EXPECT_TRUE(rc::check([] {
    auto times = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 20'000'000'000)));
    std::ranges::sort(times);
    const auto d = distribution_of(times);
    RC_ASSERT(d.bin_edges.size() == d.bin_counts.size() + 1);
    RC_ASSERT(std::ranges::is_sorted(d.bin_edges));
    RC_ASSERT(std::accumulate(d.bin_counts.begin(), d.bin_counts.end(), d.beyond) == d.count);
    for (std::size_t i = 0; i < d.bin_counts.size(); ++i) {
      const auto in_bin = std::ranges::count_if(times, [&](std::int64_t t) {
        const double s = static_cast<double>(t) / 1e6;
        return s >= d.bin_edges[i] && s < d.bin_edges[i + 1];
      });
      RC_ASSERT(in_bin == d.bin_counts[i]);
    }
  }));
}

TEST(Distributions, OneCallOfThirtyHoursDoesNotMakeAThousandBins) {
  std::vector<std::int64_t> times(200, 60'000'000);
  times.push_back(Duration::hours(30).microseconds());
  const auto d = distribution_of(times);
  EXPECT_LE(d.bin_counts.size(), 41U);
  EXPECT_EQ(d.beyond, 1);
}

TEST(Distributions, TimesAreTakenFromTheCallsThatHaveThem) {
  const Instant t = Instant::from_seconds(1'700'000'000);
  CallRecord open = made::answered(t, 5, 0);
  open.ended_at = open.wrapup_end_at = Instant::none();
  CallRecord menu = made::abandoned(t, 7);
  menu.outcome = Outcome::in_menu;
  CallRecord overflow = made::abandoned(t, 9);
  overflow.outcome = Outcome::overflow;
  const std::vector<CallRecord> calls = {made::answered(t, 10, 100, 20), made::abandoned(t, 30), open, menu,
                                         overflow};
  const auto times = times_of(calls, {});
  EXPECT_EQ(times.wait_answered, (std::vector<std::int64_t>{5'000'000, 10'000'000}));
  EXPECT_EQ(times.wait_abandoned, (std::vector<std::int64_t>{30'000'000}));
  EXPECT_EQ(times.wait_others, (std::vector<std::int64_t>{9'000'000}));
  EXPECT_EQ(times.talk, (std::vector<std::int64_t>{100'000'000}));
  EXPECT_EQ(times.acw, (std::vector<std::int64_t>{20'000'000}));
  EXPECT_EQ(times.handle, (std::vector<std::int64_t>{120'000'000}));
  EXPECT_EQ(times.wait_all(), (std::vector<std::int64_t>{5'000'000, 10'000'000, 30'000'000}));
}

}  // namespace
}  // namespace tandem::analysis
