#pragma once

#include <cstdint>
#include <optional>

namespace tandem::simulation {

/// What a simulation knows of a figure.
struct Estimate {
  double value = 0;
  /// Of the confidence interval; nothing where there are too few independent runs to tell.
  std::optional<double> half_width;
};

/// A ratio of two sums over independent units (replications, or batches): their first and second moments.
/// With y always 1 it is a mean.
class RatioMoments {
 public:
  void add(double x, double y) {
    ++units_;
    x_ += x;
    y_ += y;
    xx_ += x * x;
    xy_ += x * y;
    yy_ += y * y;
  }
  std::uint64_t units() const { return units_; }
  /// Nothing where the denominator is 0. The half width is that of the delta method, by Student's t with
  /// units - 1 degrees of freedom (A. M. Law, Simulation Modeling and Analysis, 2015, 9.3).
  std::optional<Estimate> ratio(double confidence) const;

 private:
  std::uint64_t units_ = 0;
  double x_ = 0, y_ = 0, xx_ = 0, xy_ = 0, yy_ = 0;
};

/// The quantile of Student's t that a two-sided interval of this confidence (in 0 .. 1) reaches to.
double students_t(double confidence, std::uint64_t degrees_of_freedom);

}  // namespace tandem::simulation
