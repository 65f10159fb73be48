#include "plan/twin/day_observed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "plan/analysis/duty.hpp"

namespace tandem::twin {

LocalDay day_of(Instant at, const Zone& zone) {
  return std::chrono::floor<std::chrono::days>(zone.to_local(at));
}

std::string text_of(LocalDay day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::vector<DayObserved> observe_days(std::span<const CallRecord> calls, const Zone& zone) {
  std::map<LocalDay, DayObserved> days;
  for (const CallRecord& call : calls) {
    if (!reached_queue(call)) continue;
    const Instant at = arrived_at(call);
    days[day_of(at, zone)].arrivals.push_back({at, call.type});
  }
  for (const analysis::DutySpan& span : analysis::duty_from_calls(calls)) {
    const auto day = days.find(day_of(span.from, zone));
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
