#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/id.hpp"

namespace tandem::routing {

/// Agents who may serve the same queues at the same stages and ranks, in one group.
using PoolId = Id<struct PoolTag>;

/// A set of pools. Most sets are of the pools that agents share, whose ids come first: what lies beyond the
/// last that was ever in a set is not looked at.
class PoolSet {
 public:
  explicit PoolSet(std::size_t pools = 0) : words_((pools + 63) / 64) {}
  void insert(PoolId pool) {
    const std::size_t word = pool.index() / 64;
    words_[word] |= bit(pool);
    used_ = std::max(used_, word + 1);
  }
  void erase(PoolId pool) { words_[pool.index() / 64] &= ~bit(pool); }
  bool contains(PoolId pool) const { return (words_[pool.index() / 64] & bit(pool)) != 0; }
  static bool have_common(const PoolSet& a, const PoolSet& b) {
    bool any = false;
    for (std::size_t w = 0; w < std::min(a.used_, b.used_) && !any; ++w)
      any = (a.words_[w] & b.words_[w]) != 0;
    return any;
  }
  template <class Act>
  void for_each(const Act& act) const {
    for_each_common(*this, *this, act);
  }
  /// act(pool) for each that is in both. Pools that it takes out of them are still told of, where they follow
  /// within one word.
  template <class Act>
  static void for_each_common(const PoolSet& a, const PoolSet& b, const Act& act) {
    const std::size_t used = std::min(a.used_, b.used_);
    for (std::size_t w = 0; w < used; ++w)
      for (std::uint64_t both = a.words_[w] & b.words_[w]; both != 0; both &= both - 1)
        act(PoolId(static_cast<std::uint32_t>(w * 64) + static_cast<std::uint32_t>(__builtin_ctzll(both))));
  }

 private:
  static std::uint64_t bit(PoolId pool) { return std::uint64_t{1} << (pool.index() % 64); }
  std::vector<std::uint64_t> words_;
  std::size_t used_ = 0;  ///< of the words
};

/// How many agents there are of each pool, and which pools have any.
class PoolCounts {
 public:
  explicit PoolCounts(std::size_t pools) : counts_(pools), with_any_(pools) {}
  void add(PoolId pool) {
    if (counts_[pool.index()]++ == 0) with_any_.insert(pool);
  }
  void remove(PoolId pool) {
    if (--counts_[pool.index()] == 0) with_any_.erase(pool);
  }
  std::uint32_t count(PoolId pool) const { return counts_[pool.index()]; }
  const PoolSet& with_any() const { return with_any_; }

 private:
  std::vector<std::uint32_t> counts_;
  PoolSet with_any_;
};

}  // namespace tandem::routing
