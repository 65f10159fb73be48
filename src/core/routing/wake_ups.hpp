#pragma once

#include <cstdint>
#include <vector>

#include "core/base/instant.hpp"
#include "core/routing/indexed_heap.hpp"

namespace tandem::routing {

/// Instants at which something is due: one for each owner and kind, kept in one heap. Setting and cancelling
/// are O(log n) and allocate nothing.
class WakeUps {
 private:
  /// What is due at one instant is taken in order of owner and kind, so that every run is alike.
  struct Before {
    const std::vector<Instant>& at;
    bool operator()(std::uint32_t a, std::uint32_t b) const { return at[a] != at[b] ? at[a] < at[b] : a < b; }
  };
  Before before() const { return {at_}; }

 public:
  /// Owners are dense ids; each has `kinds` wake-ups.
  WakeUps(std::size_t owners, std::uint32_t kinds) : kinds_(kinds) { add_owners(owners); }
  void add_owners(std::size_t owners) {
    at_.resize(owners * kinds_);
    places_.resize(owners * kinds_, IndexedHeap::kNowhere);
    heap_.reserve(owners * kinds_);
  }

  struct Due {
    std::uint32_t owner;
    std::uint32_t kind;
  };
  void set(Due what, Instant at) {
    const std::uint32_t id = what.owner * kinds_ + what.kind;
    at_[id] = at;
    if (places_[id] == IndexedHeap::kNowhere)
      heap_.add(id, places_, before());
    else
      heap_.moved(id, places_, before());
    note_next();
  }
  void cancel(Due what) {
    const std::uint32_t id = what.owner * kinds_ + what.kind;
    if (places_[id] != IndexedHeap::kNowhere) [[unlikely]]
      remove(id);
  }
  bool is_set(Due what) const { return places_[what.owner * kinds_ + what.kind] != IndexedHeap::kNowhere; }
  /// none() where nothing is set.
  Instant next() const { return next_; }
  /// Takes the first; there must be one.
  Due take() {
    const std::uint32_t id = heap_.first();
    remove(id);
    return {id / kinds_, id % kinds_};
  }

 private:
  void remove(std::uint32_t id) {
    heap_.remove(id, places_, before());
    note_next();
  }
  void note_next() { next_ = heap_.empty() ? Instant::none() : at_[heap_.first()]; }

  std::uint32_t kinds_;
  std::vector<Instant> at_;
  IndexedHeap::Places places_;
  IndexedHeap heap_;
  Instant next_;  ///< kept at hand, as it is asked for after every step
};

}  // namespace tandem::routing
