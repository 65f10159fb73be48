#include "plan/quote/cost.hpp"

#include <algorithm>
#include <numeric>

namespace tandem::quote {

double Cost::sum() const { return std::accumulate(by_activity.begin(), by_activity.end(), 0.0); }

Cost cost_of(double agent_hours, double handle_hours, const HourCost& hour) {
  const auto price = static_cast<double>(hour.paid_hour.minor_units());
  const double calls = std::min(handle_hours, agent_hours);
  const double excess = agent_hours * hour.excess;
  const double paid = (agent_hours + excess) / (1 - hour.shrinkage);
  return {.by_activity = {calls * price, (agent_hours - calls) * price, excess * price,
                          (paid - agent_hours - excess) * price},
          .paid_hours = paid};
}

Cost cost_of(const Odds& odds, const HourCost& hour) {
  double agent_hours = 0, handle_hours = 0;
  for (const MonthOdds& month : odds.months) {
    agent_hours += month.agent_hours;
    handle_hours += month.handle_hours;
  }
  return cost_of(agent_hours, handle_hours, hour);
}

}  // namespace tandem::quote
