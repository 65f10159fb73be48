#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plan/staffing/mix/find_mix.hpp"

namespace tandem::pooling {

/// More clients have too many coalitions: their shares go by what each costs apart.
inline constexpr std::size_t kClientsForShapley = 6;

struct PoolOptions {
  mix::MixOptions mix;  ///< of the search for all together; coalitions are searched the same way
  double spike = 0.5;   ///< so many more calls of one client, as a share
};

/// How a client fares with the agents of all.
struct Served {
  std::optional<simulation::Estimate> level;  ///< the model's service level, over the whole length
  std::size_t held = 0, windows = 0;          ///< of the targets that are about this client alone
};

struct ClientPart {
  double apart = 0;        ///< cost of its own cheapest agents
  double apart_hours = 0;  ///< of those
  bool apart_meets = false;
  double share = 0;  ///< of the cost of all together
};

/// What clients that share agents cost together and apart, who gains what, and what one's spike does to
/// others.
struct Pool {
  mix::Mix together;
  double apart = 0;  ///< the sum
  std::vector<ClientPart> clients;
  bool by_shapley = false;
  std::vector<Served> usual;                ///< by client, on days that were not searched on
  std::vector<std::vector<Served>> spikes;  ///< by the client whose calls rise, then client
  /// The same without the model's guarantees; empty where it has none.
  std::vector<std::vector<Served>> spikes_unguarded;
};

/// The model with the calls of some clients only, and the guarantees of those.
simulation::Model with_clients(const simulation::Model& model, const std::vector<bool>& clients);

/// Shapley's value (1953): of every order in which clients may join, each pays what it adds to the cost of
/// those before it; the mean over all orders. `costs` by coalition, client i being bit i; that of nobody is
/// 0.
std::vector<double> shapley_shares(const std::vector<double>& costs, std::size_t clients);

/// Searches agents for all clients together, for each apart, and for all coalitions between where they are
/// few; then runs the agents of all on days on which one client has more calls. Errors: those of find_mix,
/// and a model with one client, or whose calls are a recorded trace, which cannot be made more.
Result<Pool> pool_clients(const simulation::Model& model, const mix::Request& request,
                          const PoolOptions& options);

}  // namespace tandem::pooling
