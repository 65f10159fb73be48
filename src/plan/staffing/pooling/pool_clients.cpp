#include "plan/staffing/pooling/pool_clients.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <numeric>

namespace tandem::pooling {
namespace {

using simulation::Arrivals;
using simulation::Model;

ClientId client_of(const Model& model, const simulation::CallType& type) {
  return model.plan.queues[type.queue.index()].client;
}

void silence(Arrivals& arrivals) {
  std::ranges::fill(arrivals.calls, 0);
  arrivals.trace.clear();
}

Model with_spike(const Model& model, std::uint32_t client, double more) {
  Model made = model;
  for (simulation::CallType& type : made.types)
    if (client_of(model, type) == ClientId(client))
      for (double& calls : type.arrivals.calls) calls *= 1 + more;
  return made;
}

/// The client that a window is about by itself; none: several.
std::optional<std::uint32_t> client_of(const Model& model, const mix::Request& request,
                                       const mix::Line& line) {
  const mix::Target& target = request.targets[line.target];
  if (!line.part || target.each == mix::Target::Each::floor) return std::nullopt;
  if (target.each == mix::Target::Each::client) return line.part;
  return model.plan.queues[*line.part].client.index();
}

class PoolClients {
 public:
  PoolClients(const Model& model, const mix::Request& request, const PoolOptions& options)
      : model_(model), request_(request), options_(options), clients_(model.plan.clients.size()) {}

  Result<Pool> find() {
    Pool pool;
    TANDEM_TRY(find_coalitions(pool));
    share(pool);
    TANDEM_TRY(look_at_spikes(pool));
    return pool;
  }

 private:
  Result<mix::Mix> mix_for(std::uint32_t coalition) const {
    std::vector<bool> clients(clients_, false);
    std::string names;
    for (std::uint32_t i = 0; i < clients_; ++i) {
      clients[i] = (coalition >> i & 1U) != 0;
      if (clients[i]) names += (names.empty() ? "" : " + ") + model_.plan.clients[i];
    }
    mix::MixOptions options = options_.mix;
    const bool all = coalition == everybody();
    // Only its cost is looked at.
    if (!all) options.check_replications = 2;
    if (const auto& told = options_.mix.search.progress; told)
      options.search.progress = [told, names = all ? "all" : names](std::string_view doing) {
        told(fmt::format("{}: {}", names, doing));
      };
    return mix::find_mix(all ? model_ : with_clients(model_, clients), request_, options);
  }

  std::uint32_t everybody() const { return (1U << clients_) - 1; }

  Result<void> find_coalitions(Pool& pool) {
    pool.by_shapley = clients_ <= kClientsForShapley;
    costs_.assign(pool.by_shapley ? everybody() + 1 : 0, 0);
    pool.clients.resize(clients_);
    for (std::uint32_t coalition = 1; coalition < everybody(); ++coalition) {
      const bool one = std::has_single_bit(coalition);
      if (!one && !pool.by_shapley) continue;
      TANDEM_ASSIGN(mix, mix_for(coalition));
      if (pool.by_shapley) costs_[coalition] = mix.cost;
      if (!one) continue;
      ClientPart& part = pool.clients[static_cast<std::size_t>(std::countr_zero(coalition))];
      part = {.apart = mix.cost, .apart_hours = agent_hours(mix), .apart_meets = mix.meets};
      pool.apart += mix.cost;
    }
    TANDEM_ASSIGN(together, mix_for(everybody()));
    if (pool.by_shapley) costs_.back() = together.cost;
    pool.together = std::move(together);
    return {};
  }

  void share(Pool& pool) const {
    const std::vector<double> shares =
        pool.by_shapley ? shapley_shares(costs_, clients_) : std::vector<double>();
    for (std::size_t i = 0; i < clients_; ++i)
      pool.clients[i].share = pool.by_shapley  ? shares[i]
                              : pool.apart > 0 ? pool.together.cost * pool.clients[i].apart / pool.apart
                                               : 0;
  }

  /// How each client fares with these agents, on days that were not searched on.
  Result<std::vector<Served>> served(const Model& model, const mix::Headcount& headcount) const {
    mix::Request asked = request_;
    TANDEM_ASSIGN(level, kpi::find_definition(model.service_level));
    asked.targets.push_back({.kpi = level,
                             .rules = model.rules,
                             .each = mix::Target::Each::client,
                             .over = mix::Target::Over::whole});
    const mix::Sample sample(model, asked,
                             {.seed = ~options_.mix.seed,
                              .replications = options_.mix.check_replications,
                              .threads = options_.mix.threads,
                              .cancel = options_.mix.cancel});
    TANDEM_ASSIGN(checked, sample.check(headcount, options_.mix.confidence));
    std::vector<Served> all(clients_);
    for (std::size_t i = 0; i < checked.size(); ++i) {
      const mix::Line& line = sample.goals().lines[sample.goals().windows[i].line];
      const auto client = client_of(model, asked, line);
      if (!client) continue;
      Served& of = all[*client];
      if (line.target + 1 == asked.targets.size()) {
        of.level = checked[i].figure;
        continue;
      }
      ++of.windows;
      of.held += checked[i].slack >= -mix::kRounding ? 1 : 0;
    }
    return all;
  }

  Result<void> look_at_spikes(Pool& pool) const {
    TANDEM_ASSIGN(usual, served(model_, pool.together.headcount));
    pool.usual = std::move(usual);
    for (std::uint32_t client = 0; client < clients_; ++client) {
      Model spiked = with_spike(model_, client, options_.spike);
      TANDEM_ASSIGN(guarded, served(spiked, pool.together.headcount));
      pool.spikes.push_back(std::move(guarded));
      if (model_.plan.guarantees.empty()) continue;
      spiked.plan.guarantees.clear();
      TANDEM_ASSIGN(unguarded, served(spiked, pool.together.headcount));
      pool.spikes_unguarded.push_back(std::move(unguarded));
    }
    return {};
  }

  const Model& model_;
  const mix::Request& request_;
  const PoolOptions& options_;
  std::size_t clients_;
  std::vector<double> costs_;  ///< by coalition; empty where there are too many
};

}  // namespace

Model with_clients(const Model& model, const std::vector<bool>& clients) {
  Model made = model;
  for (simulation::CallType& type : made.types)
    if (!clients[client_of(model, type).index()]) silence(type.arrivals);
  std::erase_if(made.plan.guarantees,
                [&](const routing::Guarantee& guarantee) { return !clients[guarantee.client.index()]; });
  return made;
}

std::vector<double> shapley_shares(const std::vector<double>& costs, std::size_t clients) {
  std::vector<double> shares(clients);
  // Of n! orders, |S|! (n - |S| - 1)! have just S before the client.
  const auto orders = [&](std::size_t before) {
    double weight = 1.0 / static_cast<double>(clients);
    for (std::size_t i = 1; i <= before; ++i)
      weight *= static_cast<double>(i) / static_cast<double>(clients - i);
    return weight;
  };
  for (std::size_t coalition = 0; coalition < costs.size(); ++coalition)
    for (std::size_t client = 0; client < clients; ++client) {
      const std::size_t with = coalition | std::size_t{1} << client;
      if (with == coalition) continue;
      shares[client] +=
          orders(static_cast<std::size_t>(std::popcount(coalition))) * (costs[with] - costs[coalition]);
    }
  return shares;
}

Result<Pool> pool_clients(const Model& model, const mix::Request& request, const PoolOptions& options) {
  constexpr std::size_t kClientsMax = 30;
  const std::size_t clients = model.plan.clients.size();
  if (clients < 2 || clients > kClientsMax)
    return failure_at({.field = "clients"}, ErrorCode::bad_value,
                      "are {}: from 2 to {} can be pooled; name the clients, and each queue's", clients,
                      kClientsMax);
  for (std::size_t i = 0; i < model.types.size(); ++i)
    if (model.types[i].arrivals.kind == Arrivals::Kind::trace)
      return failure_at({.field = fmt::format("types[{}].arrivals", i)}, ErrorCode::bad_value,
                        "are a recorded trace, of which a spike cannot be made; give expected calls");
  return PoolClients(model, request, options).find();
}

}  // namespace tandem::pooling
