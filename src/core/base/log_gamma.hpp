#pragma once

#include <math.h>  // lgamma_r is POSIX's, which <cmath> does not promise

namespace tandem {

/// The logarithm of the gamma function; of n + 1, of n's factorial. std::lgamma leaves the sign in a variable
/// that all threads share.
inline double log_gamma(double x) {
  int sign = 0;
  return ::lgamma_r(x, &sign);
}

}  // namespace tandem
