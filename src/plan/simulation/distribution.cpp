#include "plan/simulation/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/check.hpp"

namespace tandem::simulation {
namespace {

double us(Duration duration) { return static_cast<double>(duration.microseconds()); }

/// Gamma of scale 1.
double gamma_of_shape(Random& random, double shape) {
  // From shape + 1 by a power of a uniform number, as the method asks for shapes of 1 at least.
  if (shape < 1) {
    const double u = 1 - random.uniform();
    return gamma_of_shape(random, shape + 1) * std::pow(u, 1 / shape);
  }
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = standard_normal(random);
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    const double u = 1 - random.uniform();
    if (std::log(u) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
  }
}

}  // namespace

double standard_gamma(Random& random, double cv) {
  const double shape = 1 / (cv * cv);
  return gamma_of_shape(random, shape) / shape;
}

Distribution Distribution::never() {
  Distribution made;
  made.kind_ = Kind::never;
  return made;
}

Distribution Distribution::constant(Duration value) {
  Distribution made;
  made.scale_ = us(value);
  return made;
}

Distribution Distribution::exponential(Duration mean) {
  Distribution made = constant(mean);
  made.kind_ = Kind::exponential;
  return made;
}

Distribution Distribution::lognormal(Duration mean, double cv) {
  Distribution made;
  made.kind_ = Kind::lognormal;
  const double variance = std::log1p(cv * cv);
  made.scale_ = us(mean) * std::exp(-variance / 2);
  made.shape_ = std::sqrt(variance);
  return made;
}

Distribution Distribution::gamma(Duration mean, double cv) {
  Distribution made = constant(mean);
  made.kind_ = Kind::gamma;
  made.shape_ = cv;
  return made;
}

Distribution Distribution::uniform(Duration from, Duration until) {
  Distribution made = constant(from);
  made.kind_ = Kind::uniform;
  made.shape_ = us(until);
  return made;
}

Distribution Distribution::empirical(std::vector<Duration> values) {
  TANDEM_CHECK(!values.empty(), "an empirical distribution has values");
  Distribution made;
  made.kind_ = Kind::empirical;
  made.scale_ = 1;
  made.values_.reserve(values.size());
  for (const Duration value : values) made.values_.push_back(us(value));
  return made;
}

Distribution Distribution::hazard(std::vector<Stretch> stretches) {
  TANDEM_CHECK(!stretches.empty() && stretches.front().from == Duration(), "a hazard is known from 0 on");
  Distribution made;
  made.kind_ = Kind::hazard;
  made.scale_ = 1;
  double added = 0;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    made.hazard_before_.push_back(added);
    if (i + 1 < stretches.size())
      added += stretches[i].rate * (stretches[i + 1].from - stretches[i].from).seconds();
  }
  made.stretches_ = std::move(stretches);
  return made;
}

Distribution Distribution::with_zeros(double chance) const {
  Distribution made = *this;
  made.zeros_ = chance + (1 - chance) * zeros_;
  return made;
}

Distribution Distribution::scaled(double factor) const {
  Distribution made = *this;
  made.scale_ *= factor;
  if (kind_ == Kind::uniform) made.shape_ *= factor;
  return made;
}

double Distribution::lognormal_of(Random& random) const {
  const double length = scale_ * std::exp(shape_ * standard_normal(random));
  return zeros_ > 0 && random.uniform() < zeros_ ? 0 : length;
}

Duration Distribution::draw_other(Random& random) const {
  if (zeros_ > 0 && random.uniform() < zeros_) return {};
  switch (kind_) {
    case Kind::constant:
      return rounded(scale_);
    case Kind::exponential:
      return rounded(scale_ * standard_exponential(random));
    case Kind::lognormal:
      return rounded(lognormal_of(random));
    case Kind::gamma:
      return rounded(scale_ * standard_gamma(random, shape_));
    case Kind::uniform:
      return rounded(scale_ + (shape_ - scale_) * random.uniform());
    case Kind::empirical:
      return rounded(scale_ * values_[random.below(values_.size())]);
    case Kind::hazard:
      return draw_hazard(random);
    case Kind::never:
      return kForever;
  }
  return {};
}

/// The time at which the hazard added up reaches a unit exponential.
Duration Distribution::draw_hazard(Random& random) const {
  const double reached = standard_exponential(random);
  const auto after = std::ranges::upper_bound(hazard_before_, reached);
  const auto i = static_cast<std::size_t>(after - hazard_before_.begin()) - 1;
  const Stretch& stretch = stretches_[i];
  // Only the last may be reached and never end.
  if (stretch.rate == 0) return kForever;
  return rounded(scale_ * (us(stretch.from) + (reached - hazard_before_[i]) / stretch.rate * 1e6));
}

double Distribution::mean_seconds() const {
  const double some = 1 - zeros_;
  switch (kind_) {
    case Kind::constant:
    case Kind::exponential:
    case Kind::gamma:
      return some * scale_ / 1e6;
    case Kind::lognormal:
      return some * scale_ * std::exp(shape_ * shape_ / 2) / 1e6;
    case Kind::uniform:
      return some * (scale_ + shape_) / 2e6;
    case Kind::empirical:
      return some * scale_ * std::accumulate(values_.begin(), values_.end(), 0.0) /
             static_cast<double>(values_.size()) / 1e6;
    case Kind::hazard: {
      double alive = 1, mean = 0;
      for (std::size_t i = 0; i < stretches_.size(); ++i) {
        const double rate = stretches_[i].rate;
        if (i + 1 == stretches_.size())
          return rate == 0 ? std::numeric_limits<double>::infinity() : some * scale_ * (mean + alive / rate);
        const double length = (stretches_[i + 1].from - stretches_[i].from).seconds();
        mean += rate == 0 ? alive * length : alive * -std::expm1(-rate * length) / rate;
        alive *= std::exp(-rate * length);
      }
      return some * scale_ * mean;
    }
    case Kind::never:
      return std::numeric_limits<double>::infinity();
  }
  return 0;
}

}  // namespace tandem::simulation
