#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/source/byte_source.hpp"
#include "plan/import/source/line_reader.hpp"

namespace tandem::importing {

/// Records are handed on so many at a time.
inline constexpr std::size_t kBatchCalls = 4096;

/// What every importer that reads one file by one thread has in hand: where the records go, what is known of
/// their quality, and whether the user wants it to stop. Lives as long as the reading of the file.
class FileImport {
 public:
  FileImport(const ByteSource& source, std::string path, const Options& options, Directory& directory,
             RecordSink& sink);

  const Options& options() const { return options_; }
  Directory& directory() { return directory_; }
  const std::string& path() const { return path_; }
  SourceId source_id() const { return source_id_; }
  /// The client that Options names, or else `by_default`.
  ClientId client(std::string_view by_default = "client");
  Quality& quality() { return quality_; }

  /// Counts a row, and now and then reports progress and asks whether to stop.
  Result<void> row();
  /// Counts a refused row; under Options::strict that is the end.
  Result<void> refuse(const std::string& kind, Error error);
  void ignore(const std::string& kind);
  /// Refuses a line, and says false, that is too long or no UTF-8 text.
  Result<bool> sound(const Line& line);
  /// Hands on a record; counting rows_used is the caller's, as a row need not be a call.
  Result<void> give(const CallRecord& record);
  Result<void> give(const AgentInterval& interval);
  /// Hands on what is left.
  Result<Quality> finish();

 private:
  Result<void> flush();
  Result<void> pause();
  const ByteSource& source_;
  std::string path_;
  const Options& options_;
  Directory& directory_;
  RecordSink& sink_;
  SourceId source_id_;
  ClientId client_;
  Quality quality_;
  std::vector<CallRecord> calls_;
  std::vector<AgentInterval> agents_;
};

/// What keeps a text from being a name: longer than kNameBytesMax, no UTF-8, control characters. "" for a
/// good name.
std::string name_fault(std::string_view name);

/// The error of a refused row that stops a strict import.
Error strict_stop(Error refused);

}  // namespace tandem::importing
