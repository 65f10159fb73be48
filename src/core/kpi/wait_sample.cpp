#include "core/kpi/wait_sample.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/check.hpp"

namespace tandem::kpi {
namespace {

/// A rank so near the top is found by keeping the largest values in order: most groups are of a few dozen
/// calls, for which that takes half the time of a selection.
constexpr std::size_t kFewLargest = 16;

/// The value of rank `from_top` (1: the largest).
std::uint32_t largest(std::span<const std::uint32_t> values, std::size_t from_top) {
  std::uint32_t kept[kFewLargest] = {};  // in ascending order; zeros stand for nothing yet
  for (const std::uint32_t value : values) {
    if (value <= kept[0]) continue;
    std::size_t at = 1;
    for (; at < from_top && kept[at] < value; ++at) kept[at - 1] = kept[at];
    kept[at - 1] = value;
  }
  return kept[0];
}

}  // namespace

std::size_t nearest_rank(double share, std::size_t count) {
  TANDEM_CHECK(share > 0 && share <= 1 && count > 0, "a percentile is of a share in (0, 1] of some values");
  // A share such as 0.9 lies a little off in binary; the nudge keeps 0.9 x 10 from becoming rank 10.
  const double exact = share * static_cast<double>(count);
  const auto rank = static_cast<std::size_t>(std::ceil(exact - exact * 1e-12));
  return std::clamp<std::size_t>(rank, 1, count);
}

void WaitSample::clear() {
  usual_.clear();
  unusual_.clear();
}

void WaitSample::add(Duration wait) {
  const std::int64_t us = wait.microseconds();
  if (us >= 0 && us <= INT32_MAX)
    usual_.push_back(static_cast<std::uint32_t>(us));
  else
    unusual_.push_back(us);
}

std::span<std::uint32_t> WaitSample::grow_usual(std::size_t more) {
  usual_.resize(usual_.size() + more);
  return std::span(usual_).last(more);
}

std::span<std::int64_t> WaitSample::grow_unusual(std::size_t more) {
  unusual_.resize(unusual_.size() + more);
  return std::span(unusual_).last(more);
}

Duration WaitSample::percentile(double share) {
  std::size_t at = nearest_rank(share, size()) - 1;
  if (!unusual_.empty()) {
    // In order of size: waits below zero, the usual ones, the very long ones.
    std::ranges::sort(unusual_);
    const auto negative = static_cast<std::size_t>(std::ranges::lower_bound(unusual_, 0) - unusual_.begin());
    if (at < negative) return Duration::microseconds(unusual_[at]);
    if (at >= negative + usual_.size()) return Duration::microseconds(unusual_[at - usual_.size()]);
    at -= negative;
  }
  const std::size_t from_top = usual_.size() - at;
  if (from_top <= kFewLargest) return Duration::microseconds(largest(usual_, from_top));
  std::ranges::nth_element(usual_, usual_.begin() + static_cast<std::ptrdiff_t>(at));
  return Duration::microseconds(usual_[at]);
}

}  // namespace tandem::kpi
