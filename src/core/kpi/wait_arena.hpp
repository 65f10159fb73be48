#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/large_pages.hpp"
#include "core/kpi/wait_sample.hpp"

namespace tandem::kpi {

/// Keeps the waits of many groups at little over 4 bytes a call, in chunks of 64 bytes.
/// One arena serves one worker. Waits are appended first; find_chunks() then lets them be read by group.
class WaitArena {
 public:
  /// Where a group's next wait goes. Lives with the group; belongs to one arena.
  class Chain {
   public:
    bool empty() const { return next_ == nullptr; }

   private:
    friend class WaitArena;
    /// One after the last wait; where that is a chunk's end, a new one begins.
    std::uint32_t* next_ = nullptr;
  };

  void append(std::uint32_t group, Chain& chain, Duration wait) {
    if (reinterpret_cast<std::uintptr_t>(chain.next_) % sizeof(Chunk) == 0) [[unlikely]]
      chain.next_ = new_chunk(group);
    const std::int64_t us = wait.microseconds();
    const bool usual = static_cast<std::uint64_t>(us) < kUnusual;
    *chain.next_++ = usual ? static_cast<std::uint32_t>(us) : keep_unusual(us);
  }
  /// Fetches what the next append() to a chain will write.
  [[gnu::always_inline]] void prefetch_to_append(const Chain& chain) const {
    __builtin_prefetch(chain.next_, 1);
  }

  /// Finds the chunks of each of so many groups. After it nothing is appended until clear().
  void find_chunks(std::uint32_t groups);
  /// Fetches what gather() will read of a group first.
  [[gnu::always_inline]] void prefetch_to_gather(std::uint32_t group) const {
    const std::uint32_t end = std::min(chunk_begins_[group + 1], chunk_begins_[group] + kChunksFetched);
    for (std::uint32_t i = chunk_begins_[group]; i < end; ++i) __builtin_prefetch(&chunk(chunk_numbers_[i]));
  }
  /// Adds the waits of a group to a sample; find_chunks() comes before.
  void gather(std::uint32_t group, const Chain& chain, WaitSample& into) const;

  /// Of the waits, without the memory that is there for more.
  std::size_t memory_bytes() const {
    return group_of_chunk_.size() * (sizeof(Chunk) + sizeof(std::uint32_t)) +
           unusual_.size() * sizeof(std::int64_t);
  }
  /// Forgets all waits; every chain must be emptied with them. The memory is kept for more.
  void clear();

 private:
  static constexpr std::uint32_t kWaitsAChunk = 16;
  static constexpr std::uint32_t kChunksFetched = 12;
  static constexpr std::uint32_t kUnusual = std::uint32_t{1} << 31;  ///< the rest is a place in unusual_
  struct alignas(64) Chunk {
    std::uint32_t waits[kWaitsAChunk];
  };
  static constexpr std::uint32_t kChunksASegment = kLargePageBytes / sizeof(Chunk);

  Chunk& chunk(std::uint32_t number) const {
    return reinterpret_cast<Chunk*>(segments_[number / kChunksASegment].get())[number % kChunksASegment];
  }
  /// How many waits the last chunk of a chain that is not empty holds.
  static std::uint32_t in_last_chunk(const Chain& chain) {
    const std::uintptr_t within = reinterpret_cast<std::uintptr_t>(chain.next_) % sizeof(Chunk);
    return within == 0 ? kWaitsAChunk : static_cast<std::uint32_t>(within / sizeof(std::uint32_t));
  }
  /// Where the first wait of a new chunk goes.
  std::uint32_t* new_chunk(std::uint32_t group);
  std::uint32_t keep_unusual(std::int64_t us);

  std::uint32_t chunks() const { return static_cast<std::uint32_t>(group_of_chunk_.size()); }

  std::vector<LargePages> segments_;
  std::vector<std::uint32_t> group_of_chunk_;
  std::vector<std::int64_t> unusual_;
  std::vector<std::uint32_t>
      chunk_begins_;  ///< by group, into chunk_numbers_; one more than there are groups
  std::vector<std::uint32_t> chunk_numbers_;  ///< of a group in order of time
};

}  // namespace tandem::kpi
