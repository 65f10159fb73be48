#pragma once

#include <algorithm>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/check.hpp"
#include "plan/import/call_row.hpp"
#include "plan/import/csv_row.hpp"
#include "plan/import/importer.hpp"

// For tests and fuzzing: what import_calls_csv() must find, read row by row by the careful reader alone.
namespace tandem::importing {

/// Calls as text, their names resolved, so that two imports can be compared.
class CallsAsText final : public RecordSink {
 public:
  explicit CallsAsText(const Directory& directory) : directory_(directory) {}
  Result<void> take(const Batch& batch) override {
    const std::lock_guard lock(guard_);
    for (const CallRecord& call : batch.calls) add(call);
    return {};
  }
  void add(const CallRecord& call) {
    const auto at = [](Instant t) { return t.known() ? t.microseconds() : -1; };
    calls_.push_back(fmt::format("{}|{}|{}|{}|{}|{}|{} {} {} {} {} {}|{}|{}",
                                 directory_.clients.name(call.client), directory_.queue_name(call.queue),
                                 directory_.callers.name(call.caller), directory_.agents.name(call.agent),
                                 directory_.types.name(call.type), directory_.calls.name(call.call),
                                 at(call.offered_at), at(call.menu_left_at), at(call.queued_at),
                                 at(call.answered_at), at(call.ended_at), at(call.wrapup_end_at),
                                 name_of(call.outcome), call.priority));
  }
  std::vector<std::string> sorted() const {
    std::vector<std::string> calls = calls_;
    std::ranges::sort(calls);
    return calls;
  }

 private:
  const Directory& directory_;
  std::mutex guard_;
  std::vector<std::string> calls_;
};

/// What an import found, or why it failed.
struct ImportAsText {
  std::vector<std::string> calls;
  std::string summary;
  friend bool operator==(const ImportAsText&, const ImportAsText&) = default;
};

inline ImportAsText as_text(const Result<Quality>& quality, const CallsAsText& calls) {
  if (!quality) return {{}, quality.error().to_string()};
  std::string text =
      fmt::format("read {} used {} refused {} ignored {} duplicates {}\n", quality->rows_read,
                  quality->rows_used, quality->rows_refused, quality->rows_ignored, quality->duplicates);
  for (const Error& example : quality->refused_examples) text += example.to_string() + "\n";
  for (const auto& [kind, repair] : quality->repairs)
    text += fmt::format("repaired {} x {}\n", repair.count, kind);
  for (const auto& [kind, count] : quality->notes) text += fmt::format("noted {} x {}\n", count, kind);
  return {calls.sorted(), std::move(text)};
}

/// The rows of a table after its header, which must be its first line. Rows must be within kRowBytesMax.
inline ImportAsText read_all_carefully(std::string_view bytes, const Options& options,
                                       const std::string& file) {
  Directory directory;
  CallsAsText calls(directory);
  const auto read = [&]() -> Result<Quality> {
    const char delimiter = delimiter_of(bytes.substr(0, bytes.find('\n')));
    const RowEnd header_end = find_row_end(bytes, delimiter, true);
    RowFields fields;
    TANDEM_CHECK(fields.split(bytes.substr(0, header_end.end), delimiter), "the header is whole");
    TANDEM_ASSIGN(plan, plan_call_rows(fields.fields(), delimiter, options, file));
    CallRowReader reader(plan, directory, options, file);
    Quality quality;
    std::uint64_t line = 2;
    for (std::size_t at = header_end.end + 1; at < bytes.size();) {
      const RowEnd row = find_row_end(bytes.substr(at), delimiter, true);
      const std::string_view text = bytes.substr(at, row.end);
      const std::uint64_t its_line = line;
      line += static_cast<std::uint64_t>(std::ranges::count(bytes.substr(at, row.end + 1), '\n'));
      at += row.end + 1;
      if (text.empty() || text == "\r") continue;
      ++quality.rows_read;
      if (!fields.split(text, delimiter)) {
        quality.refused(
            "quote not closed",
            Error{ErrorCode::bad_format,
                  "a quoted field is not closed, or text follows its closing quote; expected quotes "
                  "within a field doubled",
                  {file, its_line, 0, {}}});
        continue;
      }
      auto record = reader.read(fields.fields(), its_line, quality);
      if (record) {
        ++quality.rows_used;
        calls.add(*record);
      } else if (record.error().whole_import) {
        return std::unexpected(std::move(record.error().error));
      } else {
        quality.refused(record.error().kind, std::move(record.error().error));
      }
    }
    note_unread_columns(plan, quality);
    return quality;
  };
  const auto quality = read();
  return as_text(quality, calls);
}

}  // namespace tandem::importing
