#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "core/base/instant.hpp"

namespace tandem::simulation {

/// What is due next, of things that are due at instants: a heap with four children a node, which are one or
/// two cache lines. The place of what is taken stays open until something is added: what is taken and leads
/// to the next (a conversation to after-call work, an agent to the next call) costs one way through the heap.
/// Things of one instant come in an order that depends on nothing but what was added and taken before.
template <class Payload>
class DueHeap {
 public:
  struct Due {
    Instant at;
    Payload payload;
  };

  bool empty() const { return size() == 0; }
  std::size_t size() const { return heap_.size() - (open_ ? 1 : 0); }
  /// none(): nothing is due.
  Instant next_at() {
    if (open_) close();
    return first_at_;
  }
  /// The next; there must be one.
  const Due& next() {
    if (open_) close();
    return heap_.front();
  }
  /// Takes next() away.
  void take() {
    if (open_) close();
    open_ = true;
  }
  void add(Instant at, Payload payload) {
    if (open_) {
      open_ = false;
      sink({at, payload});
    } else {
      heap_.emplace_back();
      rise(heap_.size() - 1, {at, payload});
    }
    first_at_ = heap_.front().at;
  }

 private:
  static constexpr std::size_t kChildren = 4;

  /// Fills the place of what was taken with the last.
  void close() {
    open_ = false;
    const Due last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sink(last);
    first_at_ = heap_.empty() ? Instant::none() : heap_.front().at;
  }
  void rise(std::size_t at, const Due& due) {
    while (at > 0) {
      const std::size_t parent = (at - 1) / kChildren;
      if (heap_[parent].at <= due.at) break;
      heap_[at] = heap_[parent];
      at = parent;
    }
    heap_[at] = due;
  }
  /// From the top.
  void sink(const Due& due) {
    const std::size_t size = heap_.size();
    std::size_t at = 0;
    for (;;) {
      const std::size_t first = at * kChildren + 1;
      if (first >= size) break;
      std::size_t least = first;
      if (first + kChildren <= size) {
        // Two comparisons side by side, then one: nothing to be guessed by the processor.
        const std::size_t left = heap_[first + 1].at < heap_[first].at ? first + 1 : first;
        const std::size_t right = heap_[first + 3].at < heap_[first + 2].at ? first + 3 : first + 2;
        least = heap_[right].at < heap_[left].at ? right : left;
      } else {
        for (std::size_t child = first + 1; child < size; ++child)
          if (heap_[child].at < heap_[least].at) least = child;
      }
      if (heap_[least].at >= due.at) break;
      heap_[at] = heap_[least];
      at = least;
    }
    heap_[at] = due;
  }

  std::vector<Due> heap_;
  Instant first_at_;  ///< of the first, unless its place is open
  bool open_ = false;
};

}  // namespace tandem::simulation
