#include "core/kpi/wait_arena.hpp"

#include <algorithm>

#include "core/base/check.hpp"

namespace tandem::kpi {

void WaitArena::find_chunks(std::uint32_t groups) {
  // A counting sort of the chunks by group, of their numbers only.
  chunk_begins_.assign(groups + std::size_t{1}, 0);
  chunk_numbers_.resize(chunks());
  for (const std::uint32_t group : group_of_chunk_) ++chunk_begins_[group + std::size_t{1}];
  for (std::size_t group = 1; group < chunk_begins_.size(); ++group)
    chunk_begins_[group] += chunk_begins_[group - 1];
  std::vector<std::uint32_t> next(chunk_begins_.begin(), chunk_begins_.end() - 1);
  for (std::uint32_t number = 0; number < chunks(); ++number)
    chunk_numbers_[next[group_of_chunk_[number]]++] = number;
}

void WaitArena::gather(std::uint32_t group, const Chain& chain, WaitSample& into) const {
  if (chain.empty()) return;
  TANDEM_CHECK(group + std::size_t{1} < chunk_begins_.size(), "find_chunks() comes before gather()");
  // All chunks are full but the last.
  std::size_t left =
      std::size_t{chunk_begins_[group + 1] - chunk_begins_[group] - 1} * kWaitsAChunk + in_last_chunk(chain);
  const std::span<std::uint32_t> usual = into.grow_usual(left);
  std::uint32_t* to = usual.data();
  std::uint32_t any = 0;
  for (std::uint32_t i = chunk_begins_[group]; i < chunk_begins_[group + 1]; ++i) {
    const Chunk& from = chunk(chunk_numbers_[i]);
    const std::size_t here = std::min<std::size_t>(left, kWaitsAChunk);
    for (std::size_t w = 0; w < here; ++w) {
      any |= from.waits[w];
      to[w] = from.waits[w];
    }
    to += here;
    left -= here;
  }
  if ((any & kUnusual) == 0) [[likely]]
    return;
  const auto unusual =
      std::partition(usual.begin(), usual.end(), [](std::uint32_t w) { return w < kUnusual; });
  const auto kept = into.grow_unusual(static_cast<std::size_t>(usual.end() - unusual));
  std::transform(unusual, usual.end(), kept.begin(),
                 [this](std::uint32_t w) { return unusual_[w - kUnusual]; });
  into.shrink_usual(kept.size());
}

void WaitArena::clear() {
  unusual_.clear();
  chunk_begins_.clear();
  chunk_numbers_.clear();
  group_of_chunk_.clear();
}

std::uint32_t* WaitArena::new_chunk(std::uint32_t group) {
  const std::uint32_t number = chunks();
  TANDEM_CHECK(number != UINT32_MAX, "an arena holds at most 2^32 - 1 chunks of 16 waits");
  if (number == segments_.size() * kChunksASegment) segments_.push_back(allocate_large_pages(1));
  group_of_chunk_.push_back(group);
  return chunk(number).waits;
}

std::uint32_t WaitArena::keep_unusual(std::int64_t us) {
  TANDEM_CHECK(unusual_.size() < kUnusual, "an arena holds at most 2^31 waits beyond 35 minutes");
  unusual_.push_back(us);
  return kUnusual | static_cast<std::uint32_t>(unusual_.size() - 1);
}

}  // namespace tandem::kpi
