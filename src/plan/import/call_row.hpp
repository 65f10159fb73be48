#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "core/events/call_record.hpp"
#include "plan/import/directory.hpp"
#include "plan/import/quality.hpp"
#include "plan/import/time_pattern.hpp"

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
  iso8601,  ///< "2025-03-04T08:00:00.250+02:00", or a bare count since 1970: see read_time()
  epoch_s,  ///< seconds since 1970, fraction allowed
  epoch_ms,
  excel_days,  ///< days since 1899-12-30, as spreadsheets keep them
  pattern,     ///< strptime-like, given beside it
  seconds,     ///< a length: "12.5"
  milliseconds,
  hms  ///< a length: "1:02:03", "02:03", "0:00:12.5"; without colons, seconds
};
std::string_view name_of(ValueFormat format);
/// Of the names a mapping may use; `pattern` is not one: patterns stand for themselves.
std::optional<ValueFormat> value_format_from(std::string_view name);

/// A wait, conversation, after-call work or stay in the menu beyond this is impossible: the row is refused.
inline constexpr Duration kCallLengthMax = Duration::hours(24);
/// Beyond these a length is kept and noted.
inline constexpr Duration kWaitNoted = Duration::hours(2);
inline constexpr Duration kTalkNoted = Duration::hours(8);
/// Logs that state lengths in whole seconds may miss their own instants by so much.
inline constexpr Duration kRoundingMax = Duration::seconds(2);
/// A name (of a client, queue, agent, caller, type, or a call's id) may have so many bytes.
inline constexpr std::size_t kNameBytesMax = 500;

/// How the columns of one file are read: made once a file from its header, the mapping and the options.
struct CallRowPlan {
  struct Column {
    CallField field = CallField::call_id;
    std::uint32_t position = 0;  ///< 0-based
    /// Further columns of the field: parts of an instant are joined with a blank, lengths added up, of texts
    /// the first that is not blank is taken.
    std::vector<std::uint32_t> more_positions;
    std::string name;  ///< as in the header, for errors
    ValueFormat format = ValueFormat::text;
    std::optional<TimePattern> pattern;  ///< for ValueFormat::pattern
    std::optional<TimePattern> swapped;  ///< the same with day and month swapped, where that can be
  };
  std::vector<Column> columns;
  std::array<int, kCallFields> column_of{};  ///< index into `columns`, -1 where the file has no such field
  std::uint32_t width = 0;                   ///< fields a row must have
  char delimiter = ',';
  const Zone* zone = nullptr;  ///< null: a local time without offset refuses the whole import with a question
  std::string client;          ///< for files without a client column, and rows where it is blank
  std::string queue;
  std::vector<std::pair<CallField, std::string>> constants;  ///< other values a mapping gives every call
  /// Lower case; nothing: ignore the row.
  std::vector<std::pair<std::string, std::optional<Outcome>>> outcome_words;
  /// Rows with one of the words in this column are no calls.
  struct IgnoreWhere {
    std::uint32_t position = 0;
    std::string name;
    std::vector<std::string> words;  ///< as the mapping has them
  };
  std::vector<IgnoreWhere> ignore_where;
  bool infer_outcome = false;  ///< answered where the row has an answer, abandoned otherwise
  bool mapped = false;  ///< a foreign file: "NULL", "N/A", "-" and epoch 0 are blank instants and lengths
  std::vector<std::string> unread;  ///< columns of the file that hold none of our fields
  /// No mapped lengths, patterns, constants or words: a fast reader may take the clean rows itself.
  bool standard = false;

  const Column* column(CallField field) const {
    const int at = column_of[static_cast<std::size_t>(field)];
    return at < 0 ? nullptr : &columns[static_cast<std::size_t>(at)];
  }
};

struct Options;
/// Reads the header of a table of calls, or finds a mapping's columns in it. Names are compared without case
/// and outer blanks; columns that are none of ours are not read, and listed in the plan. Errors: missing
/// columns (what was found, which are required: offered_at, outcome), doubled columns, a mapping's column
/// that is not there, an unknown zone.
Result<CallRowPlan> plan_call_rows(std::span<const std::string_view> header, char delimiter,
                                   const Options& options, const std::string& file);
/// Whether a first row is meant as the header of calls-csv: it has offered_at and outcome, or four of its
/// names.
bool looks_like_calls_csv(std::span<const std::string_view> header);
/// Adds the columns that are not read to the notes of a file's quality; once a file.
void note_unread_columns(const CallRowPlan& plan, Quality& quality);

class CallRowReader;
/// Notes the columns in which every date that the readers saw may have day or month first; once a file.
void note_unsure_dates(const CallRowPlan& plan, std::span<const CallRowReader* const> readers,
                       Quality& quality);

/// Why a row was not taken.
struct Refusal {
  std::string kind;           ///< the same words for every row of the kind: "answered before queued"
  Error error;                ///< file, line, column, field, what was found, what is expected
  bool whole_import = false;  ///< the same would hold for every row: a zone is asked for
  bool ignored = false;       ///< not a fault: the mapping says to ignore such rows
};

/// Turns rows of unquoted fields into records: the careful reader, the one place where a call row's faults
/// are named and repaired. A fast reader hands it every row that is not plainly clean. Keeps no state between
/// rows but names. One reader serves one thread; the plan must outlive it.
class CallRowReader {
 public:
  CallRowReader(const CallRowPlan& plan, Directory& directory, const Options& options, std::string file);
  /// Repairs and notes of a row that is taken are counted in `quality`; counting the row itself is the
  /// caller's. The record's `call` is known where the options want call names.
  std::expected<CallRecord, Refusal> read(std::span<const std::string_view> fields, std::uint64_t line,
                                          Quality& quality);
  /// Whether dates were read from a column of the plan, and whether one of them tells day from month.
  struct DatesSeen {
    bool any = false;
    bool tell_day_from_month = false;
  };
  std::span<const DatesSeen> dates_seen() const { return dates_seen_; }

 private:
  struct NameKey {
    std::uint32_t scope;
    std::string_view name;
    friend bool operator==(const NameKey&, const NameKey&) = default;
  };
  struct NameHash {
    std::size_t operator()(const NameKey& key) const {
      return std::hash<std::string_view>{}(key.name) * 31 + key.scope;
    }
  };
  /// Ids seen before, without the directory's lock; the names live in the directory.
  template <class IdType>
  using Seen = std::unordered_map<NameKey, IdType, NameHash>;

  void name_parties(CallRecord& record, std::span<const std::string_view> fields);
  void look_at_dates(std::span<const std::string_view> fields);

  const CallRowPlan& plan_;
  Directory& directory_;
  std::string file_;
  SourceId source_;
  std::vector<DatesSeen> dates_seen_;  ///< by column of the plan
  bool want_caller_;
  bool want_agent_;
  bool want_type_;
  bool want_call_;
  Seen<ClientId> clients_;
  Seen<QueueId> queues_;
  Seen<AgentId> agents_;
  Seen<CallTypeId> types_;
};

}  // namespace tandem::importing
