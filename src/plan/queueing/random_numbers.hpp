#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

/// Generators for the property tests of this folder.
namespace tandem::queueing {

/// Reals with few round values.
inline rc::Gen<double> real_between(double low, double high) {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(0, 1'000'000'001),
                      [=](std::int64_t k) { return low + (high - low) * static_cast<double>(k) / 1e9; });
}

/// Spread evenly over the orders of magnitude.
inline rc::Gen<double> magnitude_between(double low, double high) {
  return rc::gen::map(real_between(std::log(low), std::log(high)),
                      [=](double x) { return std::clamp(std::exp(x), low, high); });
}

inline bool close(double a, double b, double relative, double absolute = 1e-15) {
  return std::fabs(a - b) <= absolute + relative * std::max(std::fabs(a), std::fabs(b));
}

}  // namespace tandem::queueing
