#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "core/events/agent_interval.hpp"
#include "core/events/call_record.hpp"
#include "plan/import/directory.hpp"
#include "plan/import/interval_totals.hpp"
#include "plan/import/quality.hpp"

namespace tandem::importing {

/// What a file can be. `anonymous_bank`... are the names of `--format`, with hyphens.
enum class Format : std::uint8_t {
  calls_csv,
  anonymous_bank,
  asterisk_queue_log,
  freeswitch_callcenter,
  interval_csv,
  tandem_events
};
std::string_view name_of(Format format);
std::optional<Format> format_from(std::string_view name);

struct Mapping;  // plan/import/mapping.hpp

/// Which parts of a call the reader of records will look at; what nobody wants is checked for form but not
/// kept.
struct Wanted {
  bool caller = true;
  bool agent = true;
  bool type = true;
  bool call_names = false;
  bool agent_time = false;  ///< of event logs; formats that have intervals of agents always give them
  bool duplicates = true;   ///< find and refuse calls that were there before: costs memory per call
};

/// How far a long import has come. Called from one thread at a time, at most ten times a second.
struct Progress {
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_total = 0;  ///< of the files as they lie on disk; 0: not known (standard input)
  std::uint64_t rows = 0;
};

struct Options {
  std::optional<Format> format;  ///< nothing: detected from each file's content
  const Zone* zone =
      nullptr;  ///< of local times without offset; null: the format's default, else an error asks
  /// Instead of that error: for who asks for the times that a wall clock showed, wherever it hung.
  const Zone* zone_otherwise = nullptr;
  const Mapping* mapping = nullptr;  ///< renames columns, values and formats of a foreign CSV
  std::string client;                ///< the client's name where the file has none; "" gives "client"
  bool strict = false;               ///< the first refused row fails the import
  double refused_share_max = 0.01;   ///< a larger share of refused rows fails the import
  unsigned threads = 1;
  Wanted wanted;
  std::function<void(const Progress&)> progress;
  const std::atomic<bool>* cancel = nullptr;  ///< set by anyone to stop with ErrorCode::cancelled
};

/// What importers hand on: calls and agents of the language of events, or totals where a client has no more.
struct Batch {
  std::span<const CallRecord> calls;
  std::span<const AgentInterval> agents;
  std::span<const IntervalTotals> totals;
  unsigned worker = 0;              ///< 0 .. Options::threads - 1
  const Zone* home_zone = nullptr;  ///< the format's own, where local times are read in it
};

/// Receives an import's batches; spans are good during the call only. Different workers call at the same
/// time, one worker's batches come one after another.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  virtual Result<void> take(const Batch& batch) = 0;
};

/// Reads files ("-" is standard input; .gz .xz .zst are unpacked, .xlsx read as sheets), in the order given.
/// The names go to `directory`, the records to `sink`. Fails as a whole; what the sink has been given is then
/// worth nothing.
Result<Quality> import_files(std::span<const std::string> paths, const Options& options, Directory& directory,
                             RecordSink& sink);

}  // namespace tandem::importing
