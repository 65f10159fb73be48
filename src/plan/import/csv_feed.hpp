#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/base/result.hpp"
#include "plan/import/csv_block.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

/// A plain file is read so many bytes at a time: small enough to stay in a core's cache until it is parsed.
inline constexpr std::size_t kCsvBlockBytes = std::size_t{256} << 10;

/// The beginning of a table: its header, and where the first row is.
struct CsvHead {
  std::string bytes;  ///< read so far, the header and maybe more
  std::size_t header_begin = 0;
  std::optional<char> delimiter;  ///< that a line "sep=;" before the header names, as spreadsheets write it
  std::size_t header_end = 0;     ///< its line feed, or the end of the input
  std::uint64_t header_line = 1;
  std::uint64_t rows_line = 2;  ///< of the first row
  bool input_over = false;
  std::string_view header() const {
    return std::string_view(bytes).substr(header_begin, header_end - header_begin);
  }
  std::size_t rows_begin() const { return std::min(header_end + 1, bytes.size()); }
};
/// A byte order mark, blank lines and a line "sep=;" before the header are passed over. An input of nothing
/// else, and a header longer than kRowBytesMax, are errors.
Result<CsvHead> read_csv_head(ByteSource& source, const std::string& file);

/// Hands out a table's rows after its header, a block at a time, to any number of workers at once.
class CsvFeed {
 public:
  virtual ~CsvFeed() = default;
  struct Piece {
    std::uint64_t number = 0;  ///< of the block, in order of the input
    std::size_t from = 0;      ///< where in the block its first row begins
    std::uint64_t first_line = 0;
  };
  /// Fills the caller's block with its next piece; false when all is handed out or somebody called stop().
  virtual Result<bool> next(CsvBlock& block, Piece& piece) = 0;
  /// No more blocks: wakes who waits.
  virtual void stop() = 0;
  /// Bytes on disk that have been handed out.
  virtual std::uint64_t bytes_done() const = 0;
};

/// For a plain file: workers read at the same time. `head` was read from the same source.
Result<std::unique_ptr<CsvFeed>> parallel_csv_feed(int file_descriptor, const CsvHead& head,
                                                   const std::string& file,
                                                   std::size_t block_bytes = kCsvBlockBytes);
/// For archives, pipes and memory: one worker reads while others parse.
std::unique_ptr<CsvFeed> sequential_csv_feed(ByteSource& source, CsvHead head,
                                             std::size_t block_bytes = kCsvBlockBytes);

}  // namespace tandem::importing
