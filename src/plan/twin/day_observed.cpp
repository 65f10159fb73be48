#include "plan/twin/day_observed.hpp"

#include <algorithm>
#include <map>

#include "plan/analysis/duty.hpp"

namespace tandem::twin {

std::vector<DayObserved> observe_days(std::span<const CallRecord> calls, const Zone& zone) {
  std::map<LocalDay, DayObserved> days;
  for (const CallRecord& call : calls) {
    if (!reached_queue(call)) continue;
    const Instant at = arrived_at(call);
    days[zone.day_of(at)].arrivals.push_back({at, call.type});
  }
  for (const analysis::DutySpan& span : analysis::duty_from_calls(calls)) {
    const auto day = days.find(zone.day_of(span.from));
    // Who comes at once and goes in the same second serves nobody.
    if (day == days.end() || span.until <= span.from) continue;
    auto& duty = day->second.duty;
    if (duty.empty() || duty.back().agent != span.agent) duty.push_back({span.agent, {}});
    duty.back().on_duty.push_back({span.from, span.until});
  }
  std::vector<DayObserved> observed;
  for (auto& [date, day] : days) {
    day.day = date;
    std::ranges::stable_sort(day.arrivals, {},
                             [](const auto& arrival) { return std::pair(arrival.at, arrival.type); });
    observed.push_back(std::move(day));
  }
  return observed;
}

}  // namespace tandem::twin
