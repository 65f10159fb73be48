#pragma once

#include <cstdint>
#include <vector>

namespace tandem::routing {

/// A binary heap of dense ids that can be taken from its middle. Where each id stands is kept outside, so
/// that many heaps of few ids each can share one array; an id is in one of those heaps at a time. Nothing
/// allocates once the heap has room.
class IndexedHeap {
 public:
  static constexpr std::uint32_t kNowhere = UINT32_MAX;
  using Places = std::vector<std::uint32_t>;  ///< by id

  void reserve(std::size_t ids) { ids_.reserve(ids); }
  bool empty() const { return ids_.empty(); }
  std::size_t size() const { return ids_.size(); }
  std::uint32_t first() const { return ids_.front(); }

  /// before(a, b): a comes before b. It must not change for ids in the heap but for the one given to moved().
  template <class Before>
  void add(std::uint32_t id, Places& places, const Before& before) {
    ids_.push_back(id);
    places[id] = static_cast<std::uint32_t>(ids_.size() - 1);
    rise(places[id], places, before);
  }
  template <class Before>
  void remove(std::uint32_t id, Places& places, const Before& before) {
    const std::uint32_t at = places[id];
    const std::uint32_t last = ids_.back();
    ids_.pop_back();
    places[id] = kNowhere;
    if (last == id) return;
    ids_[at] = last;
    places[last] = at;
    moved(last, places, before);
  }
  /// After what an id is compared by has changed.
  template <class Before>
  void moved(std::uint32_t id, Places& places, const Before& before) {
    rise(places[id], places, before);
    sink(places[id], places, before);
  }
  template <class Before>
  bool in_order(const Places& places, const Before& before) const {
    for (std::size_t i = 0; i < ids_.size(); ++i)
      if (places[ids_[i]] != i || (i > 0 && before(ids_[i], ids_[(i - 1) / 2]))) return false;
    return true;
  }

 private:
  void swap(std::size_t a, std::size_t b, Places& places) {
    std::swap(ids_[a], ids_[b]);
    places[ids_[a]] = static_cast<std::uint32_t>(a);
    places[ids_[b]] = static_cast<std::uint32_t>(b);
  }
  template <class Before>
  void rise(std::size_t at, Places& places, const Before& before) {
    for (; at > 0 && before(ids_[at], ids_[(at - 1) / 2]); at = (at - 1) / 2) swap(at, (at - 1) / 2, places);
  }
  template <class Before>
  void sink(std::size_t at, Places& places, const Before& before) {
    for (;;) {
      std::size_t first = at;
      for (std::size_t child = 2 * at + 1; child <= 2 * at + 2 && child < ids_.size(); ++child)
        if (before(ids_[child], ids_[first])) first = child;
      if (first == at) return;
      swap(at, first, places);
      at = first;
    }
  }
  std::vector<std::uint32_t> ids_;
};

}  // namespace tandem::routing
