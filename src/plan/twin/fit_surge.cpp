// What those do who call only because of a surge.
#include <algorithm>
#include <cmath>

#include "plan/twin/curves.hpp"
#include "plan/twin/day_observed.hpp"
#include "plan/twin/fit.hpp"

namespace tandem::twin {
namespace {

/// With fewer waits, or fewer services, surges are not told from other hours.
constexpr std::size_t kWaitsMin = 200, kServicesMin = 50;
constexpr int kRounds = 50;

/// A service in a surge, and how long the agent takes as a rule for the type at that time.
struct InSurge {
  double seconds = 0, as_a_rule = 0;
};

double density(double seconds, double mean) { return std::exp(-seconds / mean) / mean; }

/// Which services were for those who would have called anyway is not known: two exponential distributions,
/// one of a known mean for each service, told apart by expectation and maximisation (Dempster, Laird & Rubin
/// 1977).
double extra_mean(const std::vector<InSurge>& services) {
  double mean = 0;
  for (const InSurge& service : services) mean += service.seconds / static_cast<double>(services.size());
  mean = std::max(1.0, mean / 2);
  double share = 0.5;
  for (int round = 0; round < kRounds; ++round) {
    double extra = 0, seconds = 0;
    for (const InSurge& service : services) {
      const double of_extra = share * density(service.seconds, mean);
      const double of_usual = (1 - share) * density(service.seconds, service.as_a_rule);
      const double weight = of_extra + of_usual > 0 ? of_extra / (of_extra + of_usual) : 0;
      extra += weight;
      seconds += weight * service.seconds;
    }
    if (!(extra > 0)) break;
    share = extra / static_cast<double>(services.size());
    mean = std::max(1.0, seconds / extra);
  }
  return mean;
}

}  // namespace

void fit_surge(std::span<const CallRecord> calls, std::span<const Service> services, const CallSurge& surge,
               const Zone& zone, Behaviour& behaviour) {
  Lengths waits;
  for (const CallRecord& call : calls) {
    const Duration wait = call.wait().value_or(Duration());
    const bool abandoned = call.outcome == Outcome::abandoned;
    if ((abandoned || wait > Duration()) && surge.is_surge_at(arrived_at(call))) waits.add(wait, abandoned);
  }
  std::vector<InSurge> in_surge;
  for (const Service& service : services) {
    if (!CallSurge::is_surge(service.times_usual)) continue;
    const double pace = behaviour.pace_at(zone.day_of(service.arrived), zone.hour_of(service.arrived),
                                          CallSurge::step_of(service.times_usual));
    const AgentBehaviour& agent = behaviour.agents[service.agent.index()];
    const double mean = pace * agent.service[service.type.index()].mean_seconds();
    in_surge.push_back({service.seconds(), std::max(1.0, mean)});
  }
  if (waits.size() < kWaitsMin || in_surge.size() < kServicesMin) return;
  behaviour.surge_callers =
      SurgeCallers{hazard_of(std::move(waits)),
                   simulation::Distribution::exponential(Duration::from_seconds(extra_mean(in_surge)))};
}

}  // namespace tandem::twin
