#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/base/duration.hpp"

namespace tandem::kpi {

/// The waits of one group of calls, for exact percentiles. Reused from group to group.
class WaitSample {
 public:
  void clear();
  void add(Duration wait);
  std::size_t size() const { return usual_count_ + unusual_.size(); }
  /// By nearest rank: the smallest wait that at least `share` of all waits do not exceed. `share` in (0, 1];
  /// the sample must not be empty. Reorders the sample.
  Duration percentile(double share);

  /// Microseconds: from 0 to 2^31 - 1, and all others.
  std::span<const std::uint32_t> usual() const { return {usual_.get(), usual_count_}; }
  std::span<const std::int64_t> unusual() const { return unusual_; }
  /// Room for more of both, to be filled by the caller.
  std::span<std::uint32_t> grow_usual(std::size_t more);
  std::span<std::int64_t> grow_unusual(std::size_t more);
  /// Takes the last `fewer` away.
  void shrink_usual(std::size_t fewer) { usual_count_ -= fewer; }

 private:
  /// The usual waits, and zeros up to a multiple of what is compared at once: they change no rank from the
  /// top.
  std::span<const std::uint32_t> padded();

  /// An array whose growth costs no filling: what is grown is always filled by the caller.
  std::unique_ptr<std::uint32_t[]> usual_;
  std::size_t usual_count_ = 0;
  std::size_t usual_room_ = 0;
  std::vector<std::int64_t> unusual_;
};

/// The rank, from 1, of a percentile among `count` values: ceil(share x count), in 1 .. count.
std::size_t nearest_rank(double share, std::size_t count);

}  // namespace tandem::kpi
