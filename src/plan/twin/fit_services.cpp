// How long services take: by agent and type, by hour and weekday, by week.
#include <algorithm>
#include <map>

#include "plan/twin/curves.hpp"
#include "plan/twin/fit.hpp"

namespace tandem::twin {
namespace {

/// With fewer services of a kind one takes those of a wider kind.
constexpr std::size_t kServicesMin = 50;
/// Hours with less work than this many hours of it have no pace of their own.
constexpr double kPaceHoursMin = 5;
constexpr int kRounds = 4;

struct Times {
  std::vector<double> all;
  std::vector<std::vector<double>> of_type;
};

double mean_of(const std::vector<double>& seconds) {
  double sum = 0;
  for (const double one : seconds) sum += one;
  return seconds.empty() ? 0 : sum / static_cast<double>(seconds.size());
}

/// Times, each to be multiplied.
struct Taken {
  const std::vector<double>* seconds;
  double factor = 1;
  double mean() const { return factor * mean_of(*seconds); }
};

const std::vector<double>& of_everybody(const Times& everybody, std::size_t type) {
  return everybody.of_type[type].empty() ? everybody.all : everybody.of_type[type];
}

/// An agent's own where there are enough; otherwise everybody's, as much longer as the agent's others are.
Taken best_of(const Times& own, const Times& everybody, std::size_t type) {
  if (own.of_type[type].size() >= kServicesMin) return {&own.of_type[type]};
  const Taken wide{&of_everybody(everybody, type)};
  if (own.all.size() < kServicesMin) return wide;
  double took = 0, expected = 0;
  for (std::size_t other = 0; other < own.of_type.size(); ++other) {
    const auto count = static_cast<double>(own.of_type[other].size());
    took += count * mean_of(own.of_type[other]);
    expected += count * mean_of(of_everybody(everybody, other));
  }
  return {wide.seconds, took > 0 && expected > 0 ? took / expected : 1};
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

using Hours = std::array<Work, 24>;

/// The level of weeks to come: the median week's, as weeks out of the ordinary pass.
double usual_level(const std::map<LocalDay, double>& levels) {
  std::vector<double> sorted;
  for (const auto& [week, level] : levels) sorted.push_back(level);
  if (sorted.empty()) return 1;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::ranges::nth_element(sorted, middle);
  return *middle;
}

void fit_pace(std::span<const Service> services, const Zone& zone,
              const std::vector<std::vector<double>>& mean, Behaviour& behaviour) {
  std::map<LocalDay, Hours> weeks;
  Hours hours{};
  std::array<Hours, 7> weekdays{};
  std::array<Hours, CallSurge::kSteps> steps{};
  for (const Service& service : services) {
    if (CallSurge::is_surge(service.times_usual)) continue;
    const LocalDay day = zone.day_of(service.arrived);
    const std::size_t hour = zone.hour_of(service.arrived);
    const Work work{service.seconds(), mean[service.agent.index()][service.type.index()]};
    hours[hour].add(work);
    weekdays[std::chrono::weekday(day).c_encoding()][hour].add(work);
    weeks[week_of(day)][hour].add(work);
    steps[CallSurge::step_of(service.times_usual)][hour].add(work);
  }
  for (std::size_t hour = 0; hour < hours.size(); ++hour) behaviour.pace[hour] = hours[hour].ratio();
  const auto all_hours = [&](const Hours& by_hour) {
    Work all;
    for (std::size_t hour = 0; hour < by_hour.size(); ++hour)
      all.add({by_hour[hour].took, by_hour[hour].expected * behaviour.pace[hour]});
    return all.ratio();
  };
  for (std::size_t day = 0; day < weekdays.size(); ++day)
    behaviour.pace_of_weekday[day] = all_hours(weekdays[day]);
  for (std::size_t step = 0; step < steps.size(); ++step)
    behaviour.pace_at_step[step] = all_hours(steps[step]);
  for (const auto& [week, by_hour] : weeks) behaviour.level_of_week[week] = all_hours(by_hour);
  behaviour.usual_level = usual_level(behaviour.level_of_week);
}

/// With each week's own level, and what more or fewer calls change, taken out; surges are left out.
void fit_services_once(std::span<const Service> services, const Zone& zone, Behaviour& behaviour) {
  const std::size_t types = behaviour.types.size();
  const Times none{{}, std::vector<std::vector<double>>(types)};
  Times everybody = none;
  std::vector<Times> own(behaviour.agents.size(), none);
  for (const Service& service : services) {
    if (CallSurge::is_surge(service.times_usual)) continue;
    const double seconds =
        service.seconds() / (behaviour.level_on(zone.day_of(service.arrived)) *
                             behaviour.pace_at_step[CallSurge::step_of(service.times_usual)]);
    for (Times* times : {&everybody, &own[service.agent.index()]}) {
      times->all.push_back(seconds);
      times->of_type[service.type.index()].push_back(seconds);
    }
  }
  if (everybody.all.empty()) everybody.all.push_back(0);
  std::vector<std::vector<double>> mean(own.size(), std::vector<double>(types));
  behaviour.stranger.service.clear();
  for (AgentBehaviour& agent : behaviour.agents) agent.service.clear();
  for (std::size_t type = 0; type < types; ++type) {
    for (std::size_t agent = 0; agent < own.size(); ++agent) {
      const Taken taken = best_of(own[agent], everybody, type);
      behaviour.agents[agent].service.push_back(service_of(*taken.seconds).scaled(taken.factor));
      mean[agent][type] = taken.mean();
    }
    behaviour.stranger.service.push_back(service_of(of_everybody(everybody, type)));
  }
  fit_pace(services, zone, mean, behaviour);
}

}  // namespace

/// Agents and weeks explain each other: who came in a slow week is not slow. A few rounds settle it.
void fit_services(std::span<const Service> services, const Zone& zone, Behaviour& behaviour) {
  for (int round = 0; round < kRounds; ++round) fit_services_once(services, zone, behaviour);
  behaviour.service_length = length_of(services);
}

}  // namespace tandem::twin
