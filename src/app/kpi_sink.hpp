#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "app/wait_file.hpp"
#include "core/kpi/group_fold.hpp"
#include "plan/import/importer.hpp"

namespace tandem::app {

/// Folds what an import yields into groups, each worker for itself.
class KpiSink final : public importing::RecordSink {
 public:
  struct Task {
    kpi::Breakdown breakdown;  ///< its zone is not looked at
    kpi::Rules rules;
    const Zone* zone = nullptr;  ///< null: that of the first batch's format, else UTC
    std::string client;          ///< only its calls are counted; "": all
    unsigned threads = 1;
    std::size_t memory_bytes = 0;
  };
  /// `directory` gets its names by the same import.
  KpiSink(Task task, const importing::Directory& directory);

  Result<void> take(const importing::Batch& batch) override;

  std::span<const std::unique_ptr<kpi::GroupFold>> folds() const { return folds_; }
  /// After the import: whose clock the intervals are of.
  const Zone& zone() const { return task_.zone != nullptr ? *task_.zone : Zone::utc(); }

 private:
  /// What one worker has to itself.
  struct Worker {
    WaitFile waits;
    std::vector<CallRecord> chosen;
  };
  Result<void> add_chosen(kpi::GroupFold& fold, Worker& worker, std::span<const CallRecord> calls);
  void make_folds(const Zone* home_zone);

  Task task_;
  const importing::Directory& directory_;
  std::once_flag folds_made_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<std::unique_ptr<kpi::GroupFold>> folds_;
};

}  // namespace tandem::app
