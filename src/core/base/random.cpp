#include "core/base/random.hpp"

#include <cmath>

#include "core/base/check.hpp"
#include "core/base/log_gamma.hpp"

namespace tandem {
namespace {

std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed) {
  for (auto& word : state_) word = split_mix(seed);
}

Random Random::stream(std::uint64_t seed, std::uint64_t purpose) {
  std::uint64_t mixed = purpose;
  return Random(seed ^ split_mix(mixed));
}

std::uint64_t Random::below(std::uint64_t bound) {
  TANDEM_CHECK(bound > 0, "a number below 0 was asked for");
  __extension__ using Wide = unsigned __int128;
  Wide product = static_cast<Wide>((*this)()) * bound;
  if (static_cast<std::uint64_t>(product) < bound) {
    const std::uint64_t threshold = (0 - bound) % bound;
    while (static_cast<std::uint64_t>(product) < threshold) product = static_cast<Wide>((*this)()) * bound;
  }
  return static_cast<std::uint64_t>(product >> 64);
}

double Random::exponential(double mean) { return -mean * std::log1p(-uniform()); }

double Random::normal() {
  for (;;) {
    const double u = 2 * uniform() - 1;
    const double v = 2 * uniform() - 1;
    const double s = u * u + v * v;
    if (s > 0 && s < 1) return u * std::sqrt(-2 * std::log(s) / s);
  }
}

double Random::lognormal(double log_mean, double log_sd) { return std::exp(log_mean + log_sd * normal()); }

std::uint64_t Random::poisson(double mean) {
  TANDEM_CHECK(mean >= 0, "a Poisson mean is at least 0");
  if (mean < 30) {
    const double limit = std::exp(-mean);
    std::uint64_t count = 0;
    for (double product = uniform(); product > limit; product *= uniform()) ++count;
    return count;
  }
  // W. Hormann, "The transformed rejection method for generating Poisson random variables", 1993, algorithm
  // PTRS.
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double v_r = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = uniform() - 0.5;
    const double v = uniform();
    const double us = 0.5 - std::fabs(u);
    const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= v_r) return static_cast<std::uint64_t>(k);
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const double accept = std::log(v) + std::log(inverse_alpha) - std::log(a / (us * us) + b);
    if (accept <= -mean + k * std::log(mean) - log_gamma(k + 1)) return static_cast<std::uint64_t>(k);
  }
}

}  // namespace tandem
