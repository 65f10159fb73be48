#include "plan/simulation/due_heap.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>
#include <tuple>

namespace tandem::simulation {
namespace {

using Heap = DueHeap<std::uint32_t>;

Instant at(std::int64_t second) { return Instant::from_seconds(second); }

/// What is due, as a set; which of several things of one instant is next is the heap's affair.
struct Model {
  std::multiset<std::pair<std::int64_t, std::uint32_t>> due;
};

void expect_alike(Heap& heap, const Model& model) {
  RC_ASSERT(heap.size() == model.due.size());
  RC_ASSERT(heap.empty() == model.due.empty());
  RC_ASSERT(heap.next_at() == (model.due.empty() ? Instant::none() : at(model.due.begin()->first)));
}

void take_next(Heap& heap, Model& model) {
  const Heap::Due next = heap.next();
  const auto found = model.due.find({next.at.microseconds() / 1'000'000, next.payload});
  RC_ASSERT(found != model.due.end());
  RC_ASSERT(found->first == model.due.begin()->first);
  model.due.erase(found);
  heap.take();
}

enum Change : std::uint8_t { kAdd, kTake, kReplace };

TEST(DueHeap, GivesWhatASetWouldWhateverIsAddedAndTaken) {
  EXPECT_TRUE(rc::check([] {
    const auto changes = *rc::gen::scale(
        5, rc::gen::container<std::vector<std::tuple<std::uint8_t, std::int64_t>>>(
               rc::gen::tuple(rc::gen::weightedElement<std::uint8_t>({{2, kAdd}, {1, kTake}, {1, kReplace}}),
                              rc::gen::inRange<std::int64_t>(0, 40))));
    Heap heap;
    Model model;
    std::uint32_t payload = 0;
    const auto add = [&](std::int64_t second) {
      heap.add(at(second), payload);
      model.due.emplace(second, payload++);
    };
    for (const auto& [change, second] : changes) {
      if (change == kAdd) {
        add(second);
      } else if (!model.due.empty()) {
        // A place that is open is filled by what is added, without a look at the heap in between.
        take_next(heap, model);
        if (change == kReplace) add(second);
      }
      // Not always: to look closes the place.
      if (second % 3 != 0) expect_alike(heap, model);
    }
    expect_alike(heap, model);
    while (!model.due.empty()) take_next(heap, model);
    expect_alike(heap, model);
  }));
}

TEST(DueHeap, HasTheSizeThatIsDueWhileAPlaceIsOpen) {
  Heap heap;
  EXPECT_TRUE(heap.empty());
  EXPECT_FALSE(heap.next_at().known());
  heap.add(at(5), 1);
  heap.take();
  EXPECT_TRUE(heap.empty());
  EXPECT_EQ(heap.size(), 0U);
  EXPECT_FALSE(heap.next_at().known());
  heap.add(at(7), 2);
  EXPECT_EQ(heap.size(), 1U);
  heap.take();
  heap.add(at(9), 3);
  EXPECT_EQ(heap.size(), 1U);
  EXPECT_EQ(heap.next().payload, 3U);
}

TEST(DueHeap, TakenTwiceInARowLosesTwo) {
  Heap heap;
  for (std::uint32_t i = 0; i < 6; ++i) heap.add(at(i), i);
  heap.take();
  heap.take();
  EXPECT_EQ(heap.size(), 4U);
  EXPECT_EQ(heap.next().payload, 2U);
}

TEST(DueHeap, GivesThingsOfOneInstantInTheSameOrderEachTime) {
  const auto order = [] {
    Heap heap;
    for (std::uint32_t i = 0; i < 50; ++i) heap.add(at(i % 3), i);
    std::vector<std::uint32_t> payloads;
    for (; !heap.empty(); heap.take()) payloads.push_back(heap.next().payload);
    return payloads;
  };
  EXPECT_EQ(order(), order());
}

}  // namespace
}  // namespace tandem::simulation
