#include "plan/import/name_cache.hpp"

#include <functional>

namespace tandem::importing {

NameCache::Key NameCache::long_key_of(Key key, const char* name) {
  key.high = std::hash<std::string_view>{}({name, key.size()});
  return key;
}

void NameCache::remember(const Key& key, std::string_view name, std::uint32_t id) {
  if (names_ == kNamesAtMost) return;
  // At most two fifths full: then few buckets overflow into the next.
  if (5 * (names_ + 1) > 4 * buckets_.size()) grow();
  free_slot(key) = {key, id, static_cast<std::uint32_t>(long_names_.size())};
  if (key.size() > 16) long_names_.emplace_back(name);
  ++names_;
}

NameCache::Slot& NameCache::free_slot(const Key& key) {
  for (std::size_t at = hash_of(key) & mask_;; at = (at + 1) & mask_)
    for (Slot& slot : buckets_[at].slots)
      if (slot.id == kUnknown) return slot;
}

void NameCache::grow() {
  std::vector<Bucket> fewer(buckets_.size() * 2);
  fewer.swap(buckets_);
  mask_ = buckets_.size() - 1;
  for (const Bucket& bucket : fewer)
    for (const Slot& slot : bucket.slots)
      if (slot.id != kUnknown) free_slot(slot.key) = slot;
}

}  // namespace tandem::importing
