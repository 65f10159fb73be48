#include "plan/analysis/order_statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/base/check.hpp"
#include "core/kpi/wait_sample.hpp"

namespace tandem::analysis {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

double spread_about_zero(const std::vector<double>& values) {
  std::vector<double> distances(values.size());
  std::ranges::transform(values, distances.begin(), [](double value) { return std::fabs(value); });
  return 1.4826 * median(std::move(distances));
}

double median_of_shortest_half(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const std::size_t half = (values.size() + 1) / 2;
  std::size_t best = 0;
  for (std::size_t i = 0; i + half <= values.size(); ++i) {
    // Of two equally short halves the upper: closed days pull volumes down more often than rushes pull up.
    if (values[i + half - 1] - values[i] <= values[best + half - 1] - values[best]) best = i;
  }
  const auto from = values.begin() + static_cast<std::ptrdiff_t>(best);
  return median(std::vector<double>(from, from + static_cast<std::ptrdiff_t>(half)));
}

std::size_t nearest_rank(std::size_t count, double share) {
  TANDEM_CHECK(count > 0 && share > 0 && share <= 1, "a percentile of nothing, or outside (0, 1]");
  return kpi::nearest_rank(share, count) - 1;
}

void sort_ascending(std::vector<std::int64_t>& values) {
  static constexpr std::size_t kSmall = 2'000;
  if (values.size() < kSmall) {
    std::ranges::sort(values);
    return;
  }
  static constexpr int kBits = 11;
  static constexpr std::size_t kDigits = std::size_t{1} << kBits;
  const std::int64_t largest = *std::ranges::max_element(values);
  TANDEM_CHECK(*std::ranges::min_element(values) >= 0, "a time to sort is negative");
  std::vector<std::int64_t> other(values.size());
  for (int shift = 0; shift < 63 && (largest >> shift) > 0; shift += kBits) {
    std::array<std::size_t, kDigits> start{};
    const auto digit_of = [shift](std::int64_t value) {
      return static_cast<std::size_t>(value >> shift) & (kDigits - 1);
    };
    for (const std::int64_t value : values) ++start[digit_of(value)];
    if (std::ranges::find(start, values.size()) != start.end()) continue;
    std::size_t sum = 0;
    for (std::size_t& count : start) sum += std::exchange(count, sum);
    for (const std::int64_t value : values) other[start[digit_of(value)]++] = value;
    values.swap(other);
  }
}

}  // namespace tandem::analysis
