#include "core/kpi/wait_sample.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/base/check.hpp"

namespace tandem::kpi {
namespace {

/// A rank so near the top is found by keeping the largest values in order: most groups are of a few dozen
/// calls, for which that takes half the time of a selection.
constexpr std::size_t kFewLargest = 16;
/// So few are kept in registers, every value passing all of them: no branch to predict, three times as fast.
constexpr std::size_t kFewestLargest = 8;

/// The value of rank kFromTop (1: the largest), all values below 2^31.
template <std::size_t kFromTop>
std::uint32_t largest_of_few(std::span<const std::uint32_t> values) {
  std::array<std::uint32_t, kFromTop> kept{};  // in descending order; zeros stand for nothing yet
  for (std::uint32_t value : values)
    for (std::uint32_t& larger : kept) {
      // Exchanged where larger < value, by arithmetic: g++ would branch on std::min and std::max.
      const std::uint32_t excess = larger - value;
      const std::uint32_t moved = excess & (0 - (excess >> 31));
      larger -= moved;
      value += moved;
    }
  return kept.back();
}

template <std::size_t... kIndex>
constexpr auto largest_by_rank(std::index_sequence<kIndex...>) {
  return std::array{&largest_of_few<kIndex + 1>...};
}

/// The value of rank `from_top`, at most kFewLargest.
std::uint32_t largest(std::span<const std::uint32_t> values, std::size_t from_top) {
  static constexpr auto kByRank = largest_by_rank(std::make_index_sequence<kFewestLargest>());
  if (from_top <= kFewestLargest) return kByRank[from_top - 1](values);
  std::uint32_t kept[kFewLargest] = {};  // in ascending order
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
  usual_count_ = 0;
  unusual_.clear();
}

void WaitSample::add(Duration wait) {
  const std::int64_t us = wait.microseconds();
  if (us >= 0 && us <= INT32_MAX)
    grow_usual(1).front() = static_cast<std::uint32_t>(us);
  else
    unusual_.push_back(us);
}

std::span<std::uint32_t> WaitSample::grow_usual(std::size_t more) {
  const std::size_t count = usual_count_ + more;
  if (count > usual_room_) {
    usual_room_ = std::max(count, 2 * usual_room_);
    auto roomier = std::make_unique_for_overwrite<std::uint32_t[]>(usual_room_);
    std::copy_n(usual_.get(), usual_count_, roomier.get());
    usual_ = std::move(roomier);
  }
  const std::span<std::uint32_t> grown(usual_.get() + usual_count_, more);
  usual_count_ = count;
  return grown;
}

std::span<std::int64_t> WaitSample::grow_unusual(std::size_t more) {
  unusual_.resize(unusual_.size() + more);
  return std::span(unusual_).last(more);
}

Duration WaitSample::percentile(double share) {
  const std::span<std::uint32_t> usual(usual_.get(), usual_count_);
  std::size_t at = nearest_rank(share, size()) - 1;
  if (!unusual_.empty()) {
    // In order of size: waits below zero, the usual ones, the very long ones.
    std::ranges::sort(unusual_);
    const auto negative = static_cast<std::size_t>(std::ranges::lower_bound(unusual_, 0) - unusual_.begin());
    if (at < negative) return Duration::microseconds(unusual_[at]);
    if (at >= negative + usual.size()) return Duration::microseconds(unusual_[at - usual.size()]);
    at -= negative;
  }
  const std::size_t from_top = usual.size() - at;
  if (from_top <= kFewLargest) return Duration::microseconds(largest(usual, from_top));
  std::ranges::nth_element(usual, usual.begin() + static_cast<std::ptrdiff_t>(at));
  return Duration::microseconds(usual[at]);
}

}  // namespace tandem::kpi
