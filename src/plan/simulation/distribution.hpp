#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/random.hpp"
#include "core/base/result.hpp"
#include "plan/simulation/ziggurat.hpp"

namespace tandem::simulation {

/// A distribution of lengths of time, drawn in whole microseconds: how long callers wait, talk, come back
/// after. A value; draws depend on the generator alone.
class Distribution {
 public:
  enum class Kind : std::uint8_t {
    constant,
    exponential,
    lognormal,
    gamma,
    uniform,
    empirical,  ///< one of the values seen
    hazard,     ///< the rate of ending, by stretches of time
    never       ///< without end
  };

  /// Zero, always.
  Distribution() = default;
  static Distribution never();
  static Distribution constant(Duration value);
  static Distribution exponential(Duration mean);
  /// By mean and coefficient of variation (standard deviation / mean, > 0).
  static Distribution lognormal(Duration mean, double cv);
  static Distribution gamma(Duration mean, double cv);
  static Distribution uniform(Duration from, Duration until);
  /// Draws one of the values, each as likely as it is often there. At least one.
  static Distribution empirical(std::vector<Duration> values);

  /// From `from` on the rate of ending, per second, is `rate`, until the next stretch begins. A last rate of
  /// 0 lets those who came so far stay for ever. What Kaplan & Meier's estimate of patience is made of.
  struct Stretch {
    Duration from;
    double rate = 0;
  };
  /// Stretches in order, the first from 0.
  static Distribution hazard(std::vector<Stretch> stretches);

  /// The same, with a chance of `chance` of 0 instead.
  Distribution with_zeros(double chance) const;
  /// All lengths times a factor > 0.
  Distribution scaled(double factor) const;

  /// kForever stands for a length that does not end. Lengths are at most a hundred years.
  static constexpr Duration kForever = Duration::max();
  Duration draw(Random& random) const {
    if (kind_ == Kind::exponential && zeros_ == 0) [[likely]]
      return rounded(scale_ * standard_exponential(random));
    if (is_zero()) return {};
    if (kind_ == Kind::lognormal) return rounded(lognormal_of(random));
    return draw_other(random);
  }

  Kind kind() const { return kind_; }
  /// The chance of 0 instead.
  double zeros() const { return zeros_; }
  bool is_zero() const { return kind_ == Kind::constant && scale_ == 0; }
  /// In seconds; infinite where some lengths are without end.
  double mean_seconds() const;

 private:
  static constexpr double kLongest = 3.15576e15;  ///< a hundred years, in microseconds
  static Duration rounded(double microseconds) {
    const double half_up = (microseconds < kLongest ? microseconds : kLongest) + 0.5;
    return Duration::microseconds(static_cast<std::int64_t>(half_up));
  }
  double lognormal_of(Random& random) const;
  Duration draw_other(Random& random) const;
  Duration draw_hazard(Random& random) const;

  Kind kind_ = Kind::constant;
  double zeros_ = 0;
  /// Microseconds: the value, the mean, the lower end, or the factor of values and stretches; of a lognormal,
  /// the median.
  double scale_ = 0;
  double shape_ =
      0;  ///< of a lognormal the standard deviation of its logarithm; of a gamma the shape; the upper end
  std::vector<double> values_;  ///< microseconds
  std::vector<Stretch> stretches_;
  std::vector<double> hazard_before_;  ///< by stretch: added up until it begins
};

/// Gamma of mean 1 and coefficient of variation `cv` > 0 (G. Marsaglia, W. W. Tsang, "A simple method for
/// generating gamma variables", 2000).
double standard_gamma(Random& random, double cv);

}  // namespace tandem::simulation
