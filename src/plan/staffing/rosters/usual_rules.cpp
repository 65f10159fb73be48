#include "plan/staffing/rosters/usual_rules.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

namespace tandem::rosters {
namespace {

constexpr Duration kStep = Duration::minutes(30);

/// From the first interval of any day that requires agents until the last.
struct OpenDay {
  Duration from, until;
};

OpenDay open_day(const Demand& demand) {
  const std::size_t slots = demand.intervals_a_day();
  std::size_t first = slots, last = 0;
  for (std::size_t at = 0; at < demand.agents.size(); ++at) {
    if (!(demand.agents[at] > 0)) continue;
    first = std::min(first, at % slots);
    last = std::max(last, at % slots + 1);
  }
  const auto time = [&demand](std::size_t slot) { return demand.interval * static_cast<std::int64_t>(slot); };
  if (first >= last) return {};
  return {time(first), time(last)};
}

void add_shift(Rules& rules, const OpenDay& open, std::string name, Duration paid,
               std::vector<Break> breaks) {
  ShiftTemplate shift{.name = std::move(name), .earliest = open.from, .latest = open.from, .step = kStep};
  shift.paid = paid;
  shift.breaks = std::move(breaks);
  // Where the day is shorter than the shift, it is worked from the beginning.
  const Duration last = open.until - shift.length();
  while (shift.latest + kStep <= last) shift.latest = shift.latest + kStep;
  rules.shifts.push_back(std::move(shift));
}

}  // namespace

Rules usual_rules(const Demand& demand, double cost_hour) {
  Rules rules;
  const OpenDay open = open_day(demand);
  const Break lunch{.name = "lunch",
                    .length = Duration::minutes(30),
                    .from = Duration::hours(3),
                    .until = Duration::minutes(330)};
  add_shift(rules, open, "full day", Duration::hours(8), {lunch});
  add_shift(rules, open, "six hours", Duration::hours(6), {});
  add_shift(rules, open, "four hours", Duration::hours(4), {});
  const double hours =
      std::accumulate(demand.agents.begin(), demand.agents.end(), 0.0) * demand.interval.seconds() / 3600;
  const double weeks = std::max(1.0, static_cast<double>(demand.days) / 7);
  const double peak = demand.agents.empty() ? 0 : *std::ranges::max_element(demand.agents);
  // Even of part time there are enough for all of it, and for the busiest interval of each day.
  const auto agents = static_cast<std::uint32_t>(std::ceil(hours / weeks / 24) + std::ceil(peak));
  rules.contracts = {{.name = "full time",
                      .agents = agents,
                      .week_min = Duration::hours(32),
                      .week_max = Duration::hours(40),
                      .days_max = 5,
                      .cost_hour = cost_hour,
                      .shifts = {0}},
                     {.name = "part time",
                      .agents = agents,
                      .week_min = Duration::hours(16),
                      .week_max = Duration::hours(24),
                      .days_max = 5,
                      .cost_hour = cost_hour,
                      .shifts = {1, 2}}};
  rules.days_in_row_max = 5;
  return rules;
}

}  // namespace tandem::rosters
