#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/check.hpp"
#include "core/base/instant.hpp"

namespace tandem::simulation {

/// One instant for each of many owners, the earliest at hand: a tournament (Knuth, TAOCP 3, 5.4.1) whose
/// nodes are an instant and its owner in one integer. To set or stop one takes a comparison a level, without
/// a branch to be guessed wrong; heaps, whose ways down no processor foresees, took twice as long. What is of
/// one instant comes by owner.
class Alarms {
 public:
  /// Instants from `start` on; those after `last` are as good as never. Owners are dense ids below
  /// `owners_max`; there is room for few at first. It must fit.
  Alarms(Instant start, Instant last, std::size_t owners_max)
      : start_(start), last_(last - start), bits_(bits_for(owners_max)) {
    TANDEM_CHECK(fits(last_, owners_max), "an alarm's instant and owner share an integer");
    resize(1);
  }
  /// Whether instants of such a stretch and so many owners fit into one integer: 17 years and 20,000 do, or a
  /// century and 2,000.
  static bool fits(Duration stretch, std::size_t owners_max) {
    return bits_for(owners_max) + static_cast<unsigned>(std::bit_width(
                                      static_cast<std::uint64_t>(stretch.microseconds()) + 1)) <=
           64;
  }

  /// After `last` where nothing is set.
  Instant next_at() const {
    return start_ + Duration::microseconds(static_cast<std::int64_t>(nodes_[1] >> bits_));
  }
  /// Whose that is, where something is set.
  std::uint32_t next() const { return static_cast<std::uint32_t>(nodes_[1]) & ((1U << bits_) - 1); }

  void set(std::uint32_t owner, Instant at) {
    if (owner >= leaves_) [[unlikely]]
      grow(owner);
    const auto us =
        static_cast<std::uint64_t>(std::min(at - start_, last_ + Duration::microseconds(1)).microseconds());
    put(owner, us << bits_ | owner);
  }
  void stop(std::uint32_t owner) {
    if (is_set(owner)) put(owner, kNever);
  }
  bool is_set(std::uint32_t owner) const { return owner < leaves_ && nodes_[leaves_ + owner] != kNever; }

 private:
  static constexpr std::uint64_t kNever = UINT64_MAX;
  /// Two at least, so that never is an Instant too.
  static unsigned bits_for(std::size_t owners) {
    return std::max(2U, static_cast<unsigned>(std::bit_width(owners)));
  }

  void put(std::uint32_t owner, std::uint64_t winner) {
    for (std::size_t node = leaves_ + owner; node > 1; node /= 2) {
      nodes_[node] = winner;
      winner = std::min(winner, nodes_[node ^ 1]);
    }
    nodes_[1] = winner;
  }
  void resize(std::size_t leaves) {
    leaves_ = leaves;
    nodes_.assign(2 * leaves, kNever);
  }
  void grow(std::uint32_t owner) {
    const std::vector<std::uint64_t> before(nodes_.begin() + static_cast<std::ptrdiff_t>(leaves_),
                                            nodes_.end());
    resize(std::bit_ceil(std::size_t{owner} + 1));
    for (std::uint32_t i = 0; i < before.size(); ++i)
      if (before[i] != kNever) put(i, before[i]);
  }

  Instant start_;
  Duration last_;
  unsigned bits_;
  std::size_t leaves_ = 0;
  std::vector<std::uint64_t> nodes_;  ///< the root at 1, the children of n at 2n and 2n + 1
};

}  // namespace tandem::simulation
