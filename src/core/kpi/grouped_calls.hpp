#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "core/base/result.hpp"
#include "core/kpi/group_fold.hpp"

namespace tandem::kpi {

/// Where a series stands among all: rows go by `before_time`, then by time, then by `after_time`. Series of
/// one rank are counted as one (two queues of one name, where clients are not told apart).
struct SeriesRank {
  std::uint32_t before_time = 0;
  std::uint32_t after_time = 0;
  friend auto operator<=>(const SeriesRank&, const SeriesRank&) = default;
};
using RankSeries = std::function<std::vector<SeriesRank>(std::span<const Series>)>;

/// Does act(0) .. act(count - 1), in any order and perhaps at the same time; returns when all are done.
using DoEach = std::function<void(std::size_t count, const std::function<void(std::size_t)>& act)>;
void do_in_turn(std::size_t count, const std::function<void(std::size_t)>& act);

/// The groups of all workers as one list in order; finishes their folds. Lives no longer than the folds.
/// Reading it is safe from any number of threads.
class GroupedCalls {
 public:
  using Folds = std::span<const std::unique_ptr<GroupFold>>;
  GroupedCalls(Folds folds, const RankSeries& rank, const DoEach& do_each = do_in_turn);

  std::size_t size() const { return row_begins_.size() - 1; }
  const Series& series(std::size_t row) const {
    const Part& part = parts_[row_begins_[row]];
    return table(part).all_series()[part.series];
  }
  const Slot& slot(std::size_t row) const { return parts_[row_begins_[row]].slot; }
  Tally tally(std::size_t row) const;
  /// Fetches what tally() will read of a row. Like all that only fetch, it must be inlined: g++ removes calls
  /// of functions whose one effect is a prefetch.
  [[gnu::always_inline]] void prefetch(std::size_t row) const {
    for (const Part& part : parts_of(row)) folds_[part.fold]->prefetch_group(part.group);
  }
  /// Fetches what tells where a row's groups are: before prefetch() and prefetch_waits().
  [[gnu::always_inline]] void prefetch_place(std::size_t row) const { __builtin_prefetch(&row_begins_[row]); }
  [[gnu::always_inline]] void prefetch_parts(std::size_t row) const {
    __builtin_prefetch(&parts_[row_begins_[row]]);
  }
  /// Fetches what gather() will read of a row.
  [[gnu::always_inline]] void prefetch_waits(std::size_t row) const {
    for (const Part& part : parts_of(row)) folds_[part.fold]->prefetch_waits(part.group);
  }
  /// All rows, those first whose waits came first: neighbours in this order are neighbours in memory where
  /// calls came in order of time.
  std::vector<std::uint32_t> rows_in_memory_order() const;
  /// Adds the waits of a row to a sample.
  Result<void> gather(std::size_t row, WaitSample& into) const;

 private:
  /// What one worker saw of a group.
  struct Part {
    Slot slot;
    std::uint32_t after_time;
    std::uint32_t fold;
    std::uint32_t group;
    std::uint32_t series;
  };
  const GroupTable& table(const Part& part) const { return folds_[part.fold]->table(); }
  std::span<const Part> parts_of(std::size_t row) const {
    return std::span(parts_).subspan(row_begins_[row], row_begins_[row + 1] - row_begins_[row]);
  }
  void sort_parts(const std::vector<std::vector<SeriesRank>>& ranks, const DoEach& do_each);
  /// `begins`: where each fold's stretch of the bucket begins, and the last one ends.
  void sort_bucket(std::span<const std::size_t> begins);
  void divide_rows(std::span<const std::size_t> bucket_begins);

  Folds folds_;
  std::vector<Part> parts_;
  std::vector<std::size_t> row_begins_;  ///< into parts_, one more than there are rows
};

}  // namespace tandem::kpi
