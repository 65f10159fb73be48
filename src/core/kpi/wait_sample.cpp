#include "core/kpi/wait_sample.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "core/base/check.hpp"

namespace tandem::kpi {
namespace {

/// Of so few values the one of a rank is found by counting, a handful at a time and without a branch that
/// depends on them; of more by selection.
constexpr std::size_t kFewValues = 512;
/// Four values, compared at once.
using Lanes = std::int32_t __attribute__((vector_size(16)));
constexpr std::size_t kLanes = sizeof(Lanes) / sizeof(std::int32_t);

Lanes lanes_at(const std::uint32_t* values) {
  Lanes lanes;
  std::memcpy(&lanes, values, sizeof lanes);
  return lanes;
}

std::uint32_t sum_of(Lanes lanes) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < kLanes; ++i) sum += lanes[i];
  return static_cast<std::uint32_t>(sum);
}

/// How many values are at least `bound`. Their number is a multiple of kLanes.
std::uint32_t count_from(std::span<const std::uint32_t> values, std::uint32_t bound) {
  const Lanes below = Lanes{} + (static_cast<std::int32_t>(bound) - 1);
  Lanes counts{};
  for (std::size_t i = 0; i < values.size(); i += kLanes) counts -= lanes_at(&values[i]) > below;
  return sum_of(counts);
}

/// The value of rank `from_top` (1: the largest), all values below 2^31 and their number a multiple of
/// kLanes. Found bit by bit: it is the largest number that so many values reach.
std::uint32_t largest(std::span<const std::uint32_t> values, std::size_t from_top) {
  std::uint32_t any = 0;
  for (const std::uint32_t value : values) any |= value;
  std::uint32_t found = 0;
  for (std::uint32_t bit = std::bit_floor(any); bit != 0; bit /= 2) {
    const std::uint32_t reached_by = count_from(values, found | bit);
    if (reached_by >= from_top) found |= bit;
    if (reached_by == from_top) break;
  }
  // No more values than wanted reach it, or all of its bits are known: the least of them is the one.
  std::uint32_t least = UINT32_MAX;
  for (const std::uint32_t value : values) least = std::min(least, value >= found ? value : UINT32_MAX);
  return least;
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

std::span<const std::uint32_t> WaitSample::padded() {
  const std::size_t more = (kLanes - usual_count_ % kLanes) % kLanes;
  std::ranges::fill(grow_usual(more), 0);
  shrink_usual(more);
  return {usual_.get(), usual_count_ + more};
}

Duration WaitSample::percentile(double share) {
  const std::size_t usual = usual_count_;
  std::size_t at = nearest_rank(share, size()) - 1;
  if (!unusual_.empty()) {
    // In order of size: waits below zero, the usual ones, the very long ones.
    std::ranges::sort(unusual_);
    const auto negative = static_cast<std::size_t>(std::ranges::lower_bound(unusual_, 0) - unusual_.begin());
    if (at < negative) return Duration::microseconds(unusual_[at]);
    if (at >= negative + usual) return Duration::microseconds(unusual_[at - usual]);
    at -= negative;
  }
  if (usual <= kFewValues) return Duration::microseconds(largest(padded(), usual - at));
  std::uint32_t* const values = usual_.get();
  std::nth_element(values, values + at, values + usual);
  return Duration::microseconds(values[at]);
}

}  // namespace tandem::kpi
