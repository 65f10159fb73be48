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
  /// After the last call and before gather().
  void finish() { waits_.find_chunks(table_.size()); }
  /// Fetches what gather() will read of a group, its waits aside.
  [[gnu::always_inline]] void prefetch_group(std::uint32_t group) const {
    const char* const lines = reinterpret_cast<const char*>(&table_.group(group));
    __builtin_prefetch(lines);
    __builtin_prefetch(lines + sizeof(Group) / 2);
  }
  /// Fetches what gather() will read of a group.
  [[gnu::always_inline]] void prefetch_waits(std::uint32_t group) const { waits_.prefetch_to_gather(group); }
  /// Adds the waits of a group, those in the store included, to the sample.
  Result<void> gather(std::uint32_t number, WaitSample& into) const;

 private:
  std::size_t wait_bytes_allowed() const;
  Result<void> store_waits();
  Rules rules_;
  FoldLimits limits_;
  GroupTable table_;
  WaitArena waits_;
  std::vector<GroupTable::Place> places_;  ///< the groups of the calls of one batch; null: none
};

}  // namespace tandem::kpi
