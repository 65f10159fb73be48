// Who serves what.
#include "plan/twin/fit.hpp"
#include "plan/twin/skills.hpp"

namespace tandem::twin {
namespace {

/// With fewer services an agent is not known.
constexpr std::uint64_t kServicesMin = 50;
/// Skills change: what an agent served last tells what comes, where that was so many calls.
constexpr std::chrono::days kRecent{45};
constexpr std::uint64_t kRecentCallsMin = 100;
/// An agent serves a type when its share among the agent's calls is at least so much of that among all.
constexpr double kServesFrom = 0.2;
/// Of a day one can tell with so many calls of the agent, of a type with so many that would have been its.
constexpr std::uint64_t kDayCallsMin = 25;
constexpr double kExpectedMin = 3;
constexpr std::size_t kDaysMin = 3;

struct Counts {
  std::vector<std::uint64_t> of_type;
  std::uint64_t all = 0;
  void add(std::size_t type) {
    ++of_type[type];
    ++all;
  }
  /// How many calls of a type would have been among `own`, had they been like all.
  double expected_of(const Counts& own, std::size_t type) const {
    return all == 0
               ? 0
               : static_cast<double>(own.all) * static_cast<double>(of_type[type]) / static_cast<double>(all);
  }
};

bool serves(const Counts& own, const Counts& everybody, std::size_t type) {
  return own.of_type[type] > 0 &&
         static_cast<double>(own.of_type[type]) >= kServesFrom * everybody.expected_of(own, type);
}

}  // namespace

void fit_skills(std::span<const Service> services, Behaviour& behaviour) {
  const std::size_t types = behaviour.types.size();
  Instant last = services.empty() ? Instant() : services.front().arrived;
  for (const Service& service : services) last = std::max(last, service.arrived);
  const Counts none{std::vector<std::uint64_t>(types), 0};
  std::vector<Counts> own(behaviour.agents.size(), none), own_recent = own;
  Counts all = none, all_recent = none;
  for (const Service& service : services) {
    own[service.agent.index()].add(service.type.index());
    all.add(service.type.index());
    if (last - service.arrived > Duration::days(kRecent.count())) continue;
    own_recent[service.agent.index()].add(service.type.index());
    all_recent.add(service.type.index());
  }
  std::vector<std::uint64_t> by_those_who_serve(types);
  for (std::size_t agent = 0; agent < own.size(); ++agent) {
    const bool recent = own_recent[agent].all >= kRecentCallsMin;
    const Counts& calls_of = recent ? own_recent[agent] : own[agent];
    AgentBehaviour& behaves = behaviour.agents[agent];
    behaves.known = calls_of.all >= kServicesMin;
    behaves.serves.resize(types);
    for (std::size_t type = 0; type < types; ++type) {
      behaves.serves[type] = serves(calls_of, recent ? all_recent : all, type);
      if (behaves.known && behaves.serves[type]) by_those_who_serve[type] += own[agent].all;
    }
  }
  // A stranger serves what most calls' agents serve.
  behaviour.stranger.serves.resize(types);
  for (std::size_t type = 0; type < types; ++type)
    behaviour.stranger.serves[type] = 2 * by_those_who_serve[type] >= all.all;
}

SkillDays::SkillDays(std::span<const Service> services, const Zone& zone, const Behaviour& behaviour) {
  const Counts none{std::vector<std::uint64_t>(behaviour.types.size()), 0};
  std::map<LocalDay, Counts> all;
  std::map<std::pair<AgentId, LocalDay>, Counts> own;
  for (const Service& service : services) {
    // Whom an agent calls back tells nothing of the queues that the agent serves.
    if (behaviour.never_queued(service)) continue;
    const LocalDay day = zone.day_of(service.arrived);
    last_ = std::max(last_, day);
    all.try_emplace(day, none).first->second.add(service.type.index());
    own.try_emplace({service.agent, day}, none).first->second.add(service.type.index());
  }
  for (const auto& [whose, counts] : own) {
    if (counts.all < kDayCallsMin) continue;
    const Counts& everybody = all.at(whose.second);
    std::vector<bool> set = behaviour.agents[whose.first.index()].serves;
    for (std::size_t type = 0; type < set.size(); ++type)
      if (everybody.expected_of(counts, type) >= kExpectedMin) set[type] = serves(counts, everybody, type);
    days_.emplace(whose, std::move(set));
  }
}

const std::vector<bool>* SkillDays::of(AgentId agent, LocalDay day) const {
  const auto found = days_.find({agent, day});
  return found == days_.end() ? nullptr : &found->second;
}

std::vector<std::vector<bool>> SkillDays::recent(AgentId agent) const {
  std::vector<std::vector<bool>> sets;
  for (auto day = days_.lower_bound({agent, last_ - kRecent}); day != days_.end(); ++day) {
    if (day->first.first != agent) break;
    sets.push_back(day->second);
  }
  if (sets.size() < kDaysMin) sets.clear();
  return sets;
}

}  // namespace tandem::twin
