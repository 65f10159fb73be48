#include "plan/import/calls_csv.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

#include "plan/import/call_row.hpp"
#include "plan/import/csv_feed.hpp"
#include "plan/import/csv_row.hpp"
#include "plan/import/duplicates.hpp"
#include "plan/import/fast_call_row.hpp"
#include "plan/import/file_import.hpp"
#include "plan/import/mapping.hpp"
#include "plan/import/text_form.hpp"

namespace tandem::importing {
namespace {

/// Small enough for a batch to be folded before it leaves the first-level cache.
constexpr std::size_t kRowsABatch = 256;
constexpr auto kProgressEvery = std::chrono::milliseconds(100);

/// What all workers of one table share.
struct TableImport {
  const std::string& file;
  const Options& options;
  const CallRowPlan& plan;
  Directory& directory;
  RecordSink& sink;
  DuplicateFinder* duplicates;
  SourceId source;
  CsvFeed& feed;
  std::uint64_t bytes_total;

  std::mutex guard;  ///< of what follows
  std::optional<Error> error;
  std::uint64_t error_line = 0;  ///< 0: not of a row
  std::uint64_t rows = 0;
  std::chrono::steady_clock::time_point next_progress;
  std::atomic<std::uint64_t> error_block = std::numeric_limits<std::uint64_t>::max();
};

/// Whatever the number of workers, the error of the first faulty row is the one that is told: blocks before
/// it, all of which have been handed out, are read to their ends.
void fail(TableImport& table, Error error, std::uint64_t block) {
  table.feed.stop();
  const std::lock_guard lock(table.guard);
  const std::uint64_t line = error.where.line;
  if (table.error && table.error_line <= line) return;
  table.error = std::move(error);
  table.error_line = line;
  table.error_block = block;
}

/// Reads rows of whatever blocks it is handed.
class Worker {
 public:
  Worker(TableImport& table, unsigned number)
      : table_(table),
        number_(number),
        block_(table.plan.delimiter, scan_variants().front().scan),
        careful_(table.plan, table.directory, table.options, table.file),
        fast_(FastCallRow::for_plan(table.plan, table.directory, table.options, table.source)) {}

  void run() {
    for (;;) {
      auto more = table_.feed.next(block_, piece_);
      if (more && !*more) break;
      if (more && piece_.number > table_.error_block) break;
      if (more) more = read_block();
      if (more && is_cancelled())
        more = failure_at({.file = table_.file}, ErrorCode::cancelled, "stopped by the user");
      if (!more) return fail(table_, std::move(more).error(), piece_.number);
    }
    if (auto flushed = flush(); !flushed) fail(table_, std::move(flushed).error(), piece_.number);
  }
  const Quality& quality() const { return quality_; }
  const CallRowReader& careful_reader() const { return careful_; }

 private:
  Result<bool> read_block() {
    const std::uint64_t rows_before = quality_.rows_read;
    line_at_ = piece_.from;
    line_ = piece_.first_line;
    FastCallRow::Rows rows{.data = block_.data(),
                           .begin = static_cast<std::uint32_t>(piece_.from),
                           .row_ends = block_.row_ends(),
                           .field_ends = block_.structurals()};
    // Where each row must be looked at by itself, they come one at a time.
    const bool one_by_one = block_.odd() || block_.quoted_line_feeds() || table_.duplicates != nullptr;
    while (!rows.row_ends.empty()) {
      const std::size_t begin = rows.begin;
      const std::string_view first(rows.data + begin, rows.row_ends.front() - begin);
      const bool fast = fast_ && (!one_by_one || is_plain(first));
      const std::size_t taken = fast ? fast_->read(rows, block_.quotes(), room(one_by_one)) : 0;
      if (taken > 0) {
        TANDEM_TRY(keep(begin, taken));
      } else {
        TANDEM_TRY(read_carefully(first, begin));
        rows.drop_front();
      }
    }
    show_progress(quality_.rows_read + batch_size_ - rows_before);
    return true;
  }

  std::span<CallRecord> room(bool for_one) {
    return std::span(batch_).subspan(batch_size_, for_one ? 1 : kRowsABatch - batch_size_);
  }

  /// Keeps the rows that were read fast, of which the first begins here. Where duplicates are looked for, it
  /// is a single one.
  Result<void> keep(std::size_t begin, std::size_t taken) {
    if (table_.duplicates != nullptr &&
        table_.duplicates->seen_before(batch_[batch_size_].client, fast_->call_name())) {
      ++quality_.rows_read;
      return refuse_duplicate(line_of(begin), fast_->call_name());
    }
    batch_size_ += taken;
    return batch_size_ == kRowsABatch ? flush() : Result<void>();
  }

  /// Without control characters, and in UTF-8: what the scan found to be in the block is looked for in the
  /// row.
  bool is_plain(std::string_view row) const {
    if (block_.quoted_line_feeds() && row.contains('\n')) return false;
    if (!block_.odd()) return true;
    return form_of(row).plain && (table_.plan.delimiter == '\t' || !row.contains('\t'));
  }

  Result<void> read_carefully(std::string_view row, std::size_t begin) {
    if (row.empty() || row == "\r") return {};
    ++quality_.rows_read;
    const std::uint64_t line = line_of(begin);
    if (row.size() > kRowBytesMax) return refuse(row_too_long(line));
    if (!fields_.split(row, table_.plan.delimiter)) return refuse(quote_not_closed(line));
    auto record = careful_.read(fields_.fields(), line, quality_);
    if (!record) return refuse(std::move(record).error());
    if (table_.duplicates != nullptr) {
      const std::string_view name = careful_call_name();
      if (table_.duplicates->seen_before(record->client, name)) return refuse_duplicate(line, name);
    }
    ++quality_.rows_used;
    batch_[batch_size_++] = *record;
    careful_in_batch_ += 1;
    return batch_size_ == kRowsABatch ? flush() : Result<void>();
  }

  std::string_view careful_call_name() const {
    const auto* column = table_.plan.column(CallField::call_id);
    if (column == nullptr || column->position >= fields_.fields().size()) return {};
    return without_outer_blanks(fields_.fields()[column->position]);
  }
  Result<void> refuse_duplicate(std::uint64_t line, std::string_view name) {
    ++quality_.duplicates;
    const auto& column = *table_.plan.column(CallField::call_id);
    return refuse({"duplicate call",
                   Error{ErrorCode::bad_value,
                         fmt::format("the call '{}' was there before; expected every call once", name),
                         {table_.file, line, column.position + 1, column.name}}});
  }

  Refusal row_too_long(std::uint64_t line) const {
    return {"row too long", Error{ErrorCode::limit,
                                  fmt::format("the row has more than {} bytes, the most that a row may have; "
                                              "is this a table of calls?",
                                              kRowBytesMax),
                                  {table_.file, line, 0, {}}}};
  }

  Refusal quote_not_closed(std::uint64_t line) const {
    return {"quote not closed",
            Error{ErrorCode::bad_format,
                  "a quoted field is not closed, or text follows its closing quote; expected quotes within a "
                  "field doubled",
                  {table_.file, line, 0, {}}}};
  }

  Result<void> refuse(Refusal refusal) {
    if (refusal.ignored) {
      ++quality_.rows_ignored;
      ++quality_.ignored[refusal.kind];
      return {};
    }
    if (refusal.whole_import) return std::unexpected(std::move(refusal.error));
    if (table_.options.strict) return std::unexpected(strict_stop(std::move(refusal.error)));
    quality_.refused(refusal.kind, std::move(refusal.error));
    return {};
  }

  /// The line on which a row begins; asked for in order of the rows.
  std::uint64_t line_of(std::size_t begin) {
    line_ += static_cast<std::uint64_t>(std::count(block_.data() + line_at_, block_.data() + begin, '\n'));
    line_at_ = begin;
    return line_;
  }

  Result<void> flush() {
    if (batch_size_ == 0) return {};
    quality_.rows_read += batch_size_ - careful_in_batch_;
    quality_.rows_used += batch_size_ - careful_in_batch_;
    const std::span<const CallRecord> calls(batch_.data(), batch_size_);
    batch_size_ = careful_in_batch_ = 0;
    return table_.sink.take({.calls = calls, .agents = {}, .totals = {}, .worker = number_});
  }

  bool is_cancelled() const {
    return table_.options.cancel != nullptr && table_.options.cancel->load(std::memory_order_relaxed);
  }

  void show_progress(std::uint64_t more_rows) {
    if (!table_.options.progress) return;
    const std::lock_guard lock(table_.guard);
    table_.rows += more_rows;
    const auto now = std::chrono::steady_clock::now();
    if (now < table_.next_progress) return;
    table_.next_progress = now + kProgressEvery;
    table_.options.progress(
        {.bytes_read = table_.feed.bytes_done(), .bytes_total = table_.bytes_total, .rows = table_.rows});
  }

  TableImport& table_;
  unsigned number_;
  CsvBlock block_;
  CsvFeed::Piece piece_;
  CallRowReader careful_;
  std::optional<FastCallRow> fast_;
  RowFields fields_;
  Quality quality_;
  std::size_t line_at_ = 0;
  std::uint64_t line_ = 0;
  std::size_t batch_size_ = 0;
  std::size_t careful_in_batch_ = 0;
  alignas(64) std::array<CallRecord, kRowsABatch> batch_;
};

Result<Quality> read_rows(TableImport& table, unsigned threads) {
  std::vector<std::unique_ptr<Worker>> workers;
  for (unsigned i = 0; i < threads; ++i) workers.push_back(std::make_unique<Worker>(table, i));
  {
    std::vector<std::jthread> running;
    for (unsigned i = 1; i < threads; ++i)
      running.emplace_back([worker = workers[i].get()] { worker->run(); });
    workers.front()->run();
  }
  if (table.error) return std::unexpected(std::move(*table.error));
  Quality quality;
  std::vector<const CallRowReader*> readers;
  for (const auto& worker : workers) {
    quality.add(worker->quality());
    readers.push_back(&worker->careful_reader());
  }
  note_unsure_dates(table.plan, readers, quality);
  return quality;
}

}  // namespace

Result<Quality> import_calls_csv(ByteSource& source, const std::string& path, const Options& options,
                                 Directory& directory, RecordSink& sink, DuplicateFinder* duplicates) {
  TANDEM_ASSIGN(head, read_csv_head(source, path));
  const std::string_view header_line = head.header();
  char delimiter = head.delimiter.value_or(delimiter_of(header_line.substr(0, header_line.find('\n'))));
  if (options.mapping != nullptr && options.mapping->delimiter) delimiter = *options.mapping->delimiter;
  RowFields header;
  if (!header.split(header_line, delimiter))
    return failure_at({.file = path, .line = head.header_line}, ErrorCode::bad_format,
                      "a quoted column name of the header is not closed");
  TANDEM_ASSIGN(plan, plan_call_rows(header.fields(), delimiter, options, path));
  std::unique_ptr<CsvFeed> feed;
  if (const int file_descriptor = source.file_descriptor(); file_descriptor >= 0) {
    TANDEM_ASSIGN(parallel, parallel_csv_feed(file_descriptor, head, path));
    feed = std::move(parallel);
  } else {
    feed = sequential_csv_feed(source, head);
  }
  TableImport table{.file = path,
                    .options = options,
                    .plan = plan,
                    .directory = directory,
                    .sink = sink,
                    .duplicates = duplicates,
                    .source = directory.sources.intern(path),
                    .feed = *feed,
                    .bytes_total = source.size_on_disk(),
                    .guard = {},
                    .error = {},
                    .next_progress = std::chrono::steady_clock::now() + kProgressEvery};
  // Which of two calls of one name is the later one is certain only to a single worker.
  const unsigned threads = duplicates != nullptr ? 1 : std::max(1U, options.threads);
  TANDEM_ASSIGN(quality, read_rows(table, threads));
  note_unread_columns(plan, quality);
  return quality;
}

}  // namespace tandem::importing
