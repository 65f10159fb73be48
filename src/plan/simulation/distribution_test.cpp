#include "plan/simulation/distribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <cmath>
#include <limits>

#include "plan/simulation/kolmogorov_for_test.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::simulation {
namespace {

constexpr std::size_t kDraws = 200'000 / kThinning;

std::vector<double> draw(const Distribution& distribution, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> drawn(kDraws);
  for (double& one : drawn) one = distribution.draw(random).seconds();
  std::ranges::sort(drawn);
  return drawn;
}

/// Within 99.9 % of the mean.
void expect_mean(const std::vector<double>& drawn, double mean, double standard_deviation) {
  double sum = 0;
  for (const double one : drawn) sum += one;
  const auto n = static_cast<double>(drawn.size());
  EXPECT_NEAR(sum / n, mean, kNormal999 * standard_deviation / std::sqrt(n));
}

TEST(Distribution, ExponentialIsExponential) {
  const Distribution tested = Distribution::exponential(Duration::seconds(300));
  const auto drawn = draw(tested, 41);
  EXPECT_LE(kolmogorov(drawn, [](double x) { return -std::expm1(-x / 300); }), kKolmogorov999);
  expect_mean(drawn, 300, 300);
  EXPECT_DOUBLE_EQ(tested.mean_seconds(), 300);
}

TEST(Distribution, LognormalHasTheMeanAndTheVariationGiven) {
  for (const double cv : {0.1, 1.0, 2.5}) {
    const Distribution tested = Distribution::lognormal(Duration::seconds(200), cv);
    const double variance = std::log(1 + cv * cv);
    const boost::math::lognormal_distribution<double> exact(std::log(200) - variance / 2,
                                                            std::sqrt(variance));
    const auto drawn = draw(tested, 42);
    EXPECT_LE(kolmogorov(drawn, [&](double x) { return boost::math::cdf(exact, x); }), kKolmogorov999) << cv;
    expect_mean(drawn, 200, 200 * cv);
    EXPECT_NEAR(tested.mean_seconds(), 200, 1e-9);
  }
}

TEST(Distribution, GammaHasTheMeanAndTheVariationGiven) {
  for (const double cv : {0.2, 0.9, 1.0, 1.5, 3.0}) {  // above 1 the shape is below 1
    const Distribution tested = Distribution::gamma(Duration::seconds(120), cv);
    const boost::math::gamma_distribution<double> exact(1 / (cv * cv), 120 * cv * cv);
    const auto drawn = draw(tested, 43);
    // Half a microsecond is rounded; where the density has no bound that is seen, so it is allowed for.
    const double n = static_cast<double>(kDraws);
    const double rounding = boost::math::cdf(exact, 0.5e-6) * std::sqrt(n);
    EXPECT_LE(kolmogorov(drawn, [&](double x) { return boost::math::cdf(exact, x); }),
              kKolmogorov999 + 2 * rounding)
        << cv;
    expect_mean(drawn, 120, 120 * cv);
    EXPECT_DOUBLE_EQ(tested.mean_seconds(), 120);
  }
}

TEST(Distribution, UniformIsUniform) {
  const Distribution tested = Distribution::uniform(Duration::seconds(10), Duration::seconds(40));
  const auto drawn = draw(tested, 44);
  EXPECT_LE(kolmogorov(drawn, [](double x) { return std::clamp((x - 10) / 30, 0.0, 1.0); }), kKolmogorov999);
  EXPECT_GE(drawn.front(), 10);
  EXPECT_LE(drawn.back(), 40);
  EXPECT_DOUBLE_EQ(tested.mean_seconds(), 25);
}

TEST(Distribution, ConstantIsAlwaysTheSame) {
  const Distribution tested = Distribution::constant(Duration::milliseconds(2500));
  Random random(1);
  EXPECT_EQ(tested.draw(random), Duration::milliseconds(2500));
  EXPECT_EQ(random, Random(1)) << "nothing is drawn for it";
  EXPECT_DOUBLE_EQ(tested.mean_seconds(), 2.5);
  EXPECT_TRUE(Distribution().is_zero());
  EXPECT_FALSE(tested.is_zero());
  EXPECT_EQ(Distribution().draw(random), Duration());
}

TEST(Distribution, EmpiricalDrawsEachValueAsOftenAsItIsThere) {
  const Distribution tested = Distribution::empirical(
      {Duration::seconds(1), Duration::seconds(7), Duration::seconds(7), Duration::seconds(30)});
  const auto drawn = draw(tested, 45);
  const auto n = static_cast<double>(drawn.size());
  const auto share = [&](double value) { return static_cast<double>(std::ranges::count(drawn, value)) / n; };
  // 99.9 %, seed 45.
  EXPECT_NEAR(share(1), 0.25, kNormal999 * std::sqrt(0.25 * 0.75 / n));
  EXPECT_NEAR(share(7), 0.5, kNormal999 * std::sqrt(0.25 / n));
  EXPECT_EQ(share(1) + share(7) + share(30), 1);
  EXPECT_DOUBLE_EQ(tested.mean_seconds(), 45.0 / 4);
}

TEST(Distribution, HazardEndsAtTheRatesOfItsStretches) {
  const Distribution tested = Distribution::hazard(
      {{Duration::seconds(0), 0.05}, {Duration::seconds(10), 0}, {Duration::seconds(30), 0.01}});
  const auto hazard = [](double x) { return 0.05 * std::min(x, 10.0) + 0.01 * std::max(0.0, x - 30); };
  const auto drawn = draw(tested, 46);
  EXPECT_LE(kolmogorov(drawn, [&](double x) { return -std::expm1(-hazard(x)); }), kKolmogorov999);
  EXPECT_EQ(std::ranges::count_if(drawn, [](double x) { return x > 10.000001 && x < 30; }), 0);
  // Of the first stretch, of the second without an end, and of the last: areas below the survival function.
  const double half = std::exp(-0.5);
  EXPECT_NEAR(tested.mean_seconds(), (1 - half) / 0.05 + 20 * half + half / 0.01, 1e-9);
}

TEST(Distribution, OfAHazardThatEndsAtZeroSomeStayForEver) {
  const Distribution tested = Distribution::hazard({{Duration::seconds(0), 0.1}, {Duration::seconds(10), 0}});
  Random random(47);
  std::size_t stay = 0;
  for (std::size_t i = 0; i < kDraws; ++i) {
    const Duration drawn = tested.draw(random);
    stay += drawn == Distribution::kForever ? 1 : 0;
    EXPECT_TRUE(drawn == Distribution::kForever || drawn <= Duration::seconds(10));
  }
  const auto n = static_cast<double>(kDraws);
  const double exact = std::exp(-1.0);
  EXPECT_NEAR(static_cast<double>(stay) / n, exact,
              kNormal999 * std::sqrt(exact * (1 - exact) / n));  // seed 47, 99.9 %
  EXPECT_EQ(tested.mean_seconds(), std::numeric_limits<double>::infinity());
}

TEST(Distribution, NeverEndsNever) {
  Random random(1);
  EXPECT_EQ(Distribution::never().draw(random), Distribution::kForever);
  EXPECT_EQ(Distribution::never().scaled(0.5).draw(random), Distribution::kForever);
  EXPECT_EQ(Distribution::never().mean_seconds(), std::numeric_limits<double>::infinity());
}

std::vector<Distribution> one_of_each() {
  return {Distribution::constant(Duration::seconds(60)),
          Distribution::exponential(Duration::seconds(60)),
          Distribution::lognormal(Duration::seconds(60), 1),
          Distribution::gamma(Duration::seconds(60), 0.5),
          Distribution::uniform(Duration::seconds(0), Duration::seconds(120)),
          Distribution::empirical({Duration::seconds(20), Duration::seconds(100)}),
          Distribution::hazard({{Duration(), 1 / 60.0}})};
}

TEST(Distribution, WithZerosIsZeroInTheirShare) {
  for (const Distribution& plain : one_of_each()) {
    const Distribution tested = plain.with_zeros(0.3);
    EXPECT_NEAR(tested.mean_seconds(), 42, 1e-9);
    const auto drawn = draw(tested, 48);
    const auto n = static_cast<double>(drawn.size());
    const auto zeros = static_cast<double>(std::ranges::count(drawn, 0.0)) / n;
    EXPECT_NEAR(zeros, 0.3, kNormal999 * std::sqrt(0.21 / n))
        << static_cast<int>(plain.kind());  // seed 48, 99.9 %
    EXPECT_NEAR(tested.with_zeros(0.5).mean_seconds(), 21, 1e-9);
  }
}

TEST(Distribution, ScaledIsSoManyTimesAsLong) {
  for (const Distribution& plain : one_of_each()) {
    const Distribution scaled = plain.scaled(2.5);
    EXPECT_NEAR(scaled.mean_seconds(), 150, 1e-9);
    Random one(49), two(49);
    for (int i = 0; i < 1000; ++i)
      ASSERT_NEAR(scaled.draw(one).seconds(), 2.5 * plain.draw(two).seconds(), 3e-6);
  }
}

TEST(Distribution, DrawsTheSameForTheSameSeed) {
  for (const Distribution& tested : one_of_each()) {
    EXPECT_EQ(draw(tested, 50), draw(tested, 50));
    if (tested.kind() == Distribution::Kind::constant) continue;
    EXPECT_NE(draw(tested, 50), draw(tested, 51));
  }
}

TEST(Distribution, IsAHundredYearsLongAtMost) {
  const Distribution tested = Distribution::lognormal(Duration::days(36'500), 100);
  Random random(52);
  for (int i = 0; i < 10'000; ++i) {
    const Duration drawn = tested.draw(random);
    ASSERT_GE(drawn, Duration());
    ASSERT_LE(drawn, Duration::days(36'525));
  }
}

}  // namespace
}  // namespace tandem::simulation
