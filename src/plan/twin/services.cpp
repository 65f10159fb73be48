#include "plan/twin/services.hpp"

#include <algorithm>
#include <map>

#include "plan/analysis/interval_cells.hpp"
#include "plan/twin/day_observed.hpp"

namespace tandem::twin {
namespace {

/// The end of what an agent did for a call.
Instant done_at(const CallRecord& call) {
  const Instant end = call.wrapup_end_at.known() ? call.wrapup_end_at : call.ended_at;
  return std::min(end.known() ? end : call.answered_at, call.answered_at + analysis::kVeryLongCall);
}

}  // namespace

std::vector<Service> services_of(std::span<const CallRecord> calls) {
  std::vector<Service> services;
  for (const CallRecord& call : calls) {
    if (!call.agent.known() || !call.answered_at.known() || !call.type.known()) continue;
    services.push_back({call.agent, call.type, arrived_at(call), call.answered_at, done_at(call),
                        call.wait().value_or(Duration()) > Duration()});
  }
  std::map<AgentId, std::vector<Service*>> of_agent;
  for (Service& service : services) of_agent[service.agent].push_back(&service);
  for (auto& [agent, own] : of_agent) {
    std::ranges::stable_sort(own, {}, &Service::from);
    for (std::size_t i = 1; i < own.size(); ++i)
      if (own[i]->from > own[i - 1]->from) own[i - 1]->until = std::min(own[i - 1]->until, own[i]->from);
  }
  return services;
}

/// Of what an instant falls into, half is left on average, and longer services are hit more often.
ServiceLength length_of(std::span<const Service> services) {
  double sum = 0, squares = 0;
  for (const Service& service : services) {
    sum += service.seconds();
    squares += service.seconds() * service.seconds();
  }
  if (!(sum > 0)) return {};
  return {sum / static_cast<double>(services.size()), squares / (2 * sum)};
}

}  // namespace tandem::twin
