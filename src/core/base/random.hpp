#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace tandem {

/// A seeded generator: xoshiro256++ 1.0 (Blackman & Vigna 2019), state filled by SplitMix64. The same seed
/// gives the same numbers on every machine. Its state is a value: copy it to fork a stream, keep it to resume
/// one.
class Random {
 public:
  using result_type = std::uint64_t;
  explicit Random(std::uint64_t seed);
  /// An independent stream for one purpose of one seeded run (common random numbers need one a purpose).
  static Random stream(std::uint64_t seed, std::uint64_t purpose);

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return UINT64_MAX; }
  /// Inline, as a simulated call draws a handful of numbers.
  result_type operator()() {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  /// Uniform in [0, 1), 53 bits.
  double uniform() { return static_cast<double>((*this)() >> 11) * 0x1.0p-53; }
  /// Uniform in 0 .. bound - 1, without bias (Lemire 2019); bound must not be 0.
  std::uint64_t below(std::uint64_t bound);
  /// Exponential with the mean given, > 0.
  double exponential(double mean);
  /// Standard normal, by Marsaglia's polar method.
  double normal();
  /// Lognormal whose logarithm has the mean and standard deviation given.
  double lognormal(double log_mean, double log_sd);
  /// Poisson, any mean >= 0: by multiplication below 30, by Hormann's PTRS (1993) above.
  std::uint64_t poisson(double mean);

  friend bool operator==(const Random&, const Random&) = default;

 private:
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace tandem
