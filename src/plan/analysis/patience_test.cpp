#include "plan/analysis/patience.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

#include "core/base/random.hpp"

namespace tandem::analysis {
namespace {

std::vector<std::int64_t> seconds(std::vector<std::int64_t> values) {
  std::ranges::sort(values);
  for (std::int64_t& value : values) value *= 1'000'000;
  return values;
}

/// Remission of leukaemia under 6-mercaptopurine, weeks (Freireich et al. 1963): the textbook case of
/// Kaplan-Meier. Bounds as R's survfit gives them with conf.type = "log-log".
TEST(Patience, TheTextbookCaseComesOutToEveryDigit) {
  const auto patience = patience_of(seconds({6, 6, 6, 7, 10, 13, 16, 22, 23}),
                                    seconds({6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}));
  EXPECT_EQ(patience.abandoned, 9);
  EXPECT_EQ(patience.censored, 12);
  EXPECT_EQ(patience.time, (std::vector<double>{6, 7, 10, 13, 16, 22, 23}));
  const std::vector<double> survival = {0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482};
  const std::vector<double> low = {0.6197, 0.5631, 0.5032, 0.4316, 0.3675, 0.2678, 0.1881};
  const std::vector<double> high = {0.9516, 0.9228, 0.8894, 0.8491, 0.8049, 0.7468, 0.6801};
  ASSERT_EQ(patience.survival.size(), survival.size());
  for (std::size_t i = 0; i < survival.size(); ++i) {
    EXPECT_NEAR(patience.survival[i], survival[i], 5.1e-5) << i;
    EXPECT_NEAR(patience.survival_low[i], low[i], 1.01e-4) << i;
    EXPECT_NEAR(patience.survival_high[i], high[i], 1.01e-4) << i;
  }
  EXPECT_EQ(patience.median, 23);
  // 359 weeks at risk, nine events (Cox & Oakes 1984).
  EXPECT_NEAR(*patience.mean_exponential, 359.0 / 9, 1e-12);
}

TEST(Patience, TheRestrictedMeanIsTheAreaUnderTheSteps) {
  // 1 until 10, 1/2 until 20, 0 after.
  const auto patience = patience_of(seconds({10, 20}), {});
  EXPECT_NEAR(*patience.mean_restricted, 15, 1e-12);
  EXPECT_EQ(patience.median, 10);
}

TEST(Patience, WithoutAbandonmentsNothingIsKnown) {
  const auto patience = patience_of({}, seconds({1, 2, 3}));
  EXPECT_EQ(patience.censored, 3);
  EXPECT_TRUE(patience.time.empty());
  EXPECT_FALSE(patience.median || patience.mean_exponential || patience.mean_restricted);
}

TEST(Patience, WithoutCensoringItIsTheShareThatWaitedLonger) {
  EXPECT_TRUE(rc::check([] {
    const auto waits = seconds(*rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 300))));
    const auto patience = patience_of(waits, {});
    for (std::size_t i = 0; i < patience.time.size(); ++i) {
      const auto longer = std::ranges::count_if(
          waits, [&](std::int64_t wait) { return static_cast<double>(wait) / 1e6 > patience.time[i]; });
      RC_ASSERT(std::fabs(patience.survival[i] -
                          static_cast<double>(longer) / static_cast<double>(waits.size())) < 1e-12);
    }
  }));
}

TEST(Patience, SurvivalFallsAndStaysWithinItsBounds) {
  EXPECT_TRUE(rc::check([] {
    const auto times = rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 500));
    const auto patience = patience_of(seconds(*times), seconds(*times));
    double before = 1;
    for (std::size_t i = 0; i < patience.time.size(); ++i) {
      RC_ASSERT(patience.survival[i] <= before && patience.survival[i] >= 0);
      RC_ASSERT(patience.survival_low[i] <= patience.survival[i]);
      RC_ASSERT(patience.survival_high[i] >= patience.survival[i]);
      before = patience.survival[i];
    }
  }));
}

TEST(Patience, OfExponentialCallersTheMeanAndAFlatHazardAreFound) {
  constexpr std::uint64_t kSeed = 11;
  SCOPED_TRACE(kSeed);
  Random random(kSeed);
  std::vector<std::int64_t> abandoned, censored;
  for (int i = 0; i < 50'000; ++i) {
    const double patience = random.exponential(300), service = random.exponential(60);
    (patience < service ? abandoned : censored)
        .push_back(static_cast<std::int64_t>(std::min(patience, service) * 1e6));
  }
  std::ranges::sort(abandoned);
  std::ranges::sort(censored);
  const auto found = patience_of(abandoned, censored);
  EXPECT_NEAR(*found.mean_exponential, 300, 8);
  EXPECT_LE(found.time.size(), kPatienceSteps);
  EXPECT_EQ(found.time.front(), static_cast<double>(abandoned.front()) / 1e6);
  EXPECT_EQ(found.time.back(), static_cast<double>(abandoned.back()) / 1e6);
  // The bins past the third minute hold few calls.
  for (std::size_t i = 0; i < found.hazard.size() && found.hazard_time[i] < 120; ++i) {
    EXPECT_NEAR(found.hazard[i], 1.0 / 300, 0.0007) << found.hazard_time[i];
  }
}

}  // namespace
}  // namespace tandem::analysis
