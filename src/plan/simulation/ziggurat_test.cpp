#include "plan/simulation/ziggurat.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "plan/simulation/kolmogorov_for_test.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::simulation {
namespace {

constexpr std::size_t kDraws = 4'000'000 / (kThinning * kThinning);

double normal_cdf(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

template <class Draw>
std::vector<double> sorted(Draw draw, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> drawn(kDraws);
  for (double& one : drawn) one = draw(random);
  std::ranges::sort(drawn);
  return drawn;
}

void expect_mean(double sum, double mean, double variance) {
  const auto n = static_cast<double>(kDraws);
  EXPECT_NEAR(sum / n, mean, kNormal999 * std::sqrt(variance / n));  // 99.9 %
}

/// How many are beyond x, where the chance is `tail`: 99.9 %.
void expect_beyond(const std::vector<double>& drawn, double x, double tail) {
  const auto n = static_cast<double>(drawn.size());
  const auto beyond = static_cast<double>(drawn.end() - std::ranges::upper_bound(drawn, x));
  EXPECT_NEAR(beyond, n * tail, kNormal999 * std::sqrt(n * tail) + 1) << x;
}

// All with seeds 61 and 62.
TEST(Ziggurat, ExponentialIsExponentialToItsTail) {
  const auto drawn = sorted(standard_exponential, 61);
  EXPECT_LE(kolmogorov(drawn, [](double x) { return -std::expm1(-x); }), kKolmogorov999);
  double sum = 0, squares = 0, cubes = 0;
  for (const double x : drawn) {
    sum += x;
    squares += x * x;
    cubes += x * x * x;
  }
  // Moments k!; variances of powers (2k)! - (k!)^2.
  expect_mean(sum, 1, 1);
  expect_mean(squares, 2, 24 - 4);
  expect_mean(cubes, 6, 720 - 36);
  // The last layer ends at 7.697.
  for (const double x : {5.0, 7.6, 7.8, 9.0, 11.0}) expect_beyond(drawn, x, std::exp(-x));
  EXPECT_GE(drawn.front(), 0);
}

TEST(Ziggurat, NormalIsNormalToItsTails) {
  const auto drawn = sorted(standard_normal, 62);
  EXPECT_LE(kolmogorov(drawn, normal_cdf), kKolmogorov999);
  double sum = 0, squares = 0, cubes = 0, fourths = 0;
  for (const double x : drawn) {
    sum += x;
    squares += x * x;
    cubes += x * x * x;
    fourths += x * x * x * x;
  }
  // Moments 0, 1, 0, 3; of the powers 1, 3 - 1, 15, 105 - 9.
  expect_mean(sum, 0, 1);
  expect_mean(squares, 1, 2);
  expect_mean(cubes, 0, 15);
  expect_mean(fourths, 3, 96);
  // The last layer ends at 3.654, on both sides.
  std::vector<double> negated(drawn.rbegin(), drawn.rend());
  for (double& x : negated) x = -x;
  for (const double x : {3.0, 3.6, 3.7, 4.0, 4.5}) {
    expect_beyond(drawn, x, normal_cdf(-x));
    expect_beyond(negated, x, normal_cdf(-x));
  }
}

TEST(Ziggurat, LayersHaveOneAreaAndMeetTheCurve) {
  using ziggurat::Layers;
  const auto expect_layers = [](const Layers& layers, auto density, double at_top) {
    const double area = layers.edge[0] * layers.density[1];
    for (std::size_t i = 1; i < Layers::kCount; ++i) {
      EXPECT_NEAR(layers.edge[i] * (layers.density[i + 1] - layers.density[i]), area, 1e-9) << i;
      EXPECT_NEAR(layers.density[i], density(layers.edge[i]), 1e-12) << i;
      EXPECT_GT(layers.edge[i], layers.edge[i + 1]) << i;
    }
    EXPECT_EQ(layers.density[Layers::kCount], at_top);
  };
  expect_layers(ziggurat::kExponential, [](double x) { return std::exp(-x); }, 1);
  expect_layers(ziggurat::kNormal, [](double x) { return std::exp(-x * x / 2); }, 1);
}

TEST(Ziggurat, SerialDrawsAreNotCorrelated) {
  Random random(63);
  const auto n = static_cast<double>(kDraws);
  double products = 0;
  for (double before = standard_normal(random), i = 0; i < n; ++i) {
    const double now = standard_normal(random);
    products += before * now;
    before = now;
  }
  EXPECT_NEAR(products / n, 0, kNormal999 / std::sqrt(n));  // seed 63, 99.9 %
}

TEST(Ziggurat, DrawsTheSameForTheSameSeed) {
  Random one(64), two(64);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_EQ(standard_normal(one), standard_normal(two));
    ASSERT_EQ(standard_exponential(one), standard_exponential(two));
  }
}

}  // namespace
}  // namespace tandem::simulation
