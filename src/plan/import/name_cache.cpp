#include "plan/import/name_cache.hpp"

#include <functional>

namespace tandem::importing {

NameCache::Key NameCache::long_key_of(Key key, const char* name) {
  key.high = std::hash<std::string_view>{}({name, key.size()});
  return key;
}

void NameCache::remember(const Key& key, std::string_view name, std::uint32_t id) {
  if (names_ == kNamesAtMost) return;
  if (2 * (names_ + 1) > slots_.size()) grow();
  std::size_t at = hash_of(key) & mask_;
  while (slots_[at].id != kUnknown) at = (at + 1) & mask_;
  slots_[at] = {key, id, static_cast<std::uint32_t>(long_names_.size())};
  if (key.size() > 16) long_names_.emplace_back(name);
  ++names_;
}

void NameCache::grow() {
  std::vector<Slot> smaller(slots_.size() * 2);
  smaller.swap(slots_);
  mask_ = slots_.size() - 1;
  for (const Slot& slot : smaller) {
    if (slot.id == kUnknown) continue;
    std::size_t at = hash_of(slot.key) & mask_;
    while (slots_[at].id != kUnknown) at = (at + 1) & mask_;
    slots_[at] = slot;
  }
}

}  // namespace tandem::importing
