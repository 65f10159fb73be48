#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

namespace tandem::importing {

/// Ids of client and queue by the text of both fields at once, delimiter included, for one worker:
/// one look instead of two where the text is short, as most are. Holds at most kPairsAtMost.
class PairCache {
 public:
  static constexpr std::size_t kBytesMin = 8;
  static constexpr std::size_t kBytesMax = 32;
  static constexpr std::size_t kPairsAtMost = std::size_t{1} << 13;

  /// The text in four words that cover it and overlap where it is shorter.
  struct Key {
    std::array<std::uint64_t, 4> words;
    std::uint64_t size = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  /// `size` is kBytesMin .. kBytesMax.
  [[gnu::always_inline]] static Key key_of(const char* text, std::size_t size) {
    const std::size_t last = size - 8;
    const std::size_t second = std::min<std::size_t>(last, 8);
    return {
        .words = {word_at(text), word_at(text + second), word_at(text + last - second), word_at(text + last)},
        .size = size};
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
    // Hardly ever two of one place: which of them a row asks for could not be predicted.
    if (kRoomForEach * ++count_ > slots_.size()) grow();
    put({key, ids});
  }

 private:
  static constexpr std::size_t kRoomForEach = 8;
  struct alignas(64) Slot {
    Key key;  ///< of size 0: free
    Ids ids{};
  };
  static std::uint64_t word_at(const char* text) {
    std::uint64_t word;
    std::memcpy(&word, text, sizeof word);
    return word;
  }
  static std::size_t hash_of(const Key& key) {
    // All 128 bits of one product, as in Wang Yi's wyhash.
    __extension__ using Product = unsigned __int128;
    const auto product = Product{key.words[0] ^ std::rotl(key.words[2], 29) ^ 0x9e3779b97f4a7c15} *
                         (key.words[3] ^ std::rotl(key.words[1], 29) ^ 0xd6e8feb86659fd93);
    return static_cast<std::size_t>(product ^ (product >> 64));
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
