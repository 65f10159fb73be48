#include "plan/forecast/accuracy.hpp"

#include <cmath>
#include <cstddef>

namespace tandem::forecast {
namespace {

std::optional<double> ratio(double part, double whole) {
  return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

}  // namespace

void Accuracy::add(std::span<const double> forecast, std::span<const double> actual) {
  for (std::size_t slot = 0; slot < actual.size(); ++slot) {
    const double error = forecast[slot] - actual[slot];
    errors_ += std::abs(error);
    squares_ += error * error;
    signed_ += error;
    actual_ += actual[slot];
    ++slots_;
  }
}

void Accuracy::add_interval(std::span<const double> lower, std::span<const double> upper,
                            std::span<const double> actual) {
  for (std::size_t slot = 0; slot < actual.size(); ++slot) {
    covered_ += actual[slot] >= lower[slot] && actual[slot] <= upper[slot] ? 1 : 0;
    ++with_interval_;
  }
}

std::optional<double> Accuracy::wape() const { return ratio(errors_, actual_); }

std::optional<double> Accuracy::rmse() const {
  const auto mean = ratio(squares_, static_cast<double>(slots_));
  return mean ? std::optional(std::sqrt(*mean)) : std::nullopt;
}

std::optional<double> Accuracy::mase(double naive) const {
  const auto mean = ratio(errors_, static_cast<double>(slots_));
  return mean ? ratio(*mean, naive) : std::nullopt;
}

std::optional<double> Accuracy::bias() const { return ratio(signed_, actual_); }

std::optional<double> Accuracy::coverage() const {
  return ratio(static_cast<double>(covered_), static_cast<double>(with_interval_));
}

}  // namespace tandem::forecast
