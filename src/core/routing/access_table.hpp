#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/routing/free_agents.hpp"
#include "core/routing/plan.hpp"

namespace tandem::routing {

/// A plan's accesses, turned into pools: who may serve what, at which stage and rank. Agents alike in this
/// and of one group share a pool; each agent has a pool of its own besides, for while clearances keep it from
/// some of what its like may serve. Built once a plan; only clearances change it.
class AccessTable {
 public:
  explicit AccessTable(const Plan& plan);

  /// The pools that a queue asks first, next...: those of one rank and stage, and of one level where the best
  /// skill decides.
  struct Level {
    std::uint16_t rank;  ///< and skill
    std::uint8_t stage;
    PoolSet pools;
  };
  std::span<const Level> levels(QueueId queue) const { return levels_[queue.index()]; }

  /// What a pool serves: by rank, then the highest tier first.
  struct Served {
    QueueId queue;
    std::uint16_t rank;
    std::uint8_t stage;
    std::uint8_t tier;
    std::uint8_t behind;  ///< best_skill: levels below the best there is
  };
  std::span<const Served> served(PoolId pool) const {
    const Row& row = rows_[row_of_[pool.index()]];
    return std::span(served_).subspan(row.begin, row.count);
  }

  std::size_t pools() const { return row_of_.size(); }
  PoolId shared_pool(AgentId agent) const { return PoolId(row_of_agent_[agent.index()]); }
  PoolId own_pool(AgentId agent) const {
    return PoolId(static_cast<std::uint32_t>(rows_.size()) + agent.index());
  }
  GroupId group(PoolId pool) const { return rows_[row_of_[pool.index()]].group; }

  /// Lets calls of `queue` look into an agent's own pool, or no longer.
  void set_open(AgentId agent, QueueId queue, bool open);
  /// Tells which pools there are, who can be in them and what orders they are asked for by.
  void define_pools(const Plan& plan, FreeAgents& free) const;

 private:
  /// What all agents of a shared pool have in common.
  struct Row {
    std::uint32_t begin = 0;  ///< into served_
    std::uint32_t count = 0;
    GroupId group;
  };
  std::vector<Row> rows_;                    ///< by shared pool
  std::vector<std::uint32_t> row_of_;        ///< by pool
  std::vector<std::uint32_t> row_of_agent_;  ///< by agent
  std::vector<Served> served_;
  std::vector<std::vector<Level>> levels_;  ///< by queue
};

}  // namespace tandem::routing
