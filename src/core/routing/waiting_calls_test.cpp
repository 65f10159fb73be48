#include "core/routing/waiting_calls.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <set>
#include <tuple>

namespace tandem::routing {
namespace {

constexpr std::uint32_t kCalls = 24;
constexpr std::size_t kQueues = 2;

/// The same lines, as sets: in order of (since, arrival).
struct Model {
  std::set<std::pair<WaitingCalls::Place, std::uint32_t>> lines[kQueues];
  std::map<std::uint32_t, std::pair<std::size_t, WaitingCalls::Place>> places;

  void add(std::size_t queue, std::uint32_t call, WaitingCalls::Place place) {
    lines[queue].emplace(place, call);
    places[call] = {queue, place};
  }
  void remove(std::uint32_t call) {
    const auto [queue, place] = places.at(call);
    lines[queue].erase({place, call});
    places.erase(call);
  }
  std::uint32_t position(std::uint32_t call) const {
    const auto& [queue, place] = places.at(call);
    const auto at = lines[queue].find({place, call});
    return static_cast<std::uint32_t>(std::distance(lines[queue].begin(), at));
  }
};

void expect_alike(const WaitingCalls& waiting, const Model& model) {
  waiting.check();
  for (std::uint32_t queue = 0; queue < kQueues; ++queue) {
    const auto& line = model.lines[queue];
    const QueueId id(queue);
    RC_ASSERT(waiting.size(id) == line.size());
    RC_ASSERT(waiting.empty(id) == line.empty());
    if (!line.empty()) RC_ASSERT(waiting.front(id).index() == line.begin()->second);
    std::set<std::uint32_t> seen;
    waiting.for_each(id, [&](CallId call) { return seen.insert(call.index()).second; });
    RC_ASSERT(seen.size() == line.size());
  }
  for (std::uint32_t call = 0; call < kCalls; ++call) {
    const bool waits = model.places.contains(call);
    RC_ASSERT(waiting.waits(CallId(call)) == waits);
    if (!waits) continue;
    RC_ASSERT(waiting.position(CallId(call)) == model.position(call));
    RC_ASSERT(waiting.place(CallId(call)) == model.places.at(call).second);
  }
}

/// Of a call: added to a queue with a wait counted from a second, or removed if it waits already.
using Change = std::tuple<std::uint32_t, std::uint32_t, std::int64_t>;
rc::Gen<std::vector<Change>> changes(const rc::Gen<std::int64_t>& since) {
  return rc::gen::scale(4, rc::gen::container<std::vector<Change>>(
                               rc::gen::tuple(rc::gen::inRange<std::uint32_t>(0, kCalls),
                                              rc::gen::inRange<std::uint32_t>(0, kQueues), since)));
}

void make(const std::vector<Change>& changes, bool time_passes) {
  WaitingCalls waiting(kCalls, kQueues);
  Model model;
  std::uint64_t arrival = 0;
  std::int64_t now = 0;
  for (const auto& [call, queue, since] : changes) {
    if (model.places.contains(call)) {
      waiting.remove(CallId(call));
      model.remove(call);
    } else {
      if (time_passes) ++now;
      const WaitingCalls::Place place{Instant::from_seconds(now + since), arrival++};
      waiting.add(QueueId(queue), CallId(call), place);
      model.add(queue, call, place);
    }
    expect_alike(waiting, model);
  }
}

TEST(WaitingCalls, AreServedInTheOrderOfASortedSet) {
  EXPECT_TRUE(
      rc::check("places anywhere", [] { make(*changes(rc::gen::inRange<std::int64_t>(0, 12)), false); }));
  EXPECT_TRUE(rc::check("all at the end", [] { make(*changes(rc::gen::just<std::int64_t>(0)), true); }));
  EXPECT_TRUE(rc::check("some with credit", [] {
    make(*changes(rc::gen::weightedOneOf<std::int64_t>(
             {{4, rc::gen::just<std::int64_t>(0)}, {1, rc::gen::inRange<std::int64_t>(-20, 0)}})),
         true);
  }));
}

TEST(WaitingCalls, AQueueEmptiesInOrderHoweverItWasFilled) {
  EXPECT_TRUE(rc::check([] {
    const auto seconds = *rc::gen::scale(4, rc::gen::arbitrary<std::vector<std::uint8_t>>());
    WaitingCalls waiting(static_cast<std::uint32_t>(seconds.size()) + 1, 1);
    for (std::uint32_t i = 0; i < seconds.size(); ++i)
      waiting.add(QueueId(0), CallId(i), {Instant::from_seconds(seconds[i]), i});
    waiting.check();
    WaitingCalls::Place before{Instant::from_seconds(-1), 0};
    for (std::size_t left = seconds.size(); left > 0; --left) {
      RC_ASSERT(waiting.size(QueueId(0)) == left);
      const CallId call = waiting.front(QueueId(0));
      RC_ASSERT(before < waiting.place(call));
      before = waiting.place(call);
      waiting.remove(call);
    }
    RC_ASSERT(waiting.empty(QueueId(0)));
    waiting.check();
  }));
}

TEST(WaitingCalls, KeepTheirPlacesWhenThereIsRoomForMore) {
  WaitingCalls waiting(2, 1);
  waiting.add(QueueId(0), CallId(1), {Instant::from_seconds(5), 0});
  waiting.grow(4, 2);
  waiting.add(QueueId(0), CallId(3), {Instant::from_seconds(4), 1});
  waiting.add(QueueId(1), CallId(2), {Instant::from_seconds(9), 2});
  waiting.check();
  EXPECT_EQ(waiting.front(QueueId(0)), CallId(3));
  EXPECT_EQ(waiting.position(CallId(1)), 1);
  EXPECT_EQ(waiting.front(QueueId(1)), CallId(2));
}

}  // namespace
}  // namespace tandem::routing
