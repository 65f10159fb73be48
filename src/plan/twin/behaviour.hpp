#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "plan/simulation/model.hpp"
#include "plan/twin/call_surge.hpp"
#include "plan/twin/services.hpp"

namespace tandem::twin {

/// What callers of one type do.
struct TypeBehaviour {
  std::string name;
  bool seen = false;  ///< in the days that were learned from
  /// Of the calls, those that never queue, whatever the load: an agent called back, for instance.
  double never_queues = 0;
  /// Of the calls, those that are served as if they had come Behaviour::credit earlier.
  double credited = 0;
  simulation::Distribution patience;
  std::vector<simulation::CallType::Among> patience_among;
};

/// What those do who call only because of a surge, whatever their type and whoever serves them.
struct SurgeCallers {
  simulation::Distribution patience;
  simulation::Distribution service;
};

/// What one agent does.
struct AgentBehaviour {
  bool known = false;  ///< seen often enough in the days that were learned from
  std::vector<bool> serves;
  /// Of the last days each by itself, any of which may come again; empty: `serves` on all days.
  std::vector<std::vector<bool>> serves_on;
  std::vector<simulation::Distribution> service;
};

/// The Sunday that a day's week begins with.
inline LocalDay week_of(LocalDay day) { return day - (std::chrono::weekday(day) - std::chrono::Sunday); }

constexpr std::array<double, 24> all_ones() {
  std::array<double, 24> ones{};
  ones.fill(1);
  return ones;
}

/// All that is learned from the training days: a value from which any other day can be simulated.
struct Behaviour {
  std::vector<TypeBehaviour> types;    ///< by CallTypeId
  std::vector<AgentBehaviour> agents;  ///< by AgentId
  AgentBehaviour stranger;             ///< whom the training days do not know
  /// Services by the local hour in which the call came, as a multiple of the agent's own mean.
  std::array<double, 24> pace{};
  std::array<double, 7> pace_of_weekday = {1, 1, 1, 1, 1, 1, 1};  ///< on top of it, from Sunday
  /// Weeks in which everybody took longer, or less long, as a multiple of the mean, by their first day. In
  /// other weeks services take usual_level.
  std::map<LocalDay, double> level_of_week;
  double usual_level = 1;
  double level_on(LocalDay day) const;
  UsualCalls usual_calls;
  /// Where more or fewer call than usual, by step of CallSurge.
  std::array<double, CallSurge::kSteps> pace_at_step = {1, 1, 1, 1, 1, 1};
  /// None where no surge of calls was seen.
  std::optional<SurgeCallers> surge_callers;
  /// How long a service takes that is asked for then, as a multiple of the agent's own mean.
  double pace_at(LocalDay day, std::size_t hour, std::size_t step) const {
    return pace[hour] * pace_of_weekday[std::chrono::weekday(day).c_encoding()] * level_on(day) *
           pace_at_step[step];
  }
  /// What an agent does of its own accord, such as calling back: a call that never queued.
  bool never_queued(const Service& service) const {
    return !service.waited && types[service.type.index()].never_queues > 0;
  }
  ServiceLength service_length;  ///< of all services together
  /// From the end of a service until the agent takes the next caller who waits.
  simulation::Distribution between_calls;
  /// By local hour, as a multiple of it: mornings are quicker than afternoons.
  std::array<double, 24> between_calls_pace = all_ones();
  /// Where so many or more wait as the service ends.
  std::vector<simulation::CallType::Among> between_calls_among;
  simulation::Group::Pauses pauses;
  Duration credit;
};

inline double Behaviour::level_on(LocalDay day) const {
  const auto week = level_of_week.find(week_of(day));
  return week == level_of_week.end() ? usual_level : week->second;
}

}  // namespace tandem::twin
