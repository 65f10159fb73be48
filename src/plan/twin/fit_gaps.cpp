// How long agents take from one call to the next.
#include <algorithm>
#include <array>
#include <map>

#include "plan/analysis/duty.hpp"
#include "plan/twin/curves.hpp"
#include "plan/twin/fit.hpp"
#include "plan/twin/queue_length.hpp"

namespace tandem::twin {
namespace {

/// Agents who see so many waiting, or more, are looked at on their own: they take the next one sooner.
constexpr std::array<std::uint32_t, 5> kAmong = {1, 2, 3, 5, 9};
/// With fewer gaps one takes all of them together.
constexpr std::size_t kGapsMin = 200;

/// Those who wait for types that an agent serves.
class Queues {
 public:
  explicit Queues(std::span<const CallRecord> calls) : calls_(calls) {}

  const QueueLength& of(const std::vector<bool>& types) {
    const auto known = queues_.find(types);
    if (known != queues_.end()) return known->second;
    std::vector<CallRecord> those;
    for (const CallRecord& call : calls_)
      if (call.type.known() && types[call.type.index()]) those.push_back(call);
    return queues_.try_emplace(types, those).first->second;
  }

 private:
  std::span<const CallRecord> calls_;
  std::map<std::vector<bool>, QueueLength> queues_;
};

}  // namespace

/// While callers wait whom the agent serves: as soon as none does any more, one cannot tell whether the agent
/// was ready, and the time is censored.
void fit_gaps(std::span<const CallRecord> calls, std::span<const Service> services, const SkillDays& skills,
              const Zone& zone, Behaviour& behaviour) {
  std::map<AgentId, std::vector<const Service*>> of_agent;
  for (const Service& service : services) {
    // What an agent does for a call that did not queue is time in which it takes none that does.
    if (behaviour.never_queued(service)) continue;
    of_agent[service.agent].push_back(&service);
  }
  Queues queues(calls);
  const QueueLength all_queues(calls);
  Lengths gaps;
  std::array<Lengths, kAmong.size()> among;
  std::array<Lengths, 24> by_hour;
  for (auto& [agent, own] : of_agent) {
    std::ranges::sort(own, {}, &Service::from);
    for (std::size_t i = 1; i < own.size(); ++i) {
      const Instant free = own[i - 1]->until;
      const Duration gap = own[i]->from - free;
      if (gap > analysis::kAwayAfter) continue;
      const std::vector<bool>* of_day = skills.of(agent, zone.day_of(own[i - 1]->arrived));
      const QueueLength& queue = queues.of(of_day ? *of_day : behaviour.agents[agent.index()].serves);
      const Duration waiting = queue.empty_from(free) - free;
      const Duration seen = std::max(Duration(), std::min(gap, waiting));
      gaps.add(seen, gap <= waiting);
      by_hour[zone.hour_of(free)].add(seen, gap <= waiting);
      const auto beyond = std::ranges::upper_bound(kAmong, all_queues.before(free));
      if (beyond != kAmong.begin())
        among[static_cast<std::size_t>(beyond - kAmong.begin()) - 1].add(seen, gap <= waiting);
    }
  }
  behaviour.between_calls = gaps.ended.empty() ? simulation::Distribution() : hazard_of(std::move(gaps));
  const double mean = behaviour.between_calls.mean_seconds();
  for (std::size_t hour = 0; hour < by_hour.size(); ++hour)
    if (by_hour[hour].ended.size() >= kGapsMin && mean > 0)
      behaviour.between_calls_pace[hour] = hazard_of(std::move(by_hour[hour])).mean_seconds() / mean;
  for (std::size_t k = 0; k < kAmong.size(); ++k)
    if (among[k].ended.size() >= kGapsMin)
      behaviour.between_calls_among.push_back({kAmong[k], hazard_of(std::move(among[k]))});
}

}  // namespace tandem::twin
