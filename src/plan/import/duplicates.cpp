#include "plan/import/duplicates.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace tandem::importing {
namespace {

constexpr std::size_t kSlotsAtFirst = 16;

}  // namespace

DuplicateFinder::DuplicateFinder() = default;

bool DuplicateFinder::seen_before(ClientId client, std::string_view call_id) {
  if (call_id.empty()) return false;
  const XXH128_hash_t hash = XXH3_128bits_withSeed(call_id.data(), call_id.size(), client.index());
  Digest digest{hash.low64, hash.high64};
  if (digest == Digest{}) digest.low = 1;
  if (!shards_[digest.high >> 56].insert(digest)) return true;
  ++calls_;
  return false;
}

std::uint64_t DuplicateFinder::memory_bytes() const {
  std::uint64_t bytes = sizeof *this;
  for (const Shard& shard : shards_) bytes += shard.slots.capacity() * sizeof(Digest);
  return bytes;
}

bool DuplicateFinder::Shard::insert(const Digest& digest) {
  if (slots.empty() || (used + 1) * 4 > slots.size() * 3) grow();
  const std::size_t mask = slots.size() - 1;
  for (std::size_t at = digest.low & mask;; at = (at + 1) & mask) {
    if (slots[at] == digest) return false;
    if (slots[at] == Digest{}) {
      slots[at] = digest;
      ++used;
      return true;
    }
  }
}

void DuplicateFinder::Shard::grow() {
  std::vector<Digest> old(slots.empty() ? kSlotsAtFirst : slots.size() * 2);
  old.swap(slots);
  const std::size_t mask = slots.size() - 1;
  for (const Digest& digest : old) {
    if (digest == Digest{}) continue;
    std::size_t at = digest.low & mask;
    while (slots[at] != Digest{}) at = (at + 1) & mask;
    slots[at] = digest;
  }
}

}  // namespace tandem::importing
