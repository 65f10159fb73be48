#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::importing {

/// Dense ids of names seen before, by one worker, without the directory's lock. Names of up to 16 bytes are
/// compared in two words. Holds at most kNamesAtMost; who finds no room asks the directory every time.
class NameCache {
 public:
  static constexpr std::size_t kNamesAtMost = std::size_t{1} << 16;
  static constexpr std::uint32_t kUnknown = UINT32_MAX;

  NameCache() : buckets_(kBucketsAtFirst) {}

  /// A name as it is compared. 16 bytes from its first on must be readable.
  struct Key {
    std::uint64_t low = 0;             ///< the first 8 bytes
    std::uint64_t high = 0;            ///< the next 8; of a longer name mixed with all its others
    std::uint64_t size_and_owner = 0;  ///< a queue's owner is its client
    std::uint32_t size() const { return static_cast<std::uint32_t>(size_and_owner); }
    std::uint32_t owner() const { return static_cast<std::uint32_t>(size_and_owner >> 32); }
    friend bool operator==(const Key&, const Key&) = default;
  };
  static Key key_of(const char* name, std::size_t size, std::uint32_t owner) {
    Key key{.size_and_owner = std::uint64_t{owner} << 32 | size};
    std::memcpy(&key.low, name, 8);
    std::memcpy(&key.high, name + 8, 8);
    if (size > 16) [[unlikely]]
      return long_key_of(key, name);
    key.low &= kMasks[size].low;
    key.high &= kMasks[size].high;
    return key;
  }

  [[gnu::always_inline]] std::uint32_t find(const Key& key, std::string_view name) const {
    const Bucket* const buckets = buckets_.data();
    for (std::size_t at = hash_of(key) & mask_;; at = (at + 1) & mask_) {
      // Both places are compared, as which of them a name is in cannot be predicted.
      const Bucket& bucket = buckets[at];
      const bool first = same(bucket.slots[0].key, key);
      const bool second = same(bucket.slots[1].key, key);
      if (first || second) [[likely]] {
        const Slot& slot = bucket.slots[second ? 1 : 0];
        if (key.size() <= 16 || same_long_name(slot, name)) [[likely]]
          return slot.id;
      }
      if (bucket.slots[1].id == kUnknown) return kUnknown;
    }
  }
  void remember(const Key& key, std::string_view name, std::uint32_t id);

 private:
  static constexpr std::size_t kBucketsAtFirst = 32;
  struct Slot {
    Key key;
    std::uint32_t id = kUnknown;
    std::uint32_t long_name = 0;  ///< index into long_names_
  };
  struct alignas(64) Bucket {
    Slot slots[2];
  };
  static bool same(const Key& a, const Key& b) {
    return ((a.low ^ b.low) | (a.high ^ b.high) | (a.size_and_owner ^ b.size_and_owner)) == 0;
  }
  struct Mask {
    std::uint64_t low, high;
  };
  static constexpr std::array<Mask, 17> kMasks = [] {
    std::array<Mask, 17> masks{};
    for (std::size_t size = 0; size <= 16; ++size) {
      masks[size].low = size >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size)) - 1;
      masks[size].high = size >= 16 ? ~std::uint64_t{0}
                         : size > 8 ? (std::uint64_t{1} << (8 * (size - 8))) - 1
                                    : 0;
    }
    return masks;
  }();

  static std::size_t hash_of(const Key& key) {
    const std::uint64_t mixed = key.low * 0x9e3779b97f4a7c15 + key.high * 0xd6e8feb86659fd93;
    return ((mixed ^ key.size_and_owner) * 0x9e3779b97f4a7c15) >> 32;
  }
  static Key long_key_of(Key key, const char* name);
  [[gnu::noinline]] bool same_long_name(const Slot& slot, std::string_view name) const {
    return long_names_[slot.long_name] == name;
  }
  Slot& free_slot(const Key& key);
  void grow();

  std::vector<Bucket> buckets_;  ///< a power of two
  std::size_t mask_ = kBucketsAtFirst - 1;
  std::vector<std::string> long_names_;
  std::size_t names_ = 0;
};

}  // namespace tandem::importing
