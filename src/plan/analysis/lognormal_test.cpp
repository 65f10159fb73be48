#include "plan/analysis/lognormal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/base/random.hpp"
#include "plan/analysis/normal.hpp"

namespace tandem::analysis {
namespace {

TEST(Normal, QuantilesAreThoseOfTheTables) {
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(0.5), 0, 1e-16);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306167813, 1e-13);
  EXPECT_NEAR(normal_quantile(1e-20), -9.262340089798408, 1e-12);
}

TEST(Normal, TheQuantileIsTheInverseOfTheDistribution) {
  for (double p = 0.0005; p < 1; p += 0.0005) EXPECT_NEAR(normal_cdf(normal_quantile(p)), p, 1e-14);
}

TEST(Lognormal, TheLikelihoodIsGreatestAtTheMomentsOfTheLogarithms) {
  // exp(1) .. exp(3) seconds, often enough to be fitted.
  std::vector<std::int64_t> times;
  for (const double log : {1.0, 2.0, 3.0}) {
    for (int i = 0; i < 10; ++i)
      times.push_back(static_cast<std::int64_t>(std::llround(std::exp(log) * 1e6)));
  }
  const auto fit = fit_lognormal(times);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->log_mean, 2, 1e-7);
  EXPECT_NEAR(fit->log_sd, std::sqrt(2.0 / 3), 1e-7);
  // At the first value the empirical distribution jumps from 0 to 1/3, the fitted one is at 0.1103.
  EXPECT_NEAR(fit->ks, 1.0 / 3 - normal_cdf(-1 / std::sqrt(2.0 / 3)), 1e-7);
}

TEST(Lognormal, TooFewTimesOrTimesAllAlikeAreNotFitted) {
  EXPECT_FALSE(fit_lognormal(std::vector<std::int64_t>(kLognormalTimesMin - 1, 5'000'000)));
  EXPECT_FALSE(fit_lognormal(std::vector<std::int64_t>(100, 5'000'000)));
}

/// Under its own hypothesis a p-value is uniform: one in ten is under a tenth.
TEST(Lognormal, ThePValueOfLognormalTimesIsUniform) {
  constexpr std::uint64_t kSeed = 5;
  SCOPED_TRACE(kSeed);
  Random random(kSeed);
  constexpr int kFits = 2'000;
  int under_tenth = 0, under_half = 0;
  for (int fit = 0; fit < kFits; ++fit) {
    std::vector<std::int64_t> times;
    for (int i = 0; i < 150; ++i) times.push_back(static_cast<std::int64_t>(random.lognormal(5, 1) * 1e6));
    std::ranges::sort(times);
    const double p = fit_lognormal(times)->ks_p_value;
    under_tenth += p < 0.1 ? 1 : 0;
    under_half += p < 0.5 ? 1 : 0;
  }
  EXPECT_NEAR(under_tenth / double{kFits}, 0.1, 0.02);
  EXPECT_NEAR(under_half / double{kFits}, 0.5, 0.04);
}

TEST(Lognormal, ExponentialTimesAreToldFromLognormalOnes) {
  constexpr std::uint64_t kSeed = 6;
  SCOPED_TRACE(kSeed);
  Random random(kSeed);
  std::vector<std::int64_t> lognormal, exponential;
  for (int i = 0; i < 20'000; ++i) {
    lognormal.push_back(static_cast<std::int64_t>(random.lognormal(4.6, 1.2) * 1e6) + 1);
    exponential.push_back(static_cast<std::int64_t>(random.exponential(200) * 1e6) + 1);
  }
  std::ranges::sort(lognormal);
  std::ranges::sort(exponential);
  const auto good = fit_lognormal(lognormal), bad = fit_lognormal(exponential);
  EXPECT_NEAR(good->log_mean, 4.6, 0.03);
  EXPECT_NEAR(good->log_sd, 1.2, 0.02);
  EXPECT_GT(good->r_squared_qq, 0.999);
  EXPECT_LT(bad->ks_p_value, 1e-6);
  EXPECT_LT(bad->r_squared_qq, 0.95);
}

}  // namespace
}  // namespace tandem::analysis
