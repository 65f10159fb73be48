#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/check.hpp"
#include "core/base/id.hpp"
#include "core/base/instant.hpp"
#include "core/base/random.hpp"
#include "core/routing/indexed_heap.hpp"
#include "core/routing/plan.hpp"
#include "core/routing/pool_set.hpp"

namespace tandem::routing {

/// The agents who are free, pool by pool, in whatever orders the queues ask for them. Every change is O(1),
/// or O(log n) in pools that some queue asks by fewest calls or least occupied; holds room for all agents
/// from the beginning.
class FreeAgents {
 public:
  /// What some orders go by.
  struct Figures {
    std::uint32_t calls = 0;
    double occupancy = 0;
  };

  FreeAgents(std::size_t agents, std::size_t pools);
  /// A pool's agents are at most `members`, in the order of the plan; `orders` are those asked for.
  void define_pool(PoolId id, std::span<const AgentId> members, std::uint32_t orders);

  /// Among its pool, an agent stands by `since`, at the end of those equally long idle.
  void add(AgentId agent, PoolId id, Instant since, const Figures& figures);
  void remove(AgentId agent);
  /// To another pool, as long idle and with the same figures.
  void move(AgentId agent, PoolId to);
  bool contains(AgentId agent) const { return nodes_[agent.index()].pool.known(); }
  std::uint32_t size(PoolId pool) const { return counts_.count(pool); }
  std::uint32_t size() const { return size_; }
  /// Whether some pool is asked for the least occupied.
  bool goes_by_occupancy() const { return goes_by_occupancy_; }
  const PoolSet& pools_with_any() const { return counts_.with_any(); }
  /// Of a pool that has any.
  AgentId longest_idle(PoolId pool) const { return AgentId(pools_[pool.index()].head); }
  Instant since(AgentId agent) const { return nodes_[agent.index()].since; }

  /// Of the free agents of the pools named, the one that comes first in an order; none() where there is none.
  /// `after`: who was asked last, for round_robin. `may_take(pool)` is asked once a pool.
  template <class MayTake>
  AgentId first(const PoolSet& of, AgentOrder order, AgentId after, Random& random,
                const MayTake& may_take) const {
    Choice choice{order, after, random};
    PoolSet::for_each_common(of, pools_with_any(), [&](PoolId pool) {
      if (may_take(pool)) consider(choice, pool);
    });
    return choice.agent;
  }
  /// act(agent) for every free agent of a pool, the longest idle first. The agent may be removed by it.
  template <class Act>
  void for_each(PoolId pool, const Act& act) const {
    for (std::uint32_t at = pools_[pool.index()].head; at != kNone;) {
      const std::uint32_t next = nodes_[at].next;
      act(AgentId(at));
      at = next;
    }
  }
  /// Links, counts and orders are whole. O(n).
  void check() const;

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Node {
    Instant since;
    std::uint64_t turn = 0;  ///< of becoming free: decides between agents equally long idle
    std::uint32_t next = kNone;
    std::uint32_t previous = kNone;
    PoolId pool;
    Figures figures;
  };
  struct Pool {
    std::uint32_t head = kNone;  ///< longest idle
    std::uint32_t tail = kNone;
    std::uint32_t orders = 0;
    std::vector<std::uint32_t> members;    ///< in the order of the plan
    std::vector<std::uint64_t> free_bits;  ///< by place in members; kept for orders of the plan and random
    IndexedHeap by_calls;                  ///< kept where asked for, as is the next
    IndexedHeap by_occupancy;
  };
  /// The best found so far, and by what.
  struct Choice {
    AgentOrder order;
    AgentId after;
    Random& random;
    AgentId agent = {};
    std::uint64_t seen = 0;  ///< random: free agents so far
  };
  static bool asked_for(const Pool& pool, AgentOrder order) {
    return (pool.orders >> static_cast<unsigned>(order) & 1) != 0;
  }
  static bool keeps_bits(const Pool& pool) {
    return asked_for(pool, AgentOrder::top_down) || asked_for(pool, AgentOrder::round_robin) ||
           asked_for(pool, AgentOrder::random);
  }
  bool idle_longer(std::uint32_t a, std::uint32_t b) const {
    return nodes_[a].since != nodes_[b].since ? nodes_[a].since < nodes_[b].since
                                              : nodes_[a].turn < nodes_[b].turn;
  }
  void consider(Choice& choice, PoolId pool) const {
    if (choice.order == AgentOrder::longest_idle || choice.order >= AgentOrder::best_skill) [[likely]] {
      const AgentId agent = longest_idle(pool);
      if (!choice.agent.known() || idle_longer(agent.index(), choice.agent.index())) choice.agent = agent;
      return;
    }
    consider_other(choice, pool);
  }
  void consider_other(Choice& choice, PoolId id) const;
  /// A free agent at or after a place in the plan; kNone where there is none.
  static std::uint32_t next_free(const Pool& pool, std::uint32_t from_agent);
  static std::uint32_t random_free(const Pool& pool, std::uint64_t nth);
  static void set_bit(Pool& pool, std::uint32_t agent, bool free);
  void link(Pool& pool, std::uint32_t at);
  bool fewer_calls(std::uint32_t a, std::uint32_t b) const;
  bool less_occupied(std::uint32_t a, std::uint32_t b) const;

  std::vector<Node> nodes_;  ///< by agent
  std::vector<Pool> pools_;
  IndexedHeap::Places by_calls_places_;
  IndexedHeap::Places by_occupancy_places_;
  PoolCounts counts_;
  std::uint64_t turns_ = 0;
  std::uint32_t size_ = 0;
  bool goes_by_occupancy_ = false;
};

}  // namespace tandem::routing
