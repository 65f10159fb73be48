#include "core/kpi/grouped_calls.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/check.hpp"

namespace tandem::kpi {

void do_in_turn(std::size_t count, const std::function<void(std::size_t)>& act) {
  for (std::size_t i = 0; i < count; ++i) act(i);
}

GroupedCalls::GroupedCalls(Folds folds, const RankSeries& rank, const DoEach& do_each) : folds_(folds) {
  do_each(folds_.size(), [&](std::size_t fold) { folds_[fold]->finish(); });
  std::vector<Series> all;
  for (const auto& fold : folds_)
    all.insert(all.end(), fold->table().all_series().begin(), fold->table().all_series().end());
  const std::vector<SeriesRank> ranks = rank(all);
  TANDEM_CHECK(ranks.size() == all.size(), "every series needs a rank");
  std::vector<std::vector<SeriesRank>> ranks_by_fold;
  auto next = ranks.begin();
  for (const auto& fold : folds_) {
    const auto count = static_cast<std::ptrdiff_t>(fold->table().all_series().size());
    ranks_by_fold.emplace_back(next, next + count);
    next += count;
  }
  sort_parts(ranks_by_fold, do_each);
}

void GroupedCalls::sort_parts(const std::vector<std::vector<SeriesRank>>& ranks, const DoEach& do_each) {
  // First into buckets of one rank before time, then each bucket by itself: most have few groups. Within a
  // bucket each fold has a stretch of its own, nearly in order, as calls came in order of time.
  std::size_t buckets = 1;
  for (const auto& of_fold : ranks)
    for (const SeriesRank& rank : of_fold)
      buckets = std::max<std::size_t>(buckets, rank.before_time + std::size_t{1});
  const std::size_t folds = folds_.size();
  if (folds == 0) return divide_rows({});
  std::vector<std::size_t> begins(buckets * folds + 1, 0);
  const auto for_all_groups = [&](std::size_t fold, const auto& act) {
    const GroupTable& groups = folds_[fold]->table();
    for (std::uint32_t group = 0; group < groups.size(); ++group) act(group, groups.series_number(group));
  };
  do_each(folds, [&](std::size_t fold) {
    for_all_groups(fold, [&](std::uint32_t, std::uint32_t series) {
      ++begins[ranks[fold][series].before_time * folds + fold + 1];
    });
  });
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  parts_.resize(begins.back());
  do_each(folds, [&](std::size_t fold) {
    std::vector<std::size_t> at(buckets);
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) at[bucket] = begins[bucket * folds + fold];
    for_all_groups(fold, [&](std::uint32_t group, std::uint32_t series) {
      const SeriesRank& rank = ranks[fold][series];
      parts_[at[rank.before_time]++] = {folds_[fold]->table().slot(group), rank.after_time,
                                        static_cast<std::uint32_t>(fold), group, series};
    });
  });
  do_each(buckets,
          [&](std::size_t bucket) { sort_bucket(std::span(begins).subspan(bucket * folds, folds + 1)); });
  std::vector<std::size_t> bucket_begins;
  for (std::size_t i = 0; i < begins.size(); i += folds) bucket_begins.push_back(begins[i]);
  divide_rows(bucket_begins);
}

void GroupedCalls::sort_bucket(std::span<const std::size_t> begins) {
  const auto place = [this](std::size_t at) { return parts_.begin() + static_cast<std::ptrdiff_t>(at); };
  const auto before = [](const Part& a, const Part& b) {
    if (a.slot != b.slot) return a.slot < b.slot;
    if (a.after_time != b.after_time) return a.after_time < b.after_time;
    return a.fold != b.fold ? a.fold < b.fold : a.group < b.group;
  };
  for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
    std::sort(place(begins[i]), place(begins[i + 1]), before);
    std::inplace_merge(place(begins.front()), place(begins[i]), place(begins[i + 1]), before);
  }
}

void GroupedCalls::divide_rows(std::span<const std::size_t> bucket_begins) {
  for (std::size_t bucket = 0; bucket + 1 < bucket_begins.size(); ++bucket)
    for (std::size_t i = bucket_begins[bucket]; i < bucket_begins[bucket + 1]; ++i) {
      const bool first = i == bucket_begins[bucket] || parts_[i].slot != parts_[i - 1].slot ||
                         parts_[i].after_time != parts_[i - 1].after_time;
      if (first) row_begins_.push_back(i);
    }
  row_begins_.push_back(parts_.size());
}

std::vector<std::uint32_t> GroupedCalls::rows_in_memory_order() const {
  constexpr std::uint32_t kNoRow = UINT32_MAX;
  std::vector<std::vector<std::uint32_t>> row_of_group;
  for (const auto& fold : folds_) row_of_group.emplace_back(fold->table().size(), kNoRow);
  for (std::uint32_t row = 0; row < size(); ++row) {
    const Part& first = parts_[row_begins_[row]];
    row_of_group[first.fold][first.group] = row;
  }
  std::vector<std::uint32_t> rows;
  rows.reserve(size());
  for (const auto& of_fold : row_of_group)
    std::ranges::copy_if(of_fold, std::back_inserter(rows), [](std::uint32_t row) { return row != kNoRow; });
  return rows;
}

Tally GroupedCalls::tally(std::size_t row) const {
  const std::span<const Part> parts = parts_of(row);
  Tally tally = table(parts.front()).group(parts.front().group).tally;
  for (const Part& part : parts.subspan(1)) tally.add(table(part).group(part.group).tally);
  return tally;
}

Result<void> GroupedCalls::gather(std::size_t row, WaitSample& into) const {
  for (const Part& part : parts_of(row)) TANDEM_TRY(folds_[part.fold]->gather(part.group, into));
  return {};
}

}  // namespace tandem::kpi
