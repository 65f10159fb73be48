#pragma once

#include "agree/sla/outcome.hpp"

namespace tandem::sla {

/// A tally of calls answered within 20 s, answered later and abandoned, each of the answered after so long a
/// wait.
inline kpi::Tally tally_of(std::uint32_t in_time, std::uint32_t late, std::uint32_t abandoned,
                           double wait_seconds = 0) {
  kpi::Tally tally;
  tally.answered = in_time + late;
  tally.answered_in_threshold = in_time;
  tally.abandoned = abandoned;
  tally.offered = tally.answered + abandoned;
  tally.wait_answered_total = Duration::from_seconds(wait_seconds).microseconds() * tally.answered;
  return tally;
}

/// An hour of January 2026 in UTC.
inline Instant january(int day, int hour, int minute = 0) {
  return Instant::from_seconds(1'767'225'600) + Duration::days(day - 1) + Duration::hours(hour) +
         Duration::minutes(minute);
}

inline Cell cell(Instant from, const kpi::Tally& tally, std::uint32_t queue = 0) {
  return {.queue = QueueId(queue), .from = from, .length = Duration::minutes(30), .tally = tally};
}

inline MonthOutcome january_with(std::vector<std::vector<Cell>> clauses) {
  MonthOutcome outcome;
  outcome.month = std::chrono::year(2026) / std::chrono::January;
  outcome.queues = {"cards", "loans"};
  outcome.clauses = std::move(clauses);
  return outcome;
}

}  // namespace tandem::sla
