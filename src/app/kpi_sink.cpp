#include "app/kpi_sink.hpp"

namespace tandem::app {

KpiSink::KpiSink(Task task, const importing::Directory& directory)
    : task_(std::move(task)), directory_(directory) {}

void KpiSink::make_folds(const Zone* home_zone) {
  if (task_.zone == nullptr) task_.zone = home_zone != nullptr ? home_zone : &Zone::utc();
  task_.breakdown.zone = task_.zone;
  for (unsigned i = 0; i < task_.threads; ++i) {
    workers_.push_back(std::make_unique<Worker>());
    const kpi::FoldLimits limits{.wait_bytes = task_.memory_bytes / task_.threads,
                                 .store = &workers_.back()->waits};
    folds_.push_back(std::make_unique<kpi::GroupFold>(task_.breakdown, task_.rules, limits));
  }
}

Result<void> KpiSink::take(const importing::Batch& batch) {
  std::call_once(folds_made_, [&] { make_folds(batch.home_zone); });
  if (!batch.totals.empty())
    return failure(ErrorCode::usage,
                   "the file holds totals per interval, no calls to count; tandem analyse reads those");
  kpi::GroupFold& fold = *folds_[batch.worker];
  if (task_.client.empty()) return fold.add(batch.calls);
  return add_chosen(fold, *workers_[batch.worker], batch.calls);
}

Result<void> KpiSink::add_chosen(kpi::GroupFold& fold, Worker& worker, std::span<const CallRecord> calls) {
  worker.chosen.clear();
  ClientId named;
  bool wanted = false;
  for (const CallRecord& call : calls) {
    if (call.client != named || !named.known()) {
      named = call.client;
      wanted = directory_.clients.name(named) == task_.client;
    }
    if (wanted) worker.chosen.push_back(call);
  }
  return fold.add(worker.chosen);
}

}  // namespace tandem::app
