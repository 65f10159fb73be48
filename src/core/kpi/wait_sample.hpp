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
  std::size_t size() const { return usual_.size() + unusual_.size(); }
  /// By nearest rank: the smallest wait that at least `share` of all waits do not exceed. `share` in (0, 1];
  /// the sample must not be empty. Reorders the sample.
  Duration percentile(double share);

  /// Microseconds: from 0 to 2^31 - 1, and all others.
  std::span<const std::uint32_t> usual() const { return usual_; }
  std::span<const std::int64_t> unusual() const { return unusual_; }
  /// Room for more of both, to be filled by the caller.
  std::span<std::uint32_t> grow_usual(std::size_t more);
  std::span<std::int64_t> grow_unusual(std::size_t more);

 private:
  friend class WaitArena;
  std::vector<std::uint32_t> usual_;
  std::vector<std::int64_t> unusual_;
};

/// The rank, from 1, of a percentile among `count` values: ceil(share x count), in 1 .. count.
std::size_t nearest_rank(double share, std::size_t count);

/// Keeps the waits of many groups at little over 4 bytes a call: chunks of 64 bytes, a chain of them a group.
/// One arena serves one worker.
class WaitArena {
 public:
  static constexpr std::uint32_t kNoChunk = UINT32_MAX;
  /// The waits of one group. Lives with the group; belongs to one arena.
  struct Chain {
    std::uint32_t last_chunk = kNoChunk;
    std::uint32_t count = 0;
  };

  void append(Chain& chain, Duration wait) {
    const std::uint32_t at = chain.count % kWaitsAChunk;
    if (at == 0) [[unlikely]]
      chain.last_chunk = new_chunk(chain.last_chunk);
    const std::int64_t us = wait.microseconds();
    const bool usual = static_cast<std::uint64_t>(us) < kUnusual;
    chunk(chain.last_chunk).waits[at] = usual ? static_cast<std::uint32_t>(us) : keep_unusual(us);
    ++chain.count;
  }
  /// Fetches what the next append() to a chain will write.
  void prefetch(const Chain& chain) const {
    if (chain.last_chunk != kNoChunk) __builtin_prefetch(&chunk(chain.last_chunk), 1);
  }
  /// Fetches the chunk that lies `back` chunks before the last; those after it should have been fetched.
  void prefetch(const Chain& chain, std::uint32_t back) const {
    if (chain.count <= back * kWaitsAChunk) return;
    std::uint32_t number = chain.last_chunk;
    for (; back > 0; --back) number = chunk(number).before;
    __builtin_prefetch(&chunk(number));
  }
  /// Adds a chain's waits to a sample.
  void gather(const Chain& chain, WaitSample& into) const;

  std::size_t memory_bytes() const {
    return segments_.size() * kSegmentBytes + unusual_.size() * sizeof(std::int64_t);
  }
  /// Forgets all waits; every chain must be emptied with them.
  void clear();

 private:
  static constexpr std::uint32_t kWaitsAChunk = 15;
  static constexpr std::uint32_t kUnusual = std::uint32_t{1} << 31;  ///< the rest is a place in unusual_
  struct alignas(64) Chunk {
    std::uint32_t before;
    std::uint32_t waits[kWaitsAChunk];
  };
  static constexpr std::uint32_t kChunksASegment = 4096;
  static constexpr std::size_t kSegmentBytes = kChunksASegment * sizeof(Chunk);
  struct Segment {
    Chunk chunks[kChunksASegment];
  };

  Chunk& chunk(std::uint32_t number) const {
    return segments_[number / kChunksASegment]->chunks[number % kChunksASegment];
  }
  std::uint32_t new_chunk(std::uint32_t before);
  std::uint32_t keep_unusual(std::int64_t us);

  std::vector<std::unique_ptr<Segment>> segments_;
  std::uint32_t chunks_ = 0;
  std::vector<std::int64_t> unusual_;
};

}  // namespace tandem::kpi
