#pragma once

#include <cstdint>
#include <vector>

#include "core/base/check.hpp"
#include "core/base/id.hpp"
#include "core/base/instant.hpp"

namespace tandem::routing {

/// The calls that wait, queue by queue, each queue in the order in which it is served: by the instant from
/// which a call's wait is credited, then by arrival. Adding a call at an end and taking one from anywhere
/// among those added so are O(1); a call that belongs in the middle (one with more credit than its
/// neighbours) is O(log n) amortized. Holds room for every call from the beginning: nothing allocates later.
class WaitingCalls {
 public:
  WaitingCalls(std::uint32_t calls_max, std::size_t queues);
  void grow(std::uint32_t calls_max, std::size_t queues) {
    nodes_.resize(calls_max);
    lines_.resize(queues);
  }

  struct Place {
    Instant since;              ///< from when the wait counts, credit included
    std::uint64_t arrival = 0;  ///< told apart from calls of the same instant
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  void add(QueueId queue, CallId call, Place place);
  /// The call must wait.
  void remove(CallId call);

  bool waits(CallId call) const { return nodes_[call.index()].in != In::nothing; }
  std::uint32_t size(QueueId queue) const { return lines_[queue.index()].size; }
  bool empty(QueueId queue) const { return size(queue) == 0; }
  std::uint32_t total() const { return total_; }
  /// The call that is served next; the queue must not be empty.
  CallId front(QueueId queue) const {
    const Line& line = lines_[queue.index()];
    if (line.root == kNone) return CallId(line.head);
    if (line.head == kNone || place(line.root) < place(line.head)) return CallId(line.root);
    return CallId(line.head);
  }
  const Place& place(CallId call) const { return nodes_[call.index()].place; }

  /// Calls act(call) for every call of a queue, in no order in particular, until it returns false.
  template <class Act>
  void for_each(QueueId queue, const Act& act) const {
    const Line& line = lines_[queue.index()];
    for (std::uint32_t at = line.head; at != kNone; at = nodes_[at].next)
      if (!act(CallId(at))) return;
    visit_heap(line.root, act);
  }
  /// How many of a queue's calls come before one of them. O(n).
  std::uint32_t position(CallId call) const;
  /// Links and order are whole. O(n).
  void check() const;

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  enum class In : std::uint8_t { nothing, list, heap };
  struct Node {
    Place place;
    std::uint32_t queue = kNone;
    std::uint32_t next = kNone;      ///< list: the one after; heap: the sibling after
    std::uint32_t previous = kNone;  ///< list: the one before; heap: the sibling before, or the parent
    std::uint32_t child = kNone;     ///< heap: the first of them
    In in = In::nothing;
  };
  /// A list in order, and a pairing heap (Fredman et al. 1986) for what did not fit either end of it.
  struct Line {
    std::uint32_t head = kNone;
    std::uint32_t tail = kNone;
    std::uint32_t root = kNone;
    std::uint32_t size = 0;
  };
  const Place& place(std::uint32_t node) const { return nodes_[node].place; }
  std::uint32_t meld(std::uint32_t a, std::uint32_t b);
  std::uint32_t meld_siblings(std::uint32_t first);
  void remove_from_heap(Line& line, std::uint32_t at);
  std::uint32_t check_heap(std::uint32_t at, std::uint32_t queue) const;

  template <class Act>
  bool visit_heap(std::uint32_t at, const Act& act) const {
    // Depth first without a stack: the previous links lead back up.
    const std::uint32_t root = at;
    while (at != kNone) {
      if (!act(CallId(at))) return false;
      if (nodes_[at].child != kNone) {
        at = nodes_[at].child;
        continue;
      }
      while (at != root && nodes_[at].next == kNone) at = parent(at);
      at = at == root ? kNone : nodes_[at].next;
    }
    return true;
  }
  std::uint32_t parent(std::uint32_t at) const {
    while (nodes_[nodes_[at].previous].child != at) at = nodes_[at].previous;
    return nodes_[at].previous;
  }

  std::vector<Node> nodes_;  ///< by call
  std::vector<Line> lines_;  ///< by queue
  std::uint32_t total_ = 0;
};

}  // namespace tandem::routing
