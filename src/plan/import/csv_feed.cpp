#include "plan/import/csv_feed.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "plan/import/calls_csv.hpp"
#include "plan/import/csv_row.hpp"

namespace tandem::importing {
namespace {

constexpr std::size_t kHeadBytes = std::size_t{64} << 10;
/// Read with a block, so that its last row is nearly always whole.
constexpr std::size_t kOverhangBytes = 2048;

/// A plain file in blocks. Any worker reads any block, but which row begins it is known only when the block
/// before it has been divided. Who must wait for that divides by a guess meanwhile, and nearly always
/// rightly: that the block's first line feed ends a row.
class ParallelFeed final : public CsvFeed {
 public:
  ParallelFeed(int file_descriptor, std::uint64_t size, const CsvHead& head, std::string file,
               std::size_t block_bytes)
      : file_descriptor_(file_descriptor),
        size_(size),
        file_(std::move(file)),
        block_bytes_(block_bytes),
        rows_from_(head.rows_begin()),
        line_(head.rows_line) {}

  Result<bool> next(CsvBlock& block, Piece& piece) override {
    for (;;) {
      const std::uint64_t number = unclaimed_.fetch_add(1, std::memory_order_relaxed);
      const std::uint64_t begin = number * block_bytes_;
      if (begin >= size_ || stopped_.load(std::memory_order_relaxed)) return false;
      const std::size_t wanted = std::min<std::uint64_t>(block_bytes_ + kOverhangBytes, size_ - begin);
      auto came = read_at(block.clear(wanted), wanted, begin);
      std::optional<Division> guess;
      if (came && turn_.load(std::memory_order_acquire) != number)
        guess = divide_by_guess(block, begin, *came);
      wait_for(number);
      // Who is stopped passes the turn on all the same: others wait for it.
      Result<bool> has_rows = false;
      const bool stopped = stopped_.load(std::memory_order_relaxed);
      if (!stopped)
        has_rows = came ? take_turn(block, piece, number, *came, guess) : std::unexpected(came.error());
      if (!has_rows) stopped_ = true;
      turn_.store(number + 1, std::memory_order_release);
      turn_.notify_all();
      if (stopped || !has_rows || *has_rows) return has_rows;
    }
  }

  void stop() override { stopped_ = true; }
  std::uint64_t bytes_done() const override { return std::min(size_, unclaimed_.load() * block_bytes_); }

 private:
  void wait_for(std::uint64_t number) {
    for (;;) {
      const std::uint64_t turn = turn_.load(std::memory_order_acquire);
      if (turn == number) return;
      turn_.wait(turn, std::memory_order_acquire);
    }
  }

  /// A block divided from a row that begins at `from`; the next block's first row begins at `next`.
  struct Division {
    std::size_t from;
    std::size_t next;
  };
  std::optional<Division> divide_by_guess(CsvBlock& block, std::uint64_t begin, std::size_t filled) const {
    const std::size_t feed = std::string_view(block.data(), filled).find('\n');
    if (feed >= block_bytes_) return std::nullopt;
    const auto next = divide(block, begin, {.from = feed + 1, .filled = filled});
    // A row cut short has moved what came after it.
    if (!next || block.dropped() > 0) return std::nullopt;
    return Division{feed + 1, *next};
  }

  /// Only the worker whose turn it is comes here.
  Result<bool> take_turn(CsvBlock& block, Piece& piece, std::uint64_t number, std::size_t filled,
                         const std::optional<Division>& guess) {
    const std::uint64_t begin = number * block_bytes_;
    if (rows_from_ >= begin + block_bytes_) return false;
    piece = {.number = number, .from = rows_from_ - begin, .first_line = line_};
    std::size_t next = guess ? guess->next : 0;
    if (!guess || guess->from != piece.from) {
      const bool moved = block.dropped() > 0;
      char* const bytes = block.clear(filled);  // forgets the guess; the bytes stay
      if (moved) TANDEM_TRY(read_at(bytes, filled, begin));
      TANDEM_ASSIGN(divided, divide(block, begin, {.from = piece.from, .filled = filled}));
      next = divided;
    }
    rows_from_ = begin + next + block.dropped();
    line_ += block.lines();
    return true;
  }

  struct ToDivide {
    std::size_t from;
    std::size_t filled;
  };
  Result<std::size_t> divide(CsvBlock& block, std::uint64_t begin, const ToDivide& what) const {
    std::uint64_t read_until = begin + what.filled;
    const auto read_more = [&](char* to, std::size_t bytes) -> Result<std::size_t> {
      TANDEM_ASSIGN(came, read_at(to, std::min<std::uint64_t>(bytes, size_ - read_until), read_until));
      read_until += came;
      return came;
    };
    return block.divide({.from = what.from, .rows_until = block_bytes_, .filled = what.filled}, read_more);
  }

  Result<std::size_t> read_at(char* to, std::size_t bytes, std::uint64_t offset) const {
    std::size_t done = 0;
    while (done < bytes) {
      const ssize_t came =
          ::pread(file_descriptor_, to + done, bytes - done, static_cast<off_t>(offset + done));
      if (came < 0 && errno == EINTR) continue;
      if (came < 0)
        return failure_at({.file = file_}, ErrorCode::unreadable, "cannot be read at byte {}: {}",
                          offset + done, std::strerror(errno));
      if (came == 0)
        return failure_at({.file = file_}, ErrorCode::unreadable,
                          "became shorter while it was read; is it still being written?");
      done += static_cast<std::size_t>(came);
    }
    return done;
  }

  int file_descriptor_;
  std::uint64_t size_;
  std::string file_;
  std::uint64_t block_bytes_;
  std::atomic<std::uint64_t> unclaimed_ = 0;
  std::atomic<std::uint64_t> turn_ = 0;  ///< the block that may be divided
  std::atomic<bool> stopped_ = false;
  std::uint64_t rows_from_;  ///< where the row begins that is first in the block whose turn it is, or later
  std::uint64_t line_;
};

/// Anything that must be read from first to last.
class SequentialFeed final : public CsvFeed {
 public:
  SequentialFeed(ByteSource& source, CsvHead head, std::size_t block_bytes)
      : source_(source),
        block_bytes_(block_bytes),
        kept_(head.bytes.substr(head.rows_begin())),
        line_(head.rows_line) {}

  Result<bool> next(CsvBlock& block, Piece& piece) override {
    const std::lock_guard lock(guard_);
    if (over_) return false;
    auto has_rows = fill(block, piece);
    if (!has_rows || !*has_rows) over_ = true;
    bytes_done_ = source_.consumed_on_disk();
    return has_rows;
  }

  void stop() override {
    const std::lock_guard lock(guard_);
    over_ = true;
  }
  std::uint64_t bytes_done() const override { return bytes_done_; }

 private:
  Result<bool> fill(CsvBlock& block, Piece& piece) {
    char* const to = block.clear(kept_.size() + block_bytes_);
    kept_.copy(to, kept_.size());
    const auto read_more = [this](char* more, std::size_t bytes) { return source_.read({more, bytes}); };
    TANDEM_ASSIGN(came, source_.read({to + kept_.size(), block_bytes_}));
    const std::size_t filled = kept_.size() + came;
    kept_.clear();
    if (filled == 0) return false;
    piece = {.number = number_++, .from = 0, .first_line = line_};
    TANDEM_ASSIGN(next, block.divide({.from = 0, .rows_until = filled, .filled = filled}, read_more));
    if (next < block.filled()) kept_.assign(block.data() + next, block.filled() - next);
    line_ += block.lines();
    return true;
  }

  ByteSource& source_;
  std::size_t block_bytes_;
  std::mutex guard_;
  std::string kept_;  ///< bytes of the row that the next block begins with
  std::uint64_t line_;
  std::uint64_t number_ = 0;
  bool over_ = false;
  std::atomic<std::uint64_t> bytes_done_ = 0;
};

/// Where the header begins: after a byte order mark, blank lines and a line that names the delimiter.
void find_header(CsvHead& head) {
  const std::string_view bytes = head.bytes;
  head.header_line = 1;
  std::size_t at = bytes.starts_with("\xef\xbb\xbf") ? 3 : 0;
  const auto pass_over_blank = [&] {
    for (; at < bytes.size() && (bytes[at] == '\n' || bytes[at] == '\r'); ++at)
      head.header_line += bytes[at] == '\n' ? 1 : 0;
  };
  pass_over_blank();
  const std::string_view first = bytes.substr(at, bytes.substr(at).find('\n'));
  if (first.starts_with("sep=") && (first.size() == 5 || (first.size() == 6 && first[5] == '\r'))) {
    head.delimiter = first[4];
    at += first.size();
    pass_over_blank();
  }
  head.header_begin = at;
}

}  // namespace

Result<CsvHead> read_csv_head(ByteSource& source, const std::string& file) {
  CsvHead head;
  const int file_descriptor = source.file_descriptor();
  while (!head.input_over) {
    const std::size_t had = head.bytes.size();
    head.bytes.resize(had + kHeadBytes);
    std::size_t came = 0;
    if (file_descriptor >= 0) {
      const ssize_t bytes =
          ::pread(file_descriptor, head.bytes.data() + had, kHeadBytes, static_cast<off_t>(had));
      if (bytes < 0)
        return failure_at({.file = file}, ErrorCode::unreadable, "cannot be read: {}", std::strerror(errno));
      came = static_cast<std::size_t>(bytes);
    } else {
      TANDEM_ASSIGN(bytes, source.read({head.bytes.data() + had, kHeadBytes}));
      came = bytes;
    }
    head.bytes.resize(had + came);
    head.input_over = came == 0;
    find_header(head);
    const std::string_view rest = std::string_view(head.bytes).substr(head.header_begin);
    // What divides the fields is told from the header's first line; quotes that go wrong do not matter here.
    const char delimiter = head.delimiter.value_or(delimiter_of(rest.substr(0, rest.find('\n'))));
    const RowEnd row = find_row_end(rest, delimiter, head.input_over);
    if (!rest.empty() && row.kind != RowEnd::Kind::cut_off) {
      head.header_end = head.header_begin + row.end;
      head.rows_line =
          head.header_line + 1 + static_cast<std::uint64_t>(std::ranges::count(head.header(), '\n'));
      return head;
    }
    if (rest.size() > kRowBytesMax)
      return failure_at({.file = file, .line = head.header_line}, ErrorCode::limit,
                        "a header of more than {} bytes; is this a table of calls?", kRowBytesMax);
  }
  return failure_at({.file = file}, ErrorCode::bad_format, "there is no header, only blank lines");
}

Result<std::unique_ptr<CsvFeed>> parallel_csv_feed(int file_descriptor, const CsvHead& head,
                                                   const std::string& file, std::size_t block_bytes) {
  struct stat status{};
  if (::fstat(file_descriptor, &status) != 0)
    return failure_at({.file = file}, ErrorCode::unreadable, "cannot be read: {}", std::strerror(errno));
  return std::make_unique<ParallelFeed>(file_descriptor, static_cast<std::uint64_t>(status.st_size), head,
                                        file, block_bytes);
}

std::unique_ptr<CsvFeed> sequential_csv_feed(ByteSource& source, CsvHead head, std::size_t block_bytes) {
  return std::make_unique<SequentialFeed>(source, std::move(head), block_bytes);
}

}  // namespace tandem::importing
