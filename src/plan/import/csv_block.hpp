#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/import/csv_scan.hpp"

namespace tandem::importing {

/// A piece of a delimited table in memory, divided into whole rows. Belongs to one worker, which fills it
/// again and again; its arrays grow to what the largest piece took.
class CsvBlock {
 public:
  CsvBlock(char delimiter, ScanFunction scan_function);

  /// Makes room for `bytes` and forgets what was there. The bytes are then put at `data()`.
  char* clear(std::size_t bytes);
  char* data() { return bytes_.get(); }
  /// Appends up to so many bytes: returns how many came; 0 means the input is over.
  using ReadMore = std::function<Result<std::size_t>(char* to, std::size_t bytes)>;

  struct DivideTask {
    std::size_t from = 0;        ///< where a row begins
    std::size_t rows_until = 0;  ///< rows that begin here or later are left
    std::size_t filled = 0;      ///< bytes at data()
  };
  /// Finds the rows, and reads on where the last of them is not whole. Returns the position after the last
  /// row. A row longer than kRowBytesMax keeps just more bytes than that: whoever reads it sees that it is
  /// too long.
  Result<std::size_t> divide(const DivideTask& task, const ReadMore& read_more);

  /// Positions of the line feeds that end rows (one is added at the end of the input); row i begins one after
  /// the end of row i - 1, the first at `from`.
  std::span<const std::uint32_t> row_ends() const { return {row_ends_.get(), row_end_count_}; }
  /// Positions of delimiters and row ends outside quotes. A row that the scan could not divide has its end
  /// alone here. Whoever reads a row may change its entries.
  std::span<std::uint32_t> structurals() { return {structurals_.get(), structural_count_}; }
  bool quotes() const { return quotes_; }
  bool odd() const { return odd_; }
  /// Rows may have line feeds within quotes.
  bool quoted_line_feeds() const { return any_quoted_line_feeds_; }
  /// Bytes there are now, those read on for the last row included.
  std::size_t filled() const { return filled_; }
  /// Bytes of rows too long that were read and not kept: so far is a position in the input beyond its own
  /// here, after the last row.
  std::uint64_t dropped() const { return dropped_; }
  /// Line feeds in the rows found, those within quotes included.
  std::uint64_t lines() const { return lines_; }

 private:
  void reserve(std::size_t bytes);
  void scan(std::size_t from, std::size_t to);
  /// Reads on; false at the end of the input, which then has its line feed.
  Result<bool> grow(std::size_t row_begin, const ReadMore& read_more);
  /// One row by the letter; returns its length.
  Result<std::size_t> take_odd_row(std::size_t begin, const ReadMore& read_more);
  /// Of a row longer than kRowBytesMax: reads up to its line feed; returns the length of what is kept.
  Result<std::size_t> cut_long_row(std::size_t begin, const ReadMore& read_more);

  char delimiter_;
  ScanFunction scan_;
  std::unique_ptr<char[]> bytes_;
  std::unique_ptr<std::uint32_t[]> structurals_;
  std::unique_ptr<std::uint32_t[]> row_ends_;
  std::size_t capacity_ = 0;
  std::size_t filled_ = 0;
  std::size_t structural_count_ = 0;
  std::size_t row_end_count_ = 0;
  std::uint64_t lines_ = 0;
  std::uint64_t dropped_ = 0;
  std::uint32_t violation_ = kNoViolation;
  bool input_over_ = false;
  bool quotes_ = false;
  bool quoted_line_feeds_ = false;  ///< of the last scan
  bool any_quoted_line_feeds_ = false;
  bool odd_ = false;
};

}  // namespace tandem::importing
