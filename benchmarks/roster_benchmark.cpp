// Rosters of a made week of 50 and of 200 agents, round the clock, at half hours: how long they take, and how
// far they can be from the best there is. They are to take less than half a minute and five minutes, and to
// be within 2 % for 200 agents; the solver (CBC) is a child process on one core.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/random.hpp"
#include "plan/staffing/rosters/roster.hpp"
#include "plan/staffing/rosters/rules_json.hpp"

namespace {

using namespace tandem;

constexpr double kFullTimeShare = 0.7;

/// Two peaks on each day, quieter weekends, a few agents at night; each half hour a little off.
rosters::Demand week_for(double agents, std::uint64_t seed) {
  rosters::Demand week{
      .first = LocalDay(std::chrono::year(2026) / 1 / 5), .days = 7, .interval = Duration::minutes(30)};
  Random random(seed);
  const double peak = agents * (0.30 + 0.06 * random.uniform());
  const auto bell = [](double hour, double middle, double width) {
    return std::exp(-std::pow((hour - middle) / width, 2));
  };
  for (std::size_t day = 0; day < week.days; ++day) {
    const double level = day < 5 ? 1 : 0.4 + 0.3 * random.uniform();
    for (std::size_t i = 0; i < week.intervals_a_day(); ++i) {
      const double hour = static_cast<double>(i) / 2;
      const double by_day = 0.25 + 0.75 * std::max(bell(hour, 11, 2.3), 0.85 * bell(hour, 16, 2.5));
      const bool night = hour < 7 || hour >= 22;
      const double required = night ? 0.04 * agents : peak * level * by_day;
      week.agents.push_back(std::ceil(required * (0.95 + 0.1 * random.uniform())));
    }
  }
  return week;
}

void roster_of_a_week(benchmark::State& state) {
  auto rules = rosters::read_rules(TANDEM_SOURCE_DIR "/benchmarks/rosters/week.json");
  if (!rules) return state.SkipWithError(rules.error().front().to_string().c_str());
  const auto agents = static_cast<std::uint32_t>(state.range(0));
  const auto full_time = static_cast<std::uint32_t>(kFullTimeShare * agents);
  rules->contracts[0].agents = full_time;
  rules->contracts[1].agents = agents - full_time;
  const auto seed = static_cast<std::uint64_t>(state.range(1));
  const rosters::Demand week = week_for(agents, seed);
  for (auto _ : state) {
    const auto roster = rosters::make_roster(week, *rules, {.seed = seed});
    if (!roster) return state.SkipWithError(roster.error().to_string().c_str());
    state.counters["above_bound_%"] = 100 * roster->gap();
    state.counters["hours_short"] = roster->hours_short;
    state.counters["rounded"] = roster->rounded ? 1 : 0;
  }
}
BENCHMARK(roster_of_a_week)
    ->ArgsProduct({{50, 200}, {1, 2, 3}})
    ->ArgNames({"agents", "seed"})
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kSecond);

}  // namespace
