#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "core/events/call_record.hpp"
#include "plan/import/directory.hpp"
#include "plan/import/quality.hpp"

namespace tandem::importing {

/// The fields a table of calls can give. The first eleven are the header of calls-csv, in its order; the rest
/// come from mappings: foreign logs often state lengths where we keep instants.
enum class CallField : std::uint8_t {
  call_id,
  client,
  queue,
  caller,
  agent,
  offered_at,
  queued_at,
  answered_at,
  ended_at,
  wrapup_end_at,
  outcome,
  type,
  priority,
  menu_time,
  wait_time,
  ring_time,
  talk_time,
  hold_time,
  acw_time,
  handle_time
};
inline constexpr std::size_t kCallFields = 20;
inline constexpr std::size_t kCallsCsvFields = 11;
std::string_view name_of(CallField field);
std::optional<CallField> call_field_from(std::string_view name);

/// How a value is written.
enum class ValueFormat : std::uint8_t {
  text,
  iso8601,  ///< "2025-03-04T08:00:00.250+02:00"; blank for T, fraction and offset optional
  epoch_s,  ///< seconds since 1970, fraction allowed
  epoch_ms,
  excel_days,  ///< days since 1899-12-30, as spreadsheets keep them
  pattern,     ///< strptime-like, given beside it
  seconds,     ///< a length: "12.5"
  milliseconds,
  hms  ///< a length: "1:02:03", "02:03", "0:00:12.5"
};

/// How the columns of one file are read: made once a file from its header, the mapping and the options.
struct CallRowPlan {
  struct Column {
    CallField field = CallField::call_id;
    std::uint32_t position = 0;  ///< 0-based
    std::string name;            ///< as in the header, for errors
    ValueFormat format = ValueFormat::text;
    std::string pattern;
  };
  std::vector<Column> columns;
  std::array<int, kCallFields> column_of{};  ///< index into `columns`, -1 where the file has no such field
  std::uint32_t width = 0;                   ///< fields a row must have
  char delimiter = ',';
  const Zone* zone = nullptr;  ///< null: a local time without offset refuses the whole import with a question
  std::string client;          ///< for files without a client column
  std::string queue;
  std::vector<std::pair<std::string, std::optional<Outcome>>>
      outcome_words;  ///< lower case; nothing: ignore the row
  /// No mapped lengths, patterns, constants or words: a fast reader may take the clean rows itself.
  bool standard = false;
};

struct Options;
/// Reads the header of a table of calls. Errors: unknown or missing columns (what was found, which are
/// required: offered_at, outcome), doubled columns.
Result<CallRowPlan> plan_call_rows(std::span<const std::string_view> header, char delimiter,
                                   const Options& options, const std::string& file);

/// Why a row was not taken.
struct Refusal {
  std::string kind;           ///< the same words for every row of the kind: "answered before queued"
  Error error;                ///< file, line, column, field, what was found, what is expected
  bool whole_import = false;  ///< the same would hold for every row: a zone is asked for
  bool ignored = false;       ///< not a fault: the mapping says to ignore such rows
};

/// Turns rows of unquoted fields into records: the careful reader, the one place where a call row's faults
/// are named and repaired. A fast reader hands it every row that is not plainly clean. Keeps no state between
/// rows but names.
class CallRowReader {
 public:
  CallRowReader(const CallRowPlan& plan, Directory& directory, const Options& options, std::string file);
  /// Repairs are counted in `quality`; counting the row itself is the caller's. `call_name` out: the row's
  /// call_id.
  std::expected<CallRecord, Refusal> read(std::span<const std::string_view> fields, std::uint64_t line,
                                          Quality& quality);

 private:
  const CallRowPlan& plan_;
  Directory& directory_;
  const Options& options_;
  std::string file_;
};

}  // namespace tandem::importing
