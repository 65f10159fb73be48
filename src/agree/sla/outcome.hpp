#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "agree/sla/time_and_material.hpp"
#include "core/base/id.hpp"
#include "core/base/instant.hpp"
#include "core/kpi/tally.hpp"

namespace tandem::sla {

/// The calls of one queue in one stretch of time, counted under one clause's rules. As a whole it is in the
/// clause's hours and windows or not, by when it begins; so that stretches begin where those do, none is
/// longer than a clause's interval.
struct Cell {
  QueueId queue;  ///< of the outcome's queues
  Instant from;
  Duration length;
  kpi::Tally tally;
  /// Of a clause on a percentile: the waits that it is taken of, answered, abandoned or all.
  std::vector<Duration> waits = {};
};

/// What is paid for by number.
struct Volumes {
  std::int64_t calls_offered = 0;
  std::int64_t calls_answered = 0;
  Duration talk;    ///< hold included
  Duration handle;  ///< talk and after-call work
  Duration agent_time;
  std::int64_t tickets = 0;
  std::int64_t subscribers = 0;
};

/// What came on a day, and what was forecast for it.
struct DayVolume {
  LocalDay day;
  std::int64_t offered = 0;
  std::int64_t forecast = 0;
};

struct Outage {
  std::string name;
  Instant from;
  Instant until;  ///< excluded
};

/// What happened in a month, as much of it as terms ask for.
struct MonthOutcome {
  std::chrono::year_month month;
  std::vector<std::string> queues;
  std::vector<std::vector<Cell>> clauses;  ///< a list of cells for each clause, in the clauses' order
  Volumes volumes;
  std::vector<DayVolume> forecast;  ///< of days that have one
  std::vector<Outage> outages;
  std::vector<TimeEntry> time;
};

}  // namespace tandem::sla
