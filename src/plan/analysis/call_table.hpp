#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/events/agent_interval.hpp"
#include "core/events/call_record.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/interval_totals.hpp"

namespace tandem::analysis {

/// Everything an import hands on, kept for analysis: 96 bytes a call. One shelf a worker, so that workers
/// take at the same time without a lock; read it when the import is over.
class CallTable final : public importing::RecordSink {
 public:
  /// A month of a large centre many times over; beyond, the import fails with ErrorCode::limit.
  static constexpr std::size_t kCallsMax = 200'000'000;

  /// `workers`: importing::Options::threads of the import that fills it, at least 1.
  explicit CallTable(unsigned workers = 1) : shelves_(workers) {}
  Result<void> take(const importing::Batch& batch) override;

  /// What one worker took, in the order in which it came: the order of the log where one worker read it.
  struct Shelf {
    std::vector<CallRecord> calls;
    std::vector<AgentInterval> agents;
    std::vector<importing::IntervalTotals> totals;
  };
  std::span<const Shelf> shelves() const { return shelves_; }
  std::size_t calls() const;
  std::size_t totals() const;

 private:
  std::vector<Shelf> shelves_;
};

}  // namespace tandem::analysis
