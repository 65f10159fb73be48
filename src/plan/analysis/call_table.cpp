#include "plan/analysis/call_table.hpp"

#include "core/base/check.hpp"

namespace tandem::analysis {

Result<void> CallTable::take(const importing::Batch& batch) {
  TANDEM_CHECK(batch.worker < shelves_.size(), "a batch of a worker the table was not made for");
  Shelf& shelf = shelves_[batch.worker];
  if (shelf.calls.size() + batch.calls.size() > kCallsMax) {
    return failure(ErrorCode::limit, "more than {} calls in one analysis: give fewer files at a time",
                   kCallsMax);
  }
  shelf.calls.insert(shelf.calls.end(), batch.calls.begin(), batch.calls.end());
  shelf.agents.insert(shelf.agents.end(), batch.agents.begin(), batch.agents.end());
  shelf.totals.insert(shelf.totals.end(), batch.totals.begin(), batch.totals.end());
  return {};
}

std::size_t CallTable::calls() const {
  std::size_t sum = 0;
  for (const Shelf& shelf : shelves_) sum += shelf.calls.size();
  return sum;
}

std::size_t CallTable::totals() const {
  std::size_t sum = 0;
  for (const Shelf& shelf : shelves_) sum += shelf.totals.size();
  return sum;
}

}  // namespace tandem::analysis
