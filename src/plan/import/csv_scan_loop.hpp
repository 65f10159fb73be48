#pragma once

#include <cstdint>

#include "plan/import/csv_scan.hpp"

// The loop of a scan over one processor's Chunk. Included only by csv_scan_*.cpp, each compiled for another
// processor: all is in an unnamed namespace and uses no library, so that no function compiled for a newer
// processor can be taken by the linker for the general one.
namespace tandem::importing {
namespace {

/// What is where in 64 bytes, a bit each.
struct ChunkMasks {
  std::uint64_t delimiters;
  std::uint64_t line_feeds;
  std::uint64_t carriage_returns;
  std::uint64_t quotes;
};

/// State of the quoting between chunks.
struct Quoting {
  std::uint64_t inside = 0;       ///< all ones within a quoted field
  std::uint64_t may_open = 1;     ///< bit 0: the first byte may be an opening mark
  std::uint64_t just_closed = 0;  ///< bit 0: the byte before was a closing mark
  std::uint64_t must_end = 0;     ///< bit 0: the two bytes before were a closing mark and a carriage return
};

/// The bytes that break the rules of quoting; `inside` out: the bytes within quotes, opening marks included.
template <class Chunk>
inline std::uint64_t follow_quotes(const ChunkMasks& masks, Quoting& quoting, std::uint64_t& inside) {
  inside = Chunk::prefix_xor(masks.quotes) ^ quoting.inside;
  quoting.inside = static_cast<std::uint64_t>(static_cast<std::int64_t>(inside) >> 63);
  const std::uint64_t separators = masks.delimiters | masks.line_feeds;
  const std::uint64_t opening = masks.quotes & inside;
  const std::uint64_t closing = masks.quotes & ~inside;
  // A mark may open after a separator, or after one that closed: that pair is an escaped mark.
  const std::uint64_t may_open_after = (separators & ~inside) | closing;
  const std::uint64_t opened_badly = opening & ~((may_open_after << 1) | quoting.may_open);
  const std::uint64_t after_closing = (closing << 1) | quoting.just_closed;
  const std::uint64_t closed_badly = after_closing & ~(separators | masks.carriage_returns | opening);
  quoting.may_open = may_open_after >> 63;
  quoting.just_closed = closing >> 63;
  if ((masks.carriage_returns | quoting.must_end) == 0) [[likely]]
    return opened_badly | closed_badly;
  const std::uint64_t returned = after_closing & masks.carriage_returns;
  const std::uint64_t not_ended = ((returned << 1) | quoting.must_end) & ~masks.line_feeds;
  quoting.must_end = returned >> 63;
  return opened_badly | closed_badly | not_ended;
}

template <class Chunk>
inline ScanFindings scan_with(const ScanTask& task) {
  ScanFindings findings;
  std::uint32_t* structural = task.structurals;
  std::uint32_t* row_end = task.row_ends;
  Chunk chunk(task.delimiter, task.from);
  Quoting quoting;
  std::uint64_t quotes_seen = 0, quoted_line_feeds = 0;
  typename Chunk::Odd odd = Chunk::no_odd();
  // 64 bytes at `at`, of which those with a bit in `valid` are looked at. False: a violation.
  const auto take = [&](std::uint32_t at, std::uint64_t valid) __attribute__((always_inline)) {
    ChunkMasks masks = chunk.masks(task.data + at, valid, odd);
    std::uint64_t separators = masks.delimiters | masks.line_feeds;
    if ((masks.quotes | quoting.inside | quoting.just_closed | quoting.must_end) != 0) [[unlikely]] {
      quotes_seen |= masks.quotes;
      std::uint64_t inside;
      const std::uint64_t bad = follow_quotes<Chunk>(masks, quoting, inside) & valid;
      quoted_line_feeds |= masks.line_feeds & inside;
      separators &= ~inside;
      if (bad != 0) [[unlikely]] {
        const auto first = static_cast<std::uint32_t>(__builtin_ctzll(bad));
        findings.violation = at + first;
        separators &= (std::uint64_t{1} << first) - 1;
      }
      masks.line_feeds &= separators;
    } else {
      quoting.may_open = separators >> 63;
    }
    structural = chunk.write_positions(separators, at, structural);
    // Rarely more than one row ends in a chunk, and whether one does is unpredictable: one is always written.
    *row_end = at + static_cast<std::uint32_t>(__builtin_ctzll(masks.line_feeds | (std::uint64_t{1} << 63)));
    row_end += masks.line_feeds != 0 ? 1 : 0;
    for (std::uint64_t rest = masks.line_feeds & (masks.line_feeds - 1); masks.line_feeds != 0 && rest != 0;
         rest &= rest - 1)
      *row_end++ = at + static_cast<std::uint32_t>(__builtin_ctzll(rest));
    return findings.violation == kNoViolation;
  };
  std::uint32_t at = task.from;
  bool well = true;
  for (; well && task.to - at >= 64; at += 64) well = take(at, ~std::uint64_t{0});
  if (well && at < task.to) take(at, (std::uint64_t{1} << (task.to - at)) - 1);
  findings.structurals = static_cast<std::uint32_t>(structural - task.structurals);
  findings.row_ends = static_cast<std::uint32_t>(row_end - task.row_ends);
  findings.quotes = quotes_seen != 0;
  findings.quoted_line_feeds = quoted_line_feeds != 0;
  findings.odd = Chunk::any_odd(odd);
  return findings;
}

}  // namespace
}  // namespace tandem::importing
