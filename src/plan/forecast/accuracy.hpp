#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace tandem::forecast {

/// How far forecasts were off, over slots.
class Accuracy {
 public:
  void add(std::span<const double> forecast, std::span<const double> actual);
  void add_interval(std::span<const double> lower, std::span<const double> upper,
                    std::span<const double> actual);

  /// Sum of the absolute errors by the sum of what came; nothing where nothing came.
  std::optional<double> wape() const;
  /// Root of the mean squared error, calls a slot.
  std::optional<double> rmse() const;
  /// Mean absolute error by that of `naive`, calls a slot, in the days before (Hyndman & Koehler 2006).
  std::optional<double> mase(double naive) const;
  /// Sum of forecast less actual by the sum of what came: above 0, too many were expected.
  std::optional<double> bias() const;
  /// Share of slots within their interval, its ends included.
  std::optional<double> coverage() const;
  std::uint64_t slots() const { return slots_; }

 private:
  double errors_ = 0, squares_ = 0, signed_ = 0, actual_ = 0;
  std::uint64_t slots_ = 0, covered_ = 0, with_interval_ = 0;
};

}  // namespace tandem::forecast
