#include "core/kpi/wait_arena.hpp"

#include <algorithm>

#include "core/base/check.hpp"

namespace tandem::kpi {

void WaitArena::find_chunks(std::uint32_t groups) {
  // A counting sort of the chunks by group, of their numbers only.
  chunk_begins_.assign(groups + std::size_t{1}, 0);
  chunk_numbers_.resize(chunks_);
  for (std::uint32_t number = 0; number < chunks_; ++number)
    ++chunk_begins_[chunk(number).group + std::size_t{1}];
  for (std::size_t group = 1; group < chunk_begins_.size(); ++group)
    chunk_begins_[group] += chunk_begins_[group - 1];
  std::vector<std::uint32_t> next(chunk_begins_.begin(), chunk_begins_.end() - 1);
  for (std::uint32_t number = 0; number < chunks_; ++number)
    chunk_numbers_[next[chunk(number).group]++] = number;
}

void WaitArena::gather(std::uint32_t group, const Chain& chain, WaitSample& into) const {
  if (chain.count == 0) return;
  TANDEM_CHECK(group + std::size_t{1} < chunk_begins_.size(), "find_chunks() comes before gather()");
  const std::span<std::uint32_t> usual = into.grow_usual(chain.count);
  std::uint32_t* to = usual.data();
  std::uint32_t left = chain.count;
  std::uint32_t any = 0;
  for (std::uint32_t i = chunk_begins_[group]; i < chunk_begins_[group + 1]; ++i) {
    const Chunk& from = chunk(chunk_numbers_[i]);
    const std::uint32_t here = std::min(left, kWaitsAChunk);
    for (std::uint32_t w = 0; w < here; ++w) {
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
  chunks_ = 0;
}

std::uint32_t WaitArena::new_chunk(std::uint32_t group) {
  TANDEM_CHECK(chunks_ != kNoChunk, "an arena holds at most 2^32 - 1 chunks of 15 waits");
  if (chunks_ == segments_.size() * kChunksASegment) segments_.push_back(allocate_large_pages(1));
  chunk(chunks_).group = group;
  return chunks_++;
}

std::uint32_t WaitArena::keep_unusual(std::int64_t us) {
  TANDEM_CHECK(unusual_.size() < kUnusual, "an arena holds at most 2^31 waits beyond 35 minutes");
  unusual_.push_back(us);
  return kUnusual | static_cast<std::uint32_t>(unusual_.size() - 1);
}

}  // namespace tandem::kpi
