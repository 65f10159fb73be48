#include "plan/analysis/lognormal.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "plan/analysis/normal.hpp"

namespace tandem::analysis {
namespace {

/// A time, as its logarithm, and how often it occurs: logs come in whole seconds, so values are few.
struct Value {
  double log = 0;
  double count = 0;
};

std::vector<Value> values_of(std::span<const std::int64_t> sorted) {
  std::vector<Value> values;
  for (std::size_t from = 0, until = 0; from < sorted.size(); from = until) {
    while (until < sorted.size() && sorted[until] == sorted[from]) ++until;
    values.push_back({std::log(static_cast<double>(sorted[from]) / 1e6), static_cast<double>(until - from)});
  }
  return values;
}

double ks_distance(const std::vector<Value>& values, double n, double mean, double sd) {
  double distance = 0, below = 0;
  for (const Value& value : values) {
    const double expected = normal_cdf((value.log - mean) / sd);
    distance = std::max({distance, expected - below / n, (below + value.count) / n - expected});
    below += value.count;
  }
  return distance;
}

/// The squared correlation of the values with the normal quantiles at (i - 1/2) / n, tied values taking the
/// quantile at their middle.
double r_squared_qq(const std::vector<Value>& values, double n, double mean) {
  double xx = 0, yy = 0, xy = 0, below = 0;
  for (const Value& value : values) {
    const double x = normal_quantile((below + value.count / 2) / n);
    const double y = value.log - mean;
    xx += value.count * x * x;
    yy += value.count * y * y;
    xy += value.count * x * y;
    below += value.count;
  }
  return xy * xy / (xx * yy);
}

}  // namespace

std::optional<Distribution::Lognormal> fit_lognormal(std::span<const std::int64_t> sorted) {
  if (sorted.size() < kLognormalTimesMin || sorted.front() == sorted.back()) return std::nullopt;
  const std::vector<Value> values = values_of(sorted);
  const auto n = static_cast<double>(sorted.size());
  double sum = 0, squares = 0;
  for (const Value& value : values) sum += value.count * value.log;
  const double mean = sum / n;
  for (const Value& value : values) squares += value.count * (value.log - mean) * (value.log - mean);
  Distribution::Lognormal fit;
  fit.log_mean = mean;
  fit.log_sd = std::sqrt(squares / n);
  fit.ks = ks_distance(values, n, mean, fit.log_sd);
  fit.ks_p_value = lilliefors_p_value(fit.ks, sorted.size());
  fit.r_squared_qq = r_squared_qq(values, n, mean);
  return fit;
}

double lilliefors_p_value(double distance, std::size_t count) {
  const auto n = static_cast<double>(count);
  const double m = std::min(n, 100.0);
  const double d = n > 100 ? distance * std::pow(n / 100, 0.49) : distance;
  const double p = std::exp(-7.01256 * d * d * (m + 2.78019) + 2.99587 * d * std::sqrt(m + 2.78019) -
                            0.122119 + 0.974598 / std::sqrt(m) + 1.67997 / m);
  if (p <= 0.1) return p;
  const double k = (std::sqrt(n) - 0.01 + 0.85 / std::sqrt(n)) * distance;
  if (k <= 0.302) return 1;
  if (k <= 0.5) return 2.76773 + k * (-19.828315 + k * (80.709644 + k * (-138.55152 + k * 81.218052)));
  if (k <= 0.9) return -4.901232 + k * (40.662806 + k * (-97.490286 + k * (94.029866 - k * 32.355711)));
  if (k <= 1.31) return 6.198765 + k * (-19.558097 + k * (23.186922 + k * (-12.234627 + k * 2.423045)));
  return 0;
}

}  // namespace tandem::analysis
