#include "app/import_summary.hpp"

namespace tandem::app {

void ImportSummary::span_to(Instant at) {
  if (!first.known() || at < first) first = at;
  if (!last.known() || at > last) last = at;
}

Result<void> ImportSummary::take(const importing::Batch& batch) {
  if (zone_ == nullptr) zone_ = batch.home_zone != nullptr ? batch.home_zone : &Zone::utc();
  for (const CallRecord& call : batch.calls) {
    ++calls;
    ++by_outcome[static_cast<std::size_t>(call.outcome)];
    span_to(call.offered_at);
    times_.see(call);
    jumps_.see(call);
  }
  for (const importing::IntervalTotals& totals : batch.totals) {
    ++intervals;
    calls_in_intervals += totals.offered;
    span_to(totals.start);
    if (totals.offered > 0) times_.see(totals.start, true);
  }
  agent_intervals += batch.agents.size();
  return {};
}

std::vector<analysis::TimeQuality::Gap> ImportSummary::gaps() const {
  if (intervals > 0) return {};
  return times_.gaps(zone());
}

}  // namespace tandem::app
