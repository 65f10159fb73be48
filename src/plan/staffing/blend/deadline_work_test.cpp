#include "plan/staffing/blend/deadline_work.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>

namespace tandem::blend {
namespace {

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Some pieces of whole hours within so many intervals.
std::vector<Piece> any_pieces(std::size_t intervals, std::size_t most) {
  std::vector<Piece> pieces;
  for (std::size_t left = *rc::gen::inRange<std::size_t>(0, most + 1); left > 0; --left) {
    const auto released = *rc::gen::inRange<std::size_t>(0, intervals);
    const auto due = *rc::gen::inRange<std::size_t>(released + 1, intervals + 1);
    pieces.push_back(
        {.released = released, .due = due, .promised = due, .hours = 1.0 * *rc::gen::inRange(1, 3)});
  }
  return pieces;
}

/// The most hours that any assignment of whole hours to intervals does in time.
int most_in_time(const std::vector<Piece>& pieces, std::vector<int> capacity) {
  std::vector<std::pair<std::size_t, std::size_t>> hours;
  for (const Piece& piece : pieces)
    for (int i = 0; i < static_cast<int>(piece.hours); ++i) hours.emplace_back(piece.released, piece.due);
  const std::function<int(std::size_t)> best = [&](std::size_t at) -> int {
    if (at == hours.size()) return 0;
    int most = best(at + 1);
    for (std::size_t i = hours[at].first; i < std::min(hours[at].second, capacity.size()); ++i)
      if (capacity[i] > 0) {
        --capacity[i];
        most = std::max(most, 1 + best(at + 1));
        ++capacity[i];
      }
    return most;
  };
  return best(0);
}

RC_GTEST_PROP(DeadlineWork, NoOtherOrderDoesMoreInTime, ()) {
  constexpr std::size_t kIntervals = 4;
  const std::vector<Piece> pieces = any_pieces(kIntervals, 3);
  const auto capacity = *rc::gen::container<std::vector<int>>(kIntervals, rc::gen::inRange(0, 3));
  const WorkDone done = do_by_deadline(pieces, std::vector<double>(capacity.begin(), capacity.end()));
  RC_ASSERT(sum_of(done.in_time) == 1.0 * most_in_time(pieces, capacity));
}

RC_GTEST_PROP(DeadlineWork, WhatComesIsDoneOrThere, ()) {
  constexpr std::size_t kIntervals = 12;
  const std::vector<Piece> pieces = any_pieces(kIntervals, 10);
  const auto capacity = *rc::gen::container<std::vector<int>>(kIntervals, rc::gen::inRange(0, 3));
  const WorkDone done = do_by_deadline(pieces, std::vector<double>(capacity.begin(), capacity.end()));
  double come = 0, worked = 0;
  for (std::size_t i = 0; i < kIntervals; ++i) {
    for (const Piece& piece : pieces) come += piece.released == i ? piece.hours : 0;
    worked += done.done[i];
    RC_ASSERT(done.done[i] <= capacity[i]);
    RC_ASSERT(done.backlog[i] == come - worked);
    RC_ASSERT(done.over_due[i] <= done.backlog[i]);
    if (done.backlog[i] > 0) RC_ASSERT(done.done[i] == 1.0 * capacity[i]);
  }
  double broken =
      0;  // of pieces whose promise is over at the end: what was not in time is still there or late
  for (std::size_t i = 0; i < pieces.size(); ++i) broken += pieces[i].hours - done.in_time[i];
  RC_ASSERT(broken >= done.over_due.back());
}

Room any_room(std::size_t intervals) {
  Room room;
  for (std::size_t i = 0; i < intervals; ++i) {
    room.capacity.push_back(0.5 * *rc::gen::inRange(0, 3));
    room.hours_each.push_back(0.5);
    room.most.push_back(*rc::gen::inRange(0U, 4U));
    room.staff.push_back(*rc::gen::inRange(0U, 3U));
  }
  return room;
}

std::vector<double> capacity_with(const Room& room, const std::vector<std::uint32_t>& agents) {
  std::vector<double> capacity = room.capacity;
  for (std::size_t i = 0; i < capacity.size(); ++i) capacity[i] += agents[i] * room.hours_each[i];
  return capacity;
}

/// The fewest of all agents that can be added with which as much is done as with all of them.
std::uint64_t fewest(const std::vector<Piece>& pieces, const Room& room) {
  const double best = sum_of(do_by_deadline(pieces, capacity_with(room, room.most)).done_by_due);
  std::vector<std::uint32_t> agents(room.most.size());
  std::uint64_t least = UINT64_MAX;
  while (true) {
    const std::uint64_t total = std::accumulate(agents.begin(), agents.end(), std::uint64_t{0});
    if (total < least &&
        sum_of(do_by_deadline(pieces, capacity_with(room, agents)).done_by_due) >= best - 1e-9)
      least = total;
    std::size_t at = 0;
    while (at < agents.size() && agents[at] == room.most[at]) agents[at++] = 0;
    if (at == agents.size()) return least;
    ++agents[at];
  }
}

RC_GTEST_PROP(AddAgents, NoFewerDoTheSame, ()) {
  constexpr std::size_t kIntervals = 4;
  const std::vector<Piece> pieces = any_pieces(kIntervals, 3);
  const Room room = any_room(kIntervals);
  const Added added = add_agents(pieces, room);
  const WorkDone done = do_by_deadline(pieces, capacity_with(room, added.agents));
  double hours = 0;
  for (const Piece& piece : pieces) hours += piece.hours;
  RC_ASSERT(std::abs(hours - sum_of(done.done_by_due) - added.missed_hours) < 1e-6);
  RC_ASSERT(added.total() == fewest(pieces, room));
  for (std::size_t i = 0; i < kIntervals; ++i) RC_ASSERT(added.agents[i] <= room.most[i]);
}

RC_GTEST_PROP(AddAgents, EvenlyTakesNoMoreAndNoHigherPeak, ()) {
  constexpr std::size_t kIntervals = 24;
  const std::vector<Piece> pieces = any_pieces(kIntervals, 30);
  const Room room = any_room(kIntervals);
  const Added plain = add_agents(pieces, room), even = add_agents_evenly(pieces, room, 8);
  RC_ASSERT(even.total() == plain.total());
  RC_ASSERT(even.missed_hours <= plain.missed_hours + 1e-6);
  const auto peak = [&](const Added& added) {
    std::uint32_t most = 0;
    for (std::size_t i = 0; i < kIntervals; ++i)
      if (added.agents[i] > 0) most = std::max(most, added.agents[i] + room.staff[i]);
    return most;
  };
  RC_ASSERT(peak(even) <= peak(plain));
}

RC_GTEST_PROP(AddAgents, MoreWorkTakesNoFewer, ()) {
  constexpr std::size_t kIntervals = 24;
  std::vector<Piece> pieces = any_pieces(kIntervals, 20);
  Room room = any_room(kIntervals);
  for (std::uint32_t& most : room.most) most = 1'000;
  const std::uint64_t before = add_agents(pieces, room).total();
  for (Piece& piece : pieces) piece.hours *= 1.1;
  RC_ASSERT(add_agents(pieces, room).total() >= before);
}

TEST(AddAgents, FillsTheValleyInsteadOfRushingAtTheEnd) {
  // Eight hours of work, due at the day's end; each agent does an hour in an hour, and lunch has few people.
  const std::vector<Piece> pieces = {{.released = 0, .due = 8, .promised = 8, .hours = 8}};
  const Room room{.capacity = std::vector<double>(8),
                  .hours_each = std::vector<double>(8, 1),
                  .most = std::vector<std::uint32_t>(8, 20),
                  .staff = {4, 4, 4, 2, 2, 4, 4, 4}};
  EXPECT_EQ(add_agents(pieces, room).agents, (std::vector<std::uint32_t>{0, 0, 0, 0, 0, 0, 0, 8}));
  const Added even = add_agents_evenly(pieces, room, 8);
  EXPECT_EQ(even.total(), 8U);
  for (std::size_t i = 0; i < 8; ++i) EXPECT_LE(even.agents[i] + room.staff[i], 5U);
}

TEST(AddAgents, WorkThatNobodyCanDoIsMissedAndTakesNobody) {
  const std::vector<Piece> pieces = {{.released = 0, .due = 2, .promised = 2, .hours = 1},
                                     {.released = 2, .due = 4, .promised = 4, .hours = 1}};
  const Room room{.capacity = std::vector<double>(4),
                  .hours_each = {0, 0, 1, 1},
                  .most = std::vector<std::uint32_t>(4, 5),
                  .staff = std::vector<std::uint32_t>(4)};
  const Added added = add_agents(pieces, room);
  EXPECT_EQ(added.missed_hours, 1);
  EXPECT_EQ(added.agents, (std::vector<std::uint32_t>{0, 0, 0, 1}));
}

TEST(DeadlineWork, LateWorkGivesWayToWhatCanStillBeInTime) {
  const std::vector<Piece> pieces = {{.released = 0, .due = 1, .promised = 1, .hours = 3},
                                     {.released = 1, .due = 3, .promised = 3, .hours = 2}};
  const WorkDone done = do_by_deadline(pieces, std::vector<double>(5, 1));
  EXPECT_EQ(done.in_time, (std::vector<double>{1, 2}));
  EXPECT_EQ(done.backlog, (std::vector<double>{2, 3, 2, 1, 0}));
  EXPECT_EQ(done.over_due, (std::vector<double>{2, 2, 2, 1, 0}));
}

}  // namespace
}  // namespace tandem::blend
