#include "plan/quote/cost.hpp"

#include <algorithm>
#include <numeric>

namespace tandem::quote {

double Cost::sum() const { return std::accumulate(by_activity.begin(), by_activity.end(), 0.0); }

Cost cost_of(const Odds& odds, const HourCost& hour, std::size_t month) {
  const MonthOdds& of = odds.months[month];
  const OtherWork other = month < hour.other.size() ? hour.other[month] : OtherWork();
  const auto price = static_cast<double>(hour.paid_hour.minor_units());
  const double on_duty = of.agent_hours + other.added_hours;
  const double calls = std::min(of.handle_hours, of.agent_hours);
  const double idle = std::min(other.idle_hours, of.agent_hours - calls);
  const double excess = on_duty * hour.excess;
  const double paid = (on_duty + excess) / (1 - hour.shrinkage);
  return {.by_activity = {calls * price, (other.added_hours + idle) * price,
                          (of.agent_hours - calls - idle) * price, excess * price,
                          (paid - on_duty - excess) * price},
          .paid_hours = paid};
}

Cost cost_of(const Odds& odds, const HourCost& hour) {
  Cost all;
  for (std::size_t month = 0; month < odds.months.size(); ++month) {
    const Cost one = cost_of(odds, hour, month);
    for (std::size_t i = 0; i < kActivities; ++i) all.by_activity[i] += one.by_activity[i];
    all.paid_hours += one.paid_hours;
  }
  return all;
}

}  // namespace tandem::quote
