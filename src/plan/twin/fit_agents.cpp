// What agents serve, how long it takes them, and how long they take until the next call.
#include <algorithm>
#include <map>

#include "plan/analysis/duty.hpp"
#include "plan/analysis/interval_cells.hpp"
#include "plan/twin/curves.hpp"
#include "plan/twin/day_observed.hpp"
#include "plan/twin/fit.hpp"
#include "plan/twin/queue_length.hpp"

namespace tandem::twin {
namespace {

/// With fewer services of a kind one takes those of a wider kind.
constexpr std::size_t kServicesMin = 50;
/// Skills change: what an agent served last tells what comes, where that was so many calls.
constexpr std::chrono::days kRecent{45};
constexpr std::uint64_t kRecentCallsMin = 100;
/// An agent serves a type when its share among the agent's calls is at least so much of that among all.
constexpr double kServesFrom = 0.2;
/// Hours with less work than this many hours of it have no pace of their own.
constexpr double kPaceHoursMin = 5;
constexpr int kRounds = 4;

/// The end of what an agent did for a call.
Instant done_at(const CallRecord& call) {
  const Instant end = call.wrapup_end_at.known() ? call.wrapup_end_at : call.ended_at;
  return std::min(end.known() ? end : call.answered_at, call.answered_at + analysis::kVeryLongCall);
}
bool served(const CallRecord& call) {
  return call.agent.known() && call.answered_at.known() && call.type.known();
}

struct Services {
  std::vector<double> all;
  std::vector<std::vector<double>> of_type;
};

/// Of the narrowest kind of which there are enough.
const std::vector<double>& best_of(const Services& own, const Services& everybody, std::size_t type) {
  if (own.of_type[type].size() >= kServicesMin) return own.of_type[type];
  if (own.all.size() >= kServicesMin) return own.all;
  return everybody.of_type[type].empty() ? everybody.all : everybody.of_type[type];
}

double mean_of(const std::vector<double>& seconds) {
  double sum = 0;
  for (const double one : seconds) sum += one;
  return seconds.empty() ? 0 : sum / static_cast<double>(seconds.size());
}

struct Counts {
  std::vector<std::uint64_t> of_type;
  std::uint64_t all = 0;
  void add(std::size_t type) {
    ++of_type[type];
    ++all;
  }
};

std::vector<bool> serves(const Counts& own, const Counts& everybody) {
  std::vector<bool> serves(own.of_type.size());
  for (std::size_t type = 0; type < serves.size(); ++type)
    serves[type] =
        own.of_type[type] > 0 &&
        static_cast<double>(own.of_type[type]) * static_cast<double>(everybody.all) >=
            kServesFrom * static_cast<double>(everybody.of_type[type]) * static_cast<double>(own.all);
  return serves;
}

void fit_skills(std::span<const CallRecord> calls, Behaviour& behaviour) {
  const std::size_t types = behaviour.types.size();
  const Instant last = calls.empty() ? Instant() : calls.back().offered_at;
  const Counts none{std::vector<std::uint64_t>(types), 0};
  std::vector<Counts> own(behaviour.agents.size(), none), own_recent = own;
  Counts all = none, all_recent = none;
  for (const CallRecord& call : calls) {
    if (!served(call)) continue;
    const std::size_t type = call.type.index();
    own[call.agent.index()].add(type);
    all.add(type);
    if (last - call.offered_at > Duration::days(kRecent.count())) continue;
    own_recent[call.agent.index()].add(type);
    all_recent.add(type);
  }
  std::vector<std::uint64_t> by_those_who_serve(types);
  for (std::size_t agent = 0; agent < own.size(); ++agent) {
    const bool recent = own_recent[agent].all >= kRecentCallsMin;
    const Counts& calls_of = recent ? own_recent[agent] : own[agent];
    AgentBehaviour& behaves = behaviour.agents[agent];
    behaves.known = calls_of.all >= kServicesMin;
    behaves.serves = serves(calls_of, recent ? all_recent : all);
    for (std::size_t type = 0; type < types; ++type)
      if (behaves.known && behaves.serves[type]) by_those_who_serve[type] += own[agent].all;
  }
  // A stranger serves what most calls' agents serve.
  behaviour.stranger.serves.resize(types);
  for (std::size_t type = 0; type < types; ++type)
    behaviour.stranger.serves[type] = 2 * by_those_who_serve[type] >= all.all;
}

/// What took how long, and how long it takes those agents as a rule.
struct Work {
  double took = 0, expected = 0;
  void add(const Work& other) {
    took += other.took;
    expected += other.expected;
  }
  double ratio() const { return expected > kPaceHoursMin * 3600 && took > 0 ? took / expected : 1; }
};

void fit_pace(std::span<const CallRecord> calls, const Zone& zone,
              const std::vector<std::vector<double>>& mean, Behaviour& behaviour) {
  std::map<LocalDay, std::array<Work, 24>> weeks;
  std::array<Work, 24> hours{};
  std::array<std::array<Work, 24>, 7> weekdays{};
  for (const CallRecord& call : calls) {
    if (!served(call)) continue;
    const auto local = zone.to_local(arrived_at(call));
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto hour = static_cast<std::size_t>(std::chrono::floor<std::chrono::hours>(local - day).count());
    const Work work{(done_at(call) - call.answered_at).seconds(),
                    mean[call.agent.index()][call.type.index()]};
    hours[hour].add(work);
    weekdays[std::chrono::weekday(day).c_encoding()][hour].add(work);
    weeks[week_of(day)][hour].add(work);
  }
  for (std::size_t hour = 0; hour < hours.size(); ++hour) behaviour.pace[hour] = hours[hour].ratio();
  const auto all_hours = [&](const std::array<Work, 24>& by_hour) {
    Work all;
    for (std::size_t hour = 0; hour < hours.size(); ++hour)
      all.add({by_hour[hour].took, by_hour[hour].expected * behaviour.pace[hour]});
    return all.ratio();
  };
  for (std::size_t day = 0; day < weekdays.size(); ++day)
    behaviour.pace_of_weekday[day] = all_hours(weekdays[day]);
  std::vector<double> levels;
  for (const auto& [week, by_hour] : weeks)
    levels.push_back(behaviour.level_of_week[week] = all_hours(by_hour));
  if (levels.empty()) return;
  const auto middle = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() / 2);
  std::ranges::nth_element(levels, middle);
  behaviour.usual_level = *middle;
}

/// With each week's own level taken out.
void fit_services_once(std::span<const CallRecord> calls, const Zone& zone, Behaviour& behaviour) {
  const std::size_t types = behaviour.types.size();
  const Services none{{}, std::vector<std::vector<double>>(types)};
  Services everybody = none;
  std::vector<Services> own(behaviour.agents.size(), none);
  for (const CallRecord& call : calls) {
    if (!served(call)) continue;
    const double seconds =
        (done_at(call) - call.answered_at).seconds() / behaviour.level_on(zone.day_of(arrived_at(call)));
    for (Services* services : {&everybody, &own[call.agent.index()]}) {
      services->all.push_back(seconds);
      services->of_type[call.type.index()].push_back(seconds);
    }
  }
  if (everybody.all.empty()) everybody.all.push_back(0);
  std::vector<std::vector<double>> mean(own.size(), std::vector<double>(types));
  behaviour.stranger.service.clear();
  for (AgentBehaviour& agent : behaviour.agents) agent.service.clear();
  for (std::size_t type = 0; type < types; ++type) {
    for (std::size_t agent = 0; agent < own.size(); ++agent) {
      const std::vector<double>& services = best_of(own[agent], everybody, type);
      behaviour.agents[agent].service.push_back(service_of(services));
      mean[agent][type] = mean_of(services);
    }
    behaviour.stranger.service.push_back(service_of(best_of(none, everybody, type)));
  }
  fit_pace(calls, zone, mean, behaviour);
}

}  // namespace

/// Agents and weeks explain each other: who came in a slow week is not slow. A few rounds settle it.
void fit_services(std::span<const CallRecord> calls, const Zone& zone, Behaviour& behaviour) {
  for (int round = 0; round < kRounds; ++round) fit_services_once(calls, zone, behaviour);
  fit_skills(calls, behaviour);
}

/// From one call of an agent to the next, while callers wait: as soon as nobody waits any more, one cannot
/// tell whether the agent was ready, and the time is censored.
void fit_gaps(std::span<const CallRecord> calls, const QueueLength& queue, Behaviour& behaviour) {
  struct Task {
    Instant from, until;
  };
  std::map<AgentId, std::vector<Task>> tasks;
  for (const CallRecord& call : calls) {
    if (!served(call)) continue;
    // What an agent does for a call that did not queue is time in which it takes none that does.
    const bool waited = call.wait().value_or(Duration()) > Duration();
    if (!waited && behaviour.types[call.type.index()].never_queues > 0) continue;
    tasks[call.agent].push_back({call.answered_at, done_at(call)});
  }
  Lengths gaps;
  for (auto& [agent, services] : tasks) {
    std::ranges::sort(services, {}, &Task::from);
    for (std::size_t i = 1; i < services.size(); ++i) {
      const Instant free = services[i - 1].until;
      const Duration gap = services[i].from - free;
      if (gap > analysis::kAwayAfter) continue;
      const Duration waiting = queue.empty_from(free) - free;
      gaps.add(std::max(Duration(), std::min(gap, waiting)), gap <= waiting);
    }
  }
  behaviour.between_calls = gaps.ended.empty() ? simulation::Distribution() : hazard_of(std::move(gaps));
}

}  // namespace tandem::twin
