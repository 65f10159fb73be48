#include "core/routing/waiting_calls.hpp"

namespace tandem::routing {

WaitingCalls::WaitingCalls(std::uint32_t calls_max, std::size_t queues) : nodes_(calls_max), lines_(queues) {}

void WaitingCalls::add(QueueId queue, CallId call, Place place) {
  const std::uint32_t at = call.index();
  Node& node = nodes_[at];
  TANDEM_CHECK(node.in == In::nothing, "a call waits in one queue");
  Line& line = lines_[queue.index()];
  node = {.place = place, .queue = queue.index()};
  ++line.size;
  ++total_;
  if (line.tail == kNone || !(place < nodes_[line.tail].place)) [[likely]] {
    node.in = In::list;
    node.previous = line.tail;
    (line.tail == kNone ? line.head : nodes_[line.tail].next) = at;
    line.tail = at;
  } else if (place < nodes_[line.head].place) {
    node.in = In::list;
    node.next = line.head;
    nodes_[line.head].previous = at;
    line.head = at;
  } else {
    node.in = In::heap;
    line.root = meld(line.root, at);
  }
}

void WaitingCalls::remove(CallId call) {
  const std::uint32_t at = call.index();
  Node& node = nodes_[at];
  TANDEM_CHECK(node.in != In::nothing, "only a call that waits can be taken from its queue");
  Line& line = lines_[node.queue];
  --line.size;
  --total_;
  if (node.in == In::heap) {
    remove_from_heap(line, at);
  } else {
    (node.previous == kNone ? line.head : nodes_[node.previous].next) = node.next;
    (node.next == kNone ? line.tail : nodes_[node.next].previous) = node.previous;
  }
  node.in = In::nothing;
}

std::uint32_t WaitingCalls::meld(std::uint32_t a, std::uint32_t b) {
  if (a == kNone) return b;
  if (b == kNone) return a;
  if (place(b) < place(a)) std::swap(a, b);
  Node& parent = nodes_[a];
  nodes_[b].next = parent.child;
  nodes_[b].previous = a;
  if (parent.child != kNone) nodes_[parent.child].previous = b;
  parent.child = b;
  parent.next = kNone;
  return a;
}

/// In pairs from the first on, then all pairs from the last: what makes taking the root O(log n) amortized.
std::uint32_t WaitingCalls::meld_siblings(std::uint32_t first) {
  std::uint32_t pairs = kNone;  // linked by next, the last pair first
  while (first != kNone) {
    const std::uint32_t a = first;
    const std::uint32_t b = nodes_[a].next;
    first = b == kNone ? kNone : nodes_[b].next;
    nodes_[a].next = kNone;
    if (b != kNone) nodes_[b].next = kNone;
    const std::uint32_t pair = meld(a, b);
    nodes_[pair].next = pairs;
    pairs = pair;
  }
  std::uint32_t root = kNone;
  while (pairs != kNone) {
    const std::uint32_t next = nodes_[pairs].next;
    nodes_[pairs].next = kNone;
    root = meld(root, pairs);
    pairs = next;
  }
  if (root != kNone) nodes_[root].previous = kNone;
  return root;
}

void WaitingCalls::remove_from_heap(Line& line, std::uint32_t at) {
  Node& node = nodes_[at];
  if (line.root != at) {
    Node& before = nodes_[node.previous];
    (before.child == at ? before.child : before.next) = node.next;
    if (node.next != kNone) nodes_[node.next].previous = node.previous;
  } else {
    line.root = kNone;
  }
  line.root = meld(line.root, meld_siblings(node.child));
}

std::uint32_t WaitingCalls::position(CallId call) const {
  const Node& node = nodes_[call.index()];
  std::uint32_t before = 0;
  for_each(QueueId(node.queue), [&](CallId other) {
    before += place(other) < node.place ? 1 : 0;
    return true;
  });
  return before;
}

std::uint32_t WaitingCalls::check_heap(std::uint32_t at, std::uint32_t queue) const {
  std::uint32_t count = 0;
  visit_heap(at, [&](CallId call) {
    const Node& node = nodes_[call.index()];
    TANDEM_CHECK(node.in == In::heap && node.queue == queue, "a heap holds calls of its queue");
    for (std::uint32_t child = node.child; child != kNone; child = nodes_[child].next)
      TANDEM_CHECK(!(nodes_[child].place < node.place), "a heap has the first call at its root");
    ++count;
    return true;
  });
  return count;
}

void WaitingCalls::check() const {
  std::uint32_t waiting = 0;
  for (std::uint32_t queue = 0; queue < lines_.size(); ++queue) {
    const Line& line = lines_[queue];
    std::uint32_t count = 0;
    for (std::uint32_t at = line.head, before = kNone; at != kNone; before = at, at = nodes_[at].next) {
      const Node& node = nodes_[at];
      TANDEM_CHECK(node.in == In::list && node.queue == queue && node.previous == before,
                   "a queue's list holds its calls and is linked both ways");
      TANDEM_CHECK(before == kNone || !(node.place < nodes_[before].place), "a queue's list is in order");
      ++count;
    }
    count += check_heap(line.root, queue);
    TANDEM_CHECK(count == line.size, "a queue knows how many wait in it");
    waiting += count;
  }
  TANDEM_CHECK(waiting == total_, "the number of waiting calls is known");
  for (const Node& node : nodes_) waiting -= node.in != In::nothing ? 1 : 0;
  TANDEM_CHECK(waiting == 0, "every call that waits is in its queue");
}

}  // namespace tandem::routing
