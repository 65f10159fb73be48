#include "plan/import/csv_block.hpp"

#include <algorithm>
#include <cstring>

#include "core/base/check.hpp"
#include "plan/import/calls_csv.hpp"
#include "plan/import/csv_row.hpp"

namespace tandem::importing {
namespace {

/// After a row that the scan could not divide, the next stretch scanned is short and then doubles: a file
/// full of such rows must not have each block scanned to its end once a row.
constexpr std::size_t kStretchAfterOddRow = 4096;
constexpr std::size_t kReadOnMin = 4096;
/// Of a row that is too long, so much is read and thrown away at a time.
constexpr std::size_t kSkippedAtOnce = std::size_t{64} << 10;

}  // namespace

CsvBlock::CsvBlock(char delimiter, ScanFunction scan_function)
    : delimiter_(delimiter), scan_(scan_function) {}

char* CsvBlock::clear(std::size_t bytes) {
  filled_ = structural_count_ = row_end_count_ = 0;
  lines_ = dropped_ = 0;
  input_over_ = quotes_ = odd_ = any_quoted_line_feeds_ = false;
  reserve(bytes);
  return data();
}

void CsvBlock::reserve(std::size_t bytes) {
  if (bytes + 1 <= capacity_) return;  // one more for a line feed at the input's end
  const std::size_t capacity = bytes + 1;
  auto more_bytes = std::make_unique_for_overwrite<char[]>(capacity + kScanPadding);
  auto more_structurals = std::make_unique_for_overwrite<std::uint32_t[]>(capacity + kScanRoom);
  auto more_row_ends = std::make_unique_for_overwrite<std::uint32_t[]>(capacity + kScanRoom);
  std::memset(more_bytes.get() + capacity, 0, kScanPadding);
  std::copy_n(bytes_.get(), filled_, more_bytes.get());
  std::copy_n(structurals_.get(), structural_count_, more_structurals.get());
  std::copy_n(row_ends_.get(), row_end_count_, more_row_ends.get());
  bytes_ = std::move(more_bytes);
  structurals_ = std::move(more_structurals);
  row_ends_ = std::move(more_row_ends);
  capacity_ = capacity;
}

Result<bool> CsvBlock::grow(std::size_t row_begin, const ReadMore& read_more) {
  if (input_over_) return false;
  const std::size_t more = std::max(kReadOnMin, filled_ - std::min(row_begin, filled_));
  reserve(filled_ + more);
  TANDEM_ASSIGN(came, read_more(data() + filled_, more));
  if (came > 0) {
    filled_ += came;
    return true;
  }
  input_over_ = true;
  if (filled_ == 0 || row_begin >= filled_ || bytes_[filled_ - 1] == '\n') return false;
  bytes_[filled_++] = '\n';
  return true;
}

void CsvBlock::scan(std::size_t from, std::size_t to) {
  const ScanFindings found = scan_({.data = data(),
                                    .from = static_cast<std::uint32_t>(from),
                                    .to = static_cast<std::uint32_t>(to),
                                    .delimiter = delimiter_,
                                    .structurals = structurals_.get() + structural_count_,
                                    .row_ends = row_ends_.get() + row_end_count_});
  structural_count_ += found.structurals;
  row_end_count_ += found.row_ends;
  quotes_ |= found.quotes;
  quoted_line_feeds_ = found.quoted_line_feeds;
  any_quoted_line_feeds_ |= found.quoted_line_feeds;
  odd_ |= found.odd;
  violation_ = found.violation;
}

Result<std::size_t> CsvBlock::take_odd_row(std::size_t begin, const ReadMore& read_more) {
  for (;;) {
    const std::string_view bytes(data() + begin, filled_ - begin);
    RowEnd row = find_row_end(bytes, delimiter_, input_over_);
    if (row.kind == RowEnd::Kind::cut_off && bytes.size() <= kRowBytesMax) {
      TANDEM_ASSIGN(grown, grow(begin, read_more));
      static_cast<void>(grown);
      continue;
    }
    // Quotes that hold more than a row may have are not closed: the line alone is lost.
    if (row.kind == RowEnd::Kind::cut_off || row.end > kRowBytesMax)
      row.end = std::min(bytes.find('\n'), bytes.size());
    if (row.end > kRowBytesMax) {
      TANDEM_ASSIGN(kept, cut_long_row(begin, read_more));
      row.end = kept;
    }
    row_ends_[row_end_count_++] = static_cast<std::uint32_t>(begin + row.end);
    structurals_[structural_count_++] = static_cast<std::uint32_t>(begin + row.end);
    quotes_ = true;
    return row.end;
  }
}

Result<std::size_t> CsvBlock::cut_long_row(std::size_t begin, const ReadMore& read_more) {
  const std::size_t kept = begin + kRowBytesMax + 1;
  for (;;) {
    if (const void* const found = std::memchr(data() + kept, '\n', filled_ - kept)) {
      const auto feed = static_cast<std::size_t>(static_cast<const char*>(found) - data());
      std::memmove(data() + kept, data() + feed, filled_ - feed);
      dropped_ += feed - kept;
      filled_ -= feed - kept;
      return kept - begin;
    }
    dropped_ += filled_ - kept;
    filled_ = kept;
    if (input_over_) break;
    reserve(filled_ + kSkippedAtOnce);
    TANDEM_ASSIGN(came, read_more(data() + filled_, kSkippedAtOnce));
    filled_ += came;
    input_over_ = came == 0;
  }
  // The input's last row: what ends it stands for the line feed that it lacks.
  bytes_[filled_++] = '\n';
  return filled_ - 1 - begin;
}

Result<std::size_t> CsvBlock::divide(const DivideTask& task, const ReadMore& read_more) {
  TANDEM_CHECK(task.filled + 1 <= capacity_, "clear() must have made room for what is divided");
  filled_ = task.filled;
  std::size_t at = task.from;
  std::size_t rows_until = task.rows_until;
  std::size_t stretch = SIZE_MAX;
  while (at < rows_until) {
    if (at >= filled_) {
      TANDEM_ASSIGN(grown, grow(at, read_more));
      if (!grown) break;
      continue;
    }
    const std::size_t to = std::min(filled_, stretch > filled_ - at ? filled_ : at + stretch);
    const std::size_t row_ends_before = row_end_count_;
    const std::size_t structurals_before = structural_count_;
    scan(at, to);
    const auto row_begin = [&](std::size_t row) {
      return row == row_ends_before ? at : std::size_t{row_ends_[row - 1]} + 1;
    };
    while (row_end_count_ > row_ends_before && row_begin(row_end_count_ - 1) >= rows_until) --row_end_count_;
    const std::size_t next = row_begin(row_end_count_);
    while (structural_count_ > structurals_before && structurals_[structural_count_ - 1] >= next)
      --structural_count_;
    lines_ += quoted_line_feeds_ ? static_cast<std::uint64_t>(std::count(data() + at, data() + next, '\n'))
                                 : row_end_count_ - row_ends_before;
    const bool first_too_long =
        row_end_count_ > row_ends_before && row_ends_[row_ends_before] - at > kRowBytesMax;
    if (first_too_long) {
      // Only a row that was read on for can be so long: it is the only one found.
      lines_ -= static_cast<std::uint64_t>(std::count(data() + at, data() + next, '\n'));
      row_end_count_ = row_ends_before;
      structural_count_ = structurals_before;
    }
    const bool stuck = next == at && to == filled_ && (input_over_ || filled_ - at > kRowBytesMax);
    if (first_too_long || stuck || (violation_ != kNoViolation && next < rows_until)) {
      const std::size_t begin = first_too_long ? at : next;
      const std::uint64_t dropped_before = dropped_;
      TANDEM_ASSIGN(end, take_odd_row(begin, read_more));
      rows_until -= std::min<std::uint64_t>(rows_until, dropped_ - dropped_before);
      lines_ += static_cast<std::uint64_t>(std::count(data() + begin, data() + begin + end + 1, '\n'));
      at = begin + end + 1;
      stretch = kStretchAfterOddRow;
      continue;
    }
    if (next == at && to == filled_) {
      TANDEM_TRY(grow(at, read_more));
      continue;
    }
    at = next;
    if (stretch != SIZE_MAX) stretch = stretch > SIZE_MAX / 2 ? SIZE_MAX : stretch * 2;
  }
  return at;
}

}  // namespace tandem::importing
