#include "plan/queueing/inverse_blocking.hpp"

#include <cmath>
#include <limits>

namespace tandem::queueing {
namespace {

constexpr long double kPrecision = std::numeric_limits<long double>::epsilon() / 4;
/// Blocking below 1e-320 is 0 in a double.
constexpr long double kBeyondDouble = 1e320L;

/// 1/B for `servers` in [0, 1) as e^a a^-n Gamma(n + 1, a), by the series of the lower incomplete gamma
/// function (DLMF 8.7.1); for a < 2, where little cancels.
long double by_series(long double a, long double servers) {
  long double lower = 0;
  long double term = 1;
  for (long double k = servers + 1; term > kPrecision * lower; k += 1) lower += term *= a / k;
  return std::exp(a) * std::pow(a, -servers) * std::tgamma(servers + 1) - lower;
}

/// The same by Legendre's continued fraction of the upper incomplete gamma function (DLMF 8.9.2), evaluated
/// by the modified Lentz method; for a >= 2.
long double by_continued_fraction(long double a, long double servers) {
  constexpr long double kTiny = 1e-4000L;
  constexpr int kMostSteps = 1000;
  const long double s = servers + 1;
  long double b = a + 1 - s;
  long double c = 1 / kTiny;
  long double d = 1 / b;
  long double h = d;
  for (int i = 1; i < kMostSteps; ++i) {
    const long double numerator = -static_cast<long double>(i) * (static_cast<long double>(i) - s);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const long double factor = c * d;
    h *= factor;
    if (std::fabs(factor - 1) < 4 * kPrecision) break;
  }
  return a * h;
}

}  // namespace

// 1/B(n) = 1 + (n/a) / B(n - 1) holds for every real n; unrolled downwards it is a sum of positive terms that
// grow while n - k > a and fall geometrically after, so the states far below the load are never visited.
long double inverse_blocking(double erlangs, double servers) {
  const long double a = erlangs;
  const long double per_erlang = 1 / a;
  long double sum = 0;
  long double term = 1;
  long double n = servers;
  for (; n >= 1; n -= 1) {
    sum += term;
    if (sum > kBeyondDouble) return std::numeric_limits<long double>::infinity();
    // What is left is at most term * a / (a - n): a geometric series.
    if (n < a && term * a < kPrecision * sum * (a - n)) return sum;
    term *= n * per_erlang;
  }
  if (n <= 0) return sum + term;
  return sum + term * (a < 2 ? by_series(a, n) : by_continued_fraction(a, n));
}

}  // namespace tandem::queueing
