#include "plan/analysis/requirement.hpp"

#include <algorithm>
#include <cmath>

#include "plan/queueing/erlang.hpp"

namespace tandem::analysis {
namespace {

constexpr double kStaffedShare = 0.2;
/// A mean handle time of fewer calls says less about an interval than that of the whole week.
constexpr std::int64_t kHandledMin = 100;

/// Handle time of an interval of the day: of all weekdays together, since it varies with the hour more than
/// with the day; of everything where even those are few.
std::vector<std::optional<double>> handle_by_interval(const UsualWeek& week, std::optional<double> all) {
  std::vector<std::optional<double>> handles(static_cast<std::size_t>(week.intervals), all);
  for (int i = 0; i < week.intervals; ++i) {
    Handled handled;
    for (int weekday = 0; weekday < 7; ++weekday) handled.add(week.at(weekday, i).handled);
    if (handled.calls >= kHandledMin) handles[static_cast<std::size_t>(i)] = handled.mean();
  }
  return handles;
}

bool staffed(const UsualWeek& week, int weekday, int interval) {
  const int days = week.days[static_cast<std::size_t>(weekday)];
  const int with_calls = week.at(weekday, interval).days_to_serve;
  return with_calls > 0 && with_calls >= kStaffedShare * days;
}

/// Without handle times the peak is that of the calls, and nobody knows whom it takes.
Requirement peak_of_calls(const UsualWeek& week, Requirement requirement) {
  for (int weekday = 0; weekday < 7; ++weekday) {
    for (int i = 0; i < week.intervals; ++i) {
      const double calls = week.calls_to_serve(weekday, i).value_or(0);
      if (calls <= requirement.peak_calls) continue;
      requirement.peak_weekday = weekday;
      requirement.peak_interval = i;
      requirement.peak_calls = calls;
    }
  }
  return requirement;
}

/// Whole people for so many at work.
double headcount(double agents, double shrinkage) { return std::ceil(agents / (1 - shrinkage) - 1e-9); }

}  // namespace

Result<Requirement> require_agents(HeatMap& map, const UsualWeek& week,
                                   std::optional<double> patience_seconds, const Options& options) {
  Requirement requirement;
  requirement.with_patience = patience_seconds.has_value();
  requirement.patience_mean = patience_seconds;
  Handled all;
  for (const WeekCell& cell : week.cells) all.add(cell.handled);
  requirement.handle_mean = all.mean();
  if (!requirement.handle_mean || *requirement.handle_mean <= 0) return peak_of_calls(week, requirement);
  const auto handles = handle_by_interval(week, requirement.handle_mean);
  const queueing::Target target{.service_level = options.target};
  const double hours = options.interval.seconds() / 3600;
  double agent_hours = 0, headcount_hours = 0, peak_load = -1;
  for (int weekday = 0; weekday < 7; ++weekday) {
    for (int i = 0; i < week.intervals; ++i) {
      if (!staffed(week, weekday, i)) continue;
      const auto at = place_in_week(weekday, i, week.intervals);
      const queueing::Load load{*week.calls_to_serve(weekday, i) / options.interval.seconds(),
                                *handles[static_cast<std::size_t>(i)]};
      TANDEM_ASSIGN(agents, queueing::servers_for(load, target, options.rules.answer.limit.seconds(),
                                                  patience_seconds, false));
      map.required_agents[at] = agents;
      map.required_headcount[at] = headcount(agents, options.shrinkage);
      agent_hours += agents * hours;
      headcount_hours += *map.required_headcount[at] * hours;
      if (agents < static_cast<double>(requirement.peak_agents) ||
          (agents == static_cast<double>(requirement.peak_agents) && load.erlangs() <= peak_load)) {
        continue;
      }
      peak_load = load.erlangs();
      requirement.peak_weekday = weekday;
      requirement.peak_interval = i;
      requirement.peak_agents = std::llround(agents);
      requirement.peak_headcount = std::llround(*map.required_headcount[at]);
      requirement.peak_calls = *week.calls_to_serve(weekday, i);
      requirement.peak_erlangs = load.erlangs();
    }
  }
  requirement.agent_hours_per_week = agent_hours;
  requirement.headcount_hours_per_week = headcount_hours;
  return requirement;
}

}  // namespace tandem::analysis
