// The analysis of calls already read, by how many there are, and the parts that take most of it.
#include <benchmark/benchmark.h>

#include "core/base/random.hpp"
#include "plan/analysis/analyse.hpp"

namespace tandem::analysis {
namespace {

/// Calls of a desk open from 8:00 to 20:00, in the order of their offers, a million of them in some 400 days.
CallTable table_of(std::int64_t count, importing::Directory& directory) {
  Random random(1);
  const ClientId client = directory.clients.intern("client");
  for (int i = 0; i < 8; ++i) directory.intern_queue(client, "queue " + std::to_string(i));
  for (int i = 0; i < 60; ++i) directory.agents.intern("agent " + std::to_string(i));
  for (int i = 0; i < count / 3 + 1; ++i) directory.callers.intern("caller " + std::to_string(i));
  std::vector<CallRecord> calls;
  calls.reserve(static_cast<std::size_t>(count));
  Instant at = Instant::from_seconds(1'704'096'000);
  for (std::int64_t i = 0; i < count; ++i) {
    at = at + Duration::from_seconds(random.exponential(17));
    if (at.microseconds() / 3'600'000'000 % 24 >= 20) at = at + Duration::hours(12);
    CallRecord call;
    call.offered_at = call.queued_at = at;
    call.client = client;
    call.queue = QueueId(static_cast<std::uint32_t>(random.below(8)));
    call.caller =
        CallerId(static_cast<std::uint32_t>(random.below(static_cast<std::uint64_t>(count / 3 + 1))));
    const Instant until = at + Duration::seconds(static_cast<std::int64_t>(random.exponential(40)));
    if (random.uniform() < 0.88) {
      call.answered_at = until;
      call.ended_at = until + Duration::seconds(static_cast<std::int64_t>(random.lognormal(4.8, 0.9)));
      call.wrapup_end_at =
          call.ended_at + Duration::seconds(static_cast<std::int64_t>(random.exponential(30)));
      call.agent = AgentId(static_cast<std::uint32_t>(random.below(60)));
    } else {
      call.ended_at = until;
      call.outcome = Outcome::abandoned;
    }
    calls.push_back(call);
  }
  CallTable table;
  (void)table.take({.calls = calls, .agents = {}, .totals = {}});
  return table;
}

void analysis_of_calls(benchmark::State& state) {
  importing::Directory directory;
  const CallTable table = table_of(state.range(0), directory);
  Options options;
  options.zone = *Zone::find("Europe/Berlin");
  for (auto _ : state) {
    const auto analysis = analyse(table, directory, {}, options);
    benchmark::DoNotOptimize(analysis->total.offered);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(analysis_of_calls)->Arg(35'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tandem::analysis
