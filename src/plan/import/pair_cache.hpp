#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

namespace tandem::importing {

/// Ids of client and queue by the text of both fields at once, delimiter included, for one worker:
/// one look instead of two where the text is short, as most are. Holds at most kPairsAtMost.
class PairCache {
 public:
  static constexpr std::size_t kBytesMax = 32;
  static constexpr std::size_t kPairsAtMost = std::size_t{1} << 15;

  struct Key {
    std::array<std::uint64_t, 4> words;
    std::uint64_t size = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  /// `size` is 1 .. kBytesMax; kBytesMax bytes from `text` on must be readable.
  static Key key_of(const char* text, std::size_t size) {
    Key key{.words = {}, .size = size};
    std::memcpy(key.words.data(), text, kBytesMax);
    // All ones up to the size, of which so much is left in each word.
    const char* const mask = reinterpret_cast<const char*>(kOnesThenZeros.data()) + (kBytesMax - size);
    std::array<std::uint64_t, 4> masks;
    std::memcpy(masks.data(), mask, kBytesMax);
    for (std::size_t i = 0; i < 4; ++i) key.words[i] &= masks[i];
    return key;
  }

  struct Ids {
    std::uint32_t client;
    std::uint32_t queue;
  };
  /// Null where the pair is not known.
  const Ids* find(const Key& key) const {
    for (std::size_t at = hash_of(key) & mask_;; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      const std::uint64_t different = (slot.key.words[0] ^ key.words[0]) |
                                      (slot.key.words[1] ^ key.words[1]) |
                                      (slot.key.words[2] ^ key.words[2]) |
                                      (slot.key.words[3] ^ key.words[3]) | (slot.key.size ^ key.size);
      if (different == 0) [[likely]]
        return &slot.ids;
      if (slot.key.size == 0) return nullptr;
    }
  }
  void remember(const Key& key, Ids ids) {
    if (count_ == kPairsAtMost) return;
    if (2 * ++count_ > slots_.size()) grow();
    put({key, ids});
  }

 private:
  struct alignas(64) Slot {
    Key key;  ///< of size 0: free
    Ids ids{};
  };
  static constexpr std::array<std::uint64_t, 8> kOnesThenZeros = {~0ULL, ~0ULL, ~0ULL, ~0ULL, 0, 0, 0, 0};

  static std::size_t hash_of(const Key& key) {
    const std::uint64_t low = key.words[0] * 0x9e3779b97f4a7c15 + key.words[1] * 0xd6e8feb86659fd93;
    const std::uint64_t high = key.words[2] * 0xa0761d6478bd642f + key.words[3] * 0xe7037ed1a0b428db;
    return ((low ^ high ^ key.size) * 0x9e3779b97f4a7c15) >> 32;
  }
  void put(const Slot& slot) {
    std::size_t at = hash_of(slot.key) & mask_;
    while (slots_[at].key.size != 0) at = (at + 1) & mask_;
    slots_[at] = slot;
  }
  void grow() {
    std::vector<Slot> fewer(slots_.size() * 2);
    fewer.swap(slots_);
    mask_ = slots_.size() - 1;
    for (const Slot& slot : fewer)
      if (slot.key.size != 0) put(slot);
  }

  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::size_t mask_ = 63;
  std::size_t count_ = 0;
};

}  // namespace tandem::importing
