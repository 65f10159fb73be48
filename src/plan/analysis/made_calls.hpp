#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/random.hpp"
#include "core/base/zone.hpp"
#include "core/events/call_record.hpp"
#include "plan/analysis/call_table.hpp"
#include "plan/import/directory.hpp"

/// Calls for the tests of this folder.
namespace tandem::analysis::made {

inline const Zone& zone(std::string_view name) { return **Zone::find(name); }

inline Instant at(const Zone& in, int year, unsigned month, unsigned day, int hour = 0, int minute = 0,
                  int second = 0) {
  const std::chrono::local_days date(std::chrono::year(year) / std::chrono::month(month) /
                                     std::chrono::day(day));
  return in
      .to_instant(LocalTime(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
                  std::chrono::seconds(second))
      .instant;
}

/// Queued when offered.
inline CallRecord answered(Instant offered, int wait_seconds, int talk_seconds, int acw_seconds = 0) {
  CallRecord call;
  call.offered_at = call.queued_at = offered;
  call.answered_at = offered + Duration::seconds(wait_seconds);
  call.ended_at = call.answered_at + Duration::seconds(talk_seconds);
  call.wrapup_end_at = call.ended_at + Duration::seconds(acw_seconds);
  call.client = ClientId(0);
  call.queue = QueueId(0);
  call.agent = AgentId(0);
  return call;
}

inline CallRecord abandoned(Instant offered, int wait_seconds) {
  CallRecord call;
  call.offered_at = call.queued_at = offered;
  call.ended_at = offered + Duration::seconds(wait_seconds);
  call.client = ClientId(0);
  call.queue = QueueId(0);
  call.outcome = Outcome::abandoned;
  return call;
}

inline CallTable table_of(const std::vector<CallRecord>& calls) {
  CallTable table;
  (void)table.take({.calls = calls, .agents = {}, .totals = {}});
  return table;
}

/// Names for the dense ids that the calls use.
inline void name_all(importing::Directory& directory, int queues = 1, int agents = 1, int callers = 0) {
  const ClientId client = directory.clients.intern("acme");
  for (int i = 0; i < queues; ++i) directory.intern_queue(client, "queue " + std::to_string(i));
  for (int i = 0; i < agents; ++i) directory.agents.intern("agent " + std::to_string(i));
  for (int i = 0; i < callers; ++i) directory.callers.intern("49301234" + std::to_string(100 + i));
}

/// Calls over some days from 2024-01-01 (a Monday), 8:00 to 18:00, of three queues, five agents, fifty
/// callers.
inline std::vector<CallRecord> random_calls(Random& random, std::size_t count, int days, const Zone& in) {
  std::vector<CallRecord> calls;
  for (std::size_t i = 0; i < count; ++i) {
    const Instant offered =
        at(in, 2024, 1, 1, 8) +
        Duration::days(static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(days)))) +
        Duration::milliseconds(static_cast<std::int64_t>(random.below(36'000'000)));
    const auto wait = static_cast<int>(random.exponential(40));
    CallRecord call = random.uniform() < 0.8
                          ? answered(offered, wait, static_cast<int>(random.exponential(200)),
                                     static_cast<int>(random.exponential(20)))
                          : abandoned(offered, wait);
    call.queue = QueueId(static_cast<std::uint32_t>(random.below(3)));
    call.caller = CallerId(static_cast<std::uint32_t>(random.below(50)));
    if (call.outcome == Outcome::answered) call.agent = AgentId(static_cast<std::uint32_t>(random.below(5)));
    calls.push_back(call);
  }
  return calls;
}

}  // namespace tandem::analysis::made
