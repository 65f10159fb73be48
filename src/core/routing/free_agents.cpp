#include "core/routing/free_agents.hpp"

#include <algorithm>

namespace tandem::routing {

FreeAgents::FreeAgents(std::size_t agents, std::size_t pools)
    : nodes_(agents),
      pools_(pools),
      by_calls_places_(agents, IndexedHeap::kNowhere),
      by_occupancy_places_(agents, IndexedHeap::kNowhere),
      counts_(pools) {}

void FreeAgents::define_pool(PoolId id, std::span<const AgentId> members, std::uint32_t orders) {
  Pool& pool = pools_[id.index()];
  pool.orders = orders;
  pool.members.clear();
  for (const AgentId agent : members) pool.members.push_back(agent.index());
  if (keeps_bits(pool)) pool.free_bits.assign((members.size() + 63) / 64, 0);
  if (asked_for(pool, AgentOrder::fewest_calls)) pool.by_calls.reserve(members.size());
  if (asked_for(pool, AgentOrder::least_occupied)) {
    pool.by_occupancy.reserve(members.size());
    goes_by_occupancy_ = true;
  }
}

void FreeAgents::add(AgentId agent, PoolId id, Instant since, const Figures& figures) {
  const std::uint32_t at = agent.index();
  TANDEM_CHECK(!nodes_[at].pool.known(), "an agent is free once");
  Pool& pool = pools_[id.index()];
  nodes_[at] = {.since = since, .turn = turns_++, .pool = id, .figures = figures};
  link(pool, at);
  counts_.add(id);
  ++size_;
  if (pool.orders == 0) [[likely]]
    return;
  if (keeps_bits(pool)) set_bit(pool, at, true);
  const auto fewer = [this](std::uint32_t a, std::uint32_t b) { return fewer_calls(a, b); };
  const auto less = [this](std::uint32_t a, std::uint32_t b) { return less_occupied(a, b); };
  if (asked_for(pool, AgentOrder::fewest_calls)) pool.by_calls.add(at, by_calls_places_, fewer);
  if (asked_for(pool, AgentOrder::least_occupied)) pool.by_occupancy.add(at, by_occupancy_places_, less);
}

/// Who is free again after a ring that came to nothing keeps the idle time from before: such an agent goes
/// back among the first, and is looked for from there.
void FreeAgents::link(Pool& pool, std::uint32_t at) {
  Node& node = nodes_[at];
  if (pool.tail == kNone || nodes_[pool.tail].since <= node.since) [[likely]] {
    node.previous = pool.tail;
    (pool.tail == kNone ? pool.head : nodes_[pool.tail].next) = at;
    pool.tail = at;
    return;
  }
  std::uint32_t after = pool.head;
  while (nodes_[after].since <= node.since) after = nodes_[after].next;
  node.next = after;
  node.previous = nodes_[after].previous;
  (node.previous == kNone ? pool.head : nodes_[node.previous].next) = at;
  nodes_[after].previous = at;
}

void FreeAgents::remove(AgentId agent) {
  const std::uint32_t at = agent.index();
  Node& node = nodes_[at];
  TANDEM_CHECK(node.pool.known(), "only an agent who is free can be taken");
  const PoolId id = node.pool;
  Pool& pool = pools_[id.index()];
  (node.previous == kNone ? pool.head : nodes_[node.previous].next) = node.next;
  (node.next == kNone ? pool.tail : nodes_[node.next].previous) = node.previous;
  counts_.remove(id);
  --size_;
  if (pool.orders != 0) [[unlikely]] {
    const auto fewer = [this](std::uint32_t a, std::uint32_t b) { return fewer_calls(a, b); };
    const auto less = [this](std::uint32_t a, std::uint32_t b) { return less_occupied(a, b); };
    if (keeps_bits(pool)) set_bit(pool, at, false);
    if (asked_for(pool, AgentOrder::fewest_calls)) pool.by_calls.remove(at, by_calls_places_, fewer);
    if (asked_for(pool, AgentOrder::least_occupied)) pool.by_occupancy.remove(at, by_occupancy_places_, less);
  }
  node.pool = PoolId();
}

void FreeAgents::move(AgentId agent, PoolId to) {
  const Node before = nodes_[agent.index()];
  remove(agent);
  add(agent, to, before.since, before.figures);
}

bool FreeAgents::fewer_calls(std::uint32_t a, std::uint32_t b) const {
  const std::uint32_t calls_a = nodes_[a].figures.calls;
  const std::uint32_t calls_b = nodes_[b].figures.calls;
  return calls_a != calls_b ? calls_a < calls_b : idle_longer(a, b);
}

bool FreeAgents::less_occupied(std::uint32_t a, std::uint32_t b) const {
  const double occupancy_a = nodes_[a].figures.occupancy;
  const double occupancy_b = nodes_[b].figures.occupancy;
  return occupancy_a != occupancy_b ? occupancy_a < occupancy_b : idle_longer(a, b);
}

void FreeAgents::set_bit(Pool& pool, std::uint32_t agent, bool free) {
  const auto place =
      static_cast<std::size_t>(std::ranges::lower_bound(pool.members, agent) - pool.members.begin());
  const std::uint64_t bit = std::uint64_t{1} << (place % 64);
  if (free)
    pool.free_bits[place / 64] |= bit;
  else
    pool.free_bits[place / 64] &= ~bit;
}

std::uint32_t FreeAgents::next_free(const Pool& pool, std::uint32_t from_agent) {
  const auto place =
      static_cast<std::size_t>(std::ranges::lower_bound(pool.members, from_agent) - pool.members.begin());
  if (place == pool.members.size()) return kNone;
  std::uint64_t mask = ~std::uint64_t{0} << (place % 64);
  for (std::size_t w = place / 64; w < pool.free_bits.size(); ++w, mask = ~std::uint64_t{0})
    if (const std::uint64_t bits = pool.free_bits[w] & mask; bits != 0)
      return pool.members[w * 64 + static_cast<std::size_t>(__builtin_ctzll(bits))];
  return kNone;
}

std::uint32_t FreeAgents::random_free(const Pool& pool, std::uint64_t nth) {
  for (std::size_t w = 0; w < pool.free_bits.size(); ++w) {
    std::uint64_t bits = pool.free_bits[w];
    const auto here = static_cast<std::uint64_t>(__builtin_popcountll(bits));
    if (nth >= here) {
      nth -= here;
      continue;
    }
    for (; nth > 0; --nth) bits &= bits - 1;
    return pool.members[w * 64 + static_cast<std::size_t>(__builtin_ctzll(bits))];
  }
  return kNone;
}

void FreeAgents::consider_other(Choice& choice, PoolId id) const {
  const Pool& pool = pools_[id.index()];
  const auto take_if = [&](std::uint32_t agent, bool better) {
    if (!choice.agent.known() || better) choice.agent = AgentId(agent);
  };
  const std::uint32_t best = choice.agent.index();
  switch (choice.order) {
    case AgentOrder::fewest_calls:
      return take_if(pool.by_calls.first(), choice.agent.known() && fewer_calls(pool.by_calls.first(), best));
    case AgentOrder::least_occupied:
      return take_if(pool.by_occupancy.first(),
                     choice.agent.known() && less_occupied(pool.by_occupancy.first(), best));
    case AgentOrder::top_down: {
      const std::uint32_t agent = next_free(pool, 0);
      return take_if(agent, agent < best);
    }
    case AgentOrder::round_robin: {
      // In the order of the plan from the one after who was asked last, and around.
      const std::uint32_t from = choice.after.known() ? choice.after.index() + 1 : 0;
      std::uint32_t agent = next_free(pool, from);
      if (agent == kNone) agent = next_free(pool, 0);
      const auto distance = [from, this](std::uint32_t a) {
        return a >= from ? a - from : a + static_cast<std::uint32_t>(nodes_.size()) - from;
      };
      return take_if(agent, choice.agent.known() && distance(agent) < distance(best));
    }
    case AgentOrder::random: {
      // One of all that were seen, each with the same chance: the pool's with its share of them.
      choice.seen += size(id);
      const std::uint64_t drawn = choice.random.below(choice.seen);
      if (drawn < size(id)) choice.agent = AgentId(random_free(pool, drawn));
      return;
    }
    case AgentOrder::longest_idle:
    case AgentOrder::best_skill:
    case AgentOrder::ring_all:
      return;
  }
}

void FreeAgents::check() const {
  std::uint32_t total = 0;
  for (std::uint32_t p = 0; p < pools_.size(); ++p) {
    const Pool& pool = pools_[p];
    std::uint32_t count = 0;
    for (std::uint32_t at = pool.head, before = kNone; at != kNone; before = at, at = nodes_[at].next) {
      TANDEM_CHECK(nodes_[at].pool == PoolId(p) && nodes_[at].previous == before,
                   "a pool's free agents are linked both ways");
      TANDEM_CHECK(before == kNone || nodes_[before].since <= nodes_[at].since,
                   "a pool's free agents stand by their idle time");
      if (keeps_bits(pool)) TANDEM_CHECK(next_free(pool, at) == at, "a free agent has its bit");
      ++count;
    }
    TANDEM_CHECK(count == size(PoolId(p)), "a pool knows how many of its agents are free");
    TANDEM_CHECK(pools_with_any().contains(PoolId(p)) == (count > 0), "pools with free agents are known");
    std::uint32_t bits = 0;
    for (const std::uint64_t word : pool.free_bits)
      bits += static_cast<std::uint32_t>(__builtin_popcountll(word));
    TANDEM_CHECK(!keeps_bits(pool) || bits == count, "nobody else has a bit");
    const auto fewer = [this](std::uint32_t a, std::uint32_t b) { return fewer_calls(a, b); };
    const auto less = [this](std::uint32_t a, std::uint32_t b) { return less_occupied(a, b); };
    if (asked_for(pool, AgentOrder::fewest_calls))
      TANDEM_CHECK(pool.by_calls.size() == count && pool.by_calls.in_order(by_calls_places_, fewer),
                   "the heap by calls holds the free agents in order");
    if (asked_for(pool, AgentOrder::least_occupied))
      TANDEM_CHECK(
          pool.by_occupancy.size() == count && pool.by_occupancy.in_order(by_occupancy_places_, less),
          "the heap by occupancy holds the free agents in order");
    total += count;
  }
  TANDEM_CHECK(total == size_, "the number of free agents is known");
}

}  // namespace tandem::routing
