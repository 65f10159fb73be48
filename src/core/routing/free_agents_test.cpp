#include "core/routing/free_agents.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace tandem::routing {
namespace {

constexpr std::uint32_t kAgents = 80;  // more than one word of bits
constexpr std::uint32_t kPools = 3;

constexpr std::uint32_t bit(AgentOrder order) { return std::uint32_t{1} << static_cast<unsigned>(order); }
constexpr std::uint32_t kAllOrders = bit(AgentOrder::least_occupied) | bit(AgentOrder::fewest_calls) |
                                     bit(AgentOrder::top_down) | bit(AgentOrder::round_robin) |
                                     bit(AgentOrder::random);

struct Free {
  std::uint32_t pool;
  Instant since;
  std::uint64_t turn;
  FreeAgents::Figures figures;
};
/// Who is free, by agent.
using Model = std::map<std::uint32_t, Free>;

std::uint32_t places_after(std::uint32_t agent, AgentId asked_last) {
  const std::uint32_t from = asked_last.known() ? asked_last.index() + 1 : 0;
  return (agent + kAgents - from) % kAgents;
}

bool comes_before(AgentOrder order, AgentId after, const Model::value_type& a, const Model::value_type& b) {
  const auto idle = [](const Free& free) { return std::pair(free.since, free.turn); };
  switch (order) {
    case AgentOrder::fewest_calls:
      return std::pair(a.second.figures.calls, idle(a.second)) <
             std::pair(b.second.figures.calls, idle(b.second));
    case AgentOrder::least_occupied:
      return std::pair(a.second.figures.occupancy, idle(a.second)) <
             std::pair(b.second.figures.occupancy, idle(b.second));
    case AgentOrder::top_down:
      return a.first < b.first;
    case AgentOrder::round_robin:
      return places_after(a.first, after) < places_after(b.first, after);
    default:
      return idle(a.second) < idle(b.second);
  }
}

/// A pool of the number given takes part where its bit is set.
AgentId first_of(const Model& model, std::uint32_t pools, AgentOrder order, AgentId after) {
  const Model::value_type* best = nullptr;
  for (const auto& entry : model)
    if ((pools >> entry.second.pool & 1) != 0)
      if (best == nullptr || comes_before(order, after, entry, *best)) best = &entry;
  return best == nullptr ? AgentId() : AgentId(best->first);
}

/// Every agent can be in any of the pools.
FreeAgents pools_of_all() {
  FreeAgents free(kAgents, kPools);
  std::vector<AgentId> all;
  for (std::uint32_t agent = 0; agent < kAgents; ++agent) all.emplace_back(agent);
  for (std::uint32_t pool = 0; pool < kPools; ++pool) free.define_pool(PoolId(pool), all, kAllOrders);
  return free;
}

PoolSet set_of(std::uint32_t pools) {
  PoolSet set(kPools);
  for (std::uint32_t pool = 0; pool < kPools; ++pool)
    if ((pools >> pool & 1) != 0) set.insert(PoolId(pool));
  return set;
}

void expect_alike(const FreeAgents& free, const Model& model, AgentId after) {
  free.check();
  RC_ASSERT(free.size() == model.size());
  Random random(1);
  for (std::uint32_t pools = 0; pools < 1 << kPools; ++pools) {
    for (const AgentOrder order :
         {AgentOrder::longest_idle, AgentOrder::least_occupied, AgentOrder::fewest_calls,
          AgentOrder::top_down, AgentOrder::round_robin, AgentOrder::best_skill, AgentOrder::ring_all}) {
      const AgentId expected = first_of(model, pools, order, after);
      RC_ASSERT(free.first(set_of(pools), order, after, random, [](PoolId) { return true; }) == expected);
      const auto only_these = [pools](PoolId pool) { return (pools >> pool.index() & 1) != 0; };
      RC_ASSERT(free.first(set_of(7), order, after, random, only_these) == expected);
    }
    const AgentId drawn =
        free.first(set_of(pools), AgentOrder::random, after, random, [](PoolId) { return true; });
    RC_ASSERT(drawn.known() == first_of(model, pools, AgentOrder::top_down, after).known());
    if (drawn.known()) RC_ASSERT((pools >> model.at(drawn.index()).pool & 1) != 0);
  }
  for (std::uint32_t pool = 0; pool < kPools; ++pool) {
    std::vector<std::pair<Instant, std::uint64_t>> seen;
    free.for_each(PoolId(pool), [&](AgentId agent) {
      seen.emplace_back(model.at(agent.index()).since, model.at(agent.index()).turn);
    });
    RC_ASSERT(seen.size() == free.size(PoolId(pool)));
    RC_ASSERT(std::ranges::is_sorted(seen));
    RC_ASSERT(free.pools_with_any().contains(PoolId(pool)) == !seen.empty());
  }
}

/// Of an agent, and to a pool: who is free already is taken, or moved if the last says so. Before them since
/// when, calls and eighths of the time spent on them.
using Change = std::tuple<std::uint32_t, std::uint32_t, std::int64_t, std::uint32_t, std::uint32_t, bool>;

rc::Gen<std::vector<Change>> changes() {
  return rc::gen::scale(
      3,
      rc::gen::container<std::vector<Change>>(rc::gen::tuple(
          rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 8), rc::gen::inRange<std::uint32_t>(0, kAgents)),
          rc::gen::inRange<std::uint32_t>(0, kPools), rc::gen::inRange<std::int64_t>(0, 10),
          rc::gen::inRange<std::uint32_t>(0, 4), rc::gen::inRange<std::uint32_t>(0, 8),
          rc::gen::arbitrary<bool>())));
}

TEST(FreeAgents, ComeFirstInEveryOrderWhoComesFirstInAList) {
  EXPECT_TRUE(rc::check([] {
    FreeAgents free = pools_of_all();
    Model model;
    std::uint64_t turn = 0;
    for (const auto& [agent, pool, since, calls, eighths, moves] : *changes()) {
      const AgentId id(agent);
      RC_ASSERT(free.contains(id) == model.contains(agent));
      if (const auto known = model.find(agent); known == model.end()) {
        const FreeAgents::Figures figures{.calls = calls, .occupancy = eighths / 8.0};
        free.add(id, PoolId(pool), Instant::from_seconds(since), figures);
        model[agent] = {pool, Instant::from_seconds(since), turn++, figures};
        RC_ASSERT(free.since(id) == Instant::from_seconds(since));
      } else if (moves) {
        free.move(id, PoolId(pool));
        known->second.pool = pool;
        known->second.turn = turn++;
      } else {
        free.remove(id);
        model.erase(known);
      }
      expect_alike(free, model, AgentId(agent));
    }
    expect_alike(free, model, AgentId());
  }));
}

TEST(FreeAgents, MayBeTakenWhileEachIsVisited) {
  FreeAgents free = pools_of_all();
  for (std::uint32_t agent = 0; agent < 5; ++agent)
    free.add(AgentId(agent), PoolId(1), Instant::from_seconds(9 - agent), {});
  std::vector<std::uint32_t> visited;
  free.for_each(PoolId(1), [&](AgentId agent) {
    visited.push_back(agent.index());
    free.remove(agent);
  });
  EXPECT_EQ(visited, (std::vector<std::uint32_t>{4, 3, 2, 1, 0})) << "the longest idle first";
  EXPECT_EQ(free.size(), 0);
  free.check();
}

TEST(FreeAgents, AreDrawnWithTheSameChanceFromWhicheverPool) {
  constexpr std::uint64_t kSeed = 2026;
  constexpr int kDraws = 100'000;
  // A family-wise confidence of 99.9 % (Bonferroni): 12 agents, both sides.
  constexpr double kStandardDeviations = 4.1;
  FreeAgents free = pools_of_all();
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> agents_and_pools = {
      {3, 0}, {4, 1}, {9, 1}, {63, 1}, {64, 1}, {65, 1}, {70, 1}, {71, 1}, {0, 2}, {1, 2}, {78, 2}, {79, 2}};
  for (const auto& [agent, pool] : agents_and_pools)
    free.add(AgentId(agent), PoolId(pool), Instant::from_seconds(agent), {});
  std::map<std::uint32_t, int> drawn;
  Random random(kSeed);
  for (int i = 0; i < kDraws; ++i)
    ++drawn[free.first(set_of(7), AgentOrder::random, {}, random, [](PoolId) { return true; }).index()];
  const double chance = 1.0 / static_cast<double>(agents_and_pools.size());
  const double deviation = std::sqrt(kDraws * chance * (1 - chance));
  for (const auto& [agent, pool] : agents_and_pools)
    EXPECT_NEAR(drawn[agent], kDraws * chance, kStandardDeviations * deviation)
        << "agent " << agent << ", seed " << kSeed;
}

}  // namespace
}  // namespace tandem::routing
