#include "core/routing/access_table.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace tandem::routing {
namespace {

/// Of a queue's levels: a rank's room for skill levels.
constexpr std::uint16_t kStepsARank = 16;
std::uint16_t step_of(const AccessTable::Served& served) {
  return static_cast<std::uint16_t>(served.rank * kStepsARank + served.behind);
}

std::uint8_t level_of(const Agent& agent, SkillId skill) {
  const auto found = std::ranges::find(agent.skills, skill, &SkillLevel::skill);
  return found == agent.skills.end() ? 0 : found->level;
}

/// How many levels below the best an agent is; nothing where the access does not allow it.
std::optional<std::uint8_t> skill_in(const Access& access, AgentOrder order, const Agent& agent) {
  if (!access.groups.empty() && std::ranges::find(access.groups, agent.group) == access.groups.end())
    return std::nullopt;
  for (const SkillLevel& wanted : access.skills)
    if (level_of(agent, wanted.skill) < wanted.level) return std::nullopt;
  if (order != AgentOrder::best_skill || access.skills.empty()) return std::uint8_t{0};
  return static_cast<std::uint8_t>(kSkillLevelMax - level_of(agent, access.skills.front().skill));
}

/// An agent belongs to the earliest stage that allows it, at the best rank there.
std::optional<AccessTable::Served> place_in(const Queue& queue, QueueId id, const Agent& agent) {
  for (std::size_t stage = 0; stage < queue.stages.size(); ++stage) {
    std::optional<AccessTable::Served> best;
    for (const Access& access : queue.stages[stage].access) {
      const auto behind = skill_in(access, queue.agents_by, agent);
      if (!behind) continue;
      const AccessTable::Served place{id, access.rank, static_cast<std::uint8_t>(stage), queue.tier, *behind};
      if (!best || step_of(place) < step_of(*best)) best = place;
    }
    if (best) return best;
  }
  return std::nullopt;
}

std::vector<AccessTable::Served> served_by(const Plan& plan, const Agent& agent) {
  std::vector<AccessTable::Served> served;
  for (std::uint32_t queue = 0; queue < plan.queues.size(); ++queue)
    if (const auto place = place_in(plan.queues[queue], QueueId(queue), agent)) served.push_back(*place);
  std::ranges::stable_sort(served, [](const auto& a, const auto& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.tier > b.tier;
  });
  return served;
}

using RowKey = std::pair<GroupId, std::vector<std::tuple<std::uint32_t, std::uint16_t, std::uint8_t>>>;

RowKey key_of(const Agent& agent, std::span<const AccessTable::Served> served) {
  RowKey key{agent.group, {}};
  for (const auto& each : served) key.second.emplace_back(each.queue.index(), step_of(each), each.stage);
  return key;
}

AccessTable::Level& level_at(std::vector<AccessTable::Level>& levels, const AccessTable::Served& served,
                             std::size_t pools) {
  const auto place = std::ranges::find_if(levels, [&](const AccessTable::Level& level) {
    return std::pair(level.rank, level.stage) >= std::pair(step_of(served), served.stage);
  });
  if (place != levels.end() && place->rank == step_of(served) && place->stage == served.stage) return *place;
  return *levels.insert(place, {step_of(served), served.stage, PoolSet(pools)});
}

}  // namespace

AccessTable::AccessTable(const Plan& plan) : levels_(plan.queues.size()) {
  std::map<RowKey, std::uint32_t> known;
  for (const Agent& agent : plan.agents) {
    const std::vector<Served> served = served_by(plan, agent);
    const auto [row, is_new] = known.emplace(key_of(agent, served), static_cast<std::uint32_t>(rows_.size()));
    row_of_agent_.push_back(row->second);
    if (!is_new) continue;
    rows_.push_back(
        {static_cast<std::uint32_t>(served_.size()), static_cast<std::uint32_t>(served.size()), agent.group});
    served_.insert(served_.end(), served.begin(), served.end());
  }
  for (std::uint32_t row = 0; row < rows_.size(); ++row) row_of_.push_back(row);
  row_of_.insert(row_of_.end(), row_of_agent_.begin(), row_of_agent_.end());
  for (std::uint32_t row = 0; row < rows_.size(); ++row)
    for (const Served& each : served(PoolId(row)))
      level_at(levels_[each.queue.index()], each, pools()).pools.insert(PoolId(row));
}

void AccessTable::set_open(AgentId agent, QueueId queue, bool open) {
  const PoolId own = own_pool(agent);
  for (const Served& each : served(own)) {
    if (each.queue != queue) continue;
    PoolSet& pools = level_at(levels_[queue.index()], each, this->pools()).pools;
    open ? pools.insert(own) : pools.erase(own);
    return;
  }
}

void AccessTable::define_pools(const Plan& plan, FreeAgents& free) const {
  std::vector<std::vector<AgentId>> members(rows_.size());
  for (std::uint32_t agent = 0; agent < row_of_agent_.size(); ++agent)
    members[row_of_agent_[agent]].push_back(AgentId(agent));
  const auto orders_of = [&](PoolId pool) {
    std::uint32_t orders = 0;
    for (const Served& each : served(pool)) {
      const AgentOrder order = plan.queues[each.queue.index()].agents_by;
      const bool by_idle_time = order == AgentOrder::longest_idle || order == AgentOrder::best_skill ||
                                order == AgentOrder::ring_all;
      if (!by_idle_time) orders |= std::uint32_t{1} << static_cast<unsigned>(order);
    }
    return orders;
  };
  for (std::uint32_t row = 0; row < rows_.size(); ++row)
    free.define_pool(PoolId(row), members[row], orders_of(PoolId(row)));
  for (std::uint32_t agent = 0; agent < row_of_agent_.size(); ++agent) {
    const AgentId id(agent);
    free.define_pool(own_pool(id), std::span(&id, 1), orders_of(own_pool(id)));
  }
}

}  // namespace tandem::routing
