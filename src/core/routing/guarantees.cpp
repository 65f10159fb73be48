#include "core/routing/guarantees.hpp"

#include <cmath>

namespace tandem::routing {
namespace {

/// 28 % of 25 agents are 7, whatever binary fractions make of it.
constexpr double kNoise = 1e-9;

}  // namespace

Guarantees::Guarantees(const Plan& plan) : groups_(plan.groups.size()), any_(!plan.guarantees.empty()) {
  for (Group& group : groups_) group.busy.resize(plan.clients.size());
  for (const Guarantee& guarantee : plan.guarantees)
    groups_[guarantee.group.index()].guarantees.push_back(guarantee);
}

std::uint32_t Guarantees::held_back(const Group& group, ClientId other_than) {
  std::uint32_t held = 0;
  for (const Guarantee& guarantee : group.guarantees) {
    if (guarantee.client == other_than) continue;
    std::uint32_t sure = guarantee.agents;
    if (guarantee.kind == Guarantee::Kind::share)
      sure = static_cast<std::uint32_t>(std::ceil(guarantee.share * group.signed_on - kNoise));
    // Those who work for the client already count towards what is reserved, not towards a threshold.
    const std::uint32_t working =
        guarantee.kind == Guarantee::Kind::threshold ? 0 : group.busy[guarantee.client.index()];
    held += sure > working ? sure - working : 0;
  }
  return held;
}

}  // namespace tandem::routing
