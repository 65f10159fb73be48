#include "plan/simulation/estimate.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace tandem::simulation {

double students_t(double confidence, std::uint64_t degrees_of_freedom) {
  const boost::math::students_t_distribution<double> t(static_cast<double>(degrees_of_freedom));
  return boost::math::quantile(t, 0.5 + confidence / 2);
}

std::optional<Estimate> RatioMoments::ratio(double confidence) const {
  if (y_ == 0) return std::nullopt;
  Estimate estimate{x_ / y_, std::nullopt};
  if (units_ < 2) return estimate;
  const double r = estimate.value;
  const auto n = static_cast<double>(units_);
  // The sum of squares of x - r y, whose mean is 0.
  const double squares = std::max(0.0, xx_ - 2 * r * xy_ + r * r * yy_);
  const double standard_error = std::sqrt(squares / (n - 1) / n) / (y_ / n);
  estimate.half_width = students_t(confidence, units_ - 1) * standard_error;
  return estimate;
}

}  // namespace tandem::simulation
