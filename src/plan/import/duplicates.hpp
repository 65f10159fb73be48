#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/id.hpp"

namespace tandem::importing {

/// Tells whether a call was there before: a set of 128-bit digests (XXH3) of client and call id. Two
/// different calls are taken for one with a chance of n^2 / 2^129: less than 10^-24 for ten million calls.
/// Lives as long as one import, and spans its files.
///
/// Memory: 16 bytes a slot, slots at most 3/4 full and doubled shard by shard, so 21 to 43 bytes a call and
/// no moment at which the whole table is held twice: about 0.3 GB for ten million calls. One thread at a
/// time.
class DuplicateFinder {
 public:
  DuplicateFinder();
  /// True where the same call was given before; remembers it otherwise. A call without an id is never a
  /// duplicate.
  bool seen_before(ClientId client, std::string_view call_id);
  std::uint64_t calls() const { return calls_; }
  std::uint64_t memory_bytes() const;

 private:
  struct Digest {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    friend bool operator==(const Digest&, const Digest&) = default;
  };
  /// Open addressing with linear probing; an all-zero digest marks an empty slot.
  struct Shard {
    std::vector<Digest> slots;
    std::size_t used = 0;
    bool insert(const Digest& digest);
    void grow();
  };
  static constexpr std::size_t kShards = 256;
  std::array<Shard, kShards> shards_;
  std::uint64_t calls_ = 0;
};

}  // namespace tandem::importing
