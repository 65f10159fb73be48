#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "core/base/result.hpp"
#include "core/kpi/grouping.hpp"

namespace tandem::kpi {

/// What one worker's fold may use: beyond `memory_bytes` for waits, they go to the store.
struct FoldLimits {
  std::size_t wait_bytes = SIZE_MAX;
  WaitStore* store = nullptr;  ///< null: nothing is ever stored
};

/// Folds the calls that one worker reads into groups.
class GroupFold {
 public:
  GroupFold(const Breakdown& breakdown, const Rules& rules, const FoldLimits& limits);

  Result<void> add(std::span<const CallRecord> calls);

  const GroupTable& table() const { return table_; }
  /// Fetches what gather() will read of a group, a step at a time: 0 the group, then its waits, the last
  /// first.
  void prefetch(std::uint32_t group, std::uint32_t step) const {
    if (step == 0)
      __builtin_prefetch(&table_.group(group)), __builtin_prefetch(&table_.group(group).waits);
    else
      waits_.prefetch(table_.group(group).waits, step - 1);
  }
  /// Adds the waits of a group, those in the store included, to the sample.
  Result<void> gather(std::uint32_t group, WaitSample& into) const;

 private:
  std::size_t wait_bytes_allowed() const;
  Result<void> store_waits();
  Rules rules_;
  FoldLimits limits_;
  GroupTable table_;
  WaitArena waits_;
  std::vector<std::uint32_t> groups_;  ///< of the calls of one batch
};

}  // namespace tandem::kpi
