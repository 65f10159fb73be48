#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

class DuplicateFinder;

/// Reads the native log of Asterisk's app_queue: a line an event, fields between bars, times in seconds since
/// 1970. A rotated log is several files, read in order of time by one reader, since calls and agents go on
/// from one to the next. What becomes of each event stands in docs/reference/import-formats.md.
class AsteriskQueueLog {
 public:
  explicit AsteriskQueueLog(DuplicateFinder* duplicates);
  ~AsteriskQueueLog();
  /// Errors as of import_files. Calls still open at the end stay open.
  Result<Quality> read(ByteSource& source, const std::string& path, const Options& options,
                       Directory& directory, RecordSink& sink);
  /// After the last file, whose name is given: hands on what is still open as unfinished.
  Result<Quality> finish(const std::string& path, const Options& options, Directory& directory,
                         RecordSink& sink);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The time of the first line of a log that has one; none() where there is none. To put the files of a
/// rotated log in order.
Instant first_time_of_queue_log(std::string_view start);

}  // namespace tandem::importing
