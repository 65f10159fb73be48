#pragma once

#include <cstdio>
#include <string>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "plan/import/directory.hpp"
#include "plan/import/importer.hpp"

namespace tandem::importing {

/// Writes what an import hands on as calls-csv, every instant with the offset of a zone; totals become
/// interval-csv. Read again, the file gives the same records (`all_parts`: also type, priority and the
/// lengths in the menu, ringing and on hold, in columns after the eleven). Takes batches of one worker at a
/// time; import with Options::wanted.call_names and one thread. Until finish() the file is worth nothing.
class CallsCsvWriter : public RecordSink {
 public:
  /// "-" is standard output. `directory` and `zone` must outlive the writer.
  static Result<CallsCsvWriter> open(const std::string& path, const Directory& directory, const Zone& zone,
                                     bool all_parts);
  CallsCsvWriter(CallsCsvWriter&& other) noexcept;
  CallsCsvWriter& operator=(CallsCsvWriter&&) = delete;
  ~CallsCsvWriter() override;

  /// Errors: the disk is full; calls and totals in one import.
  Result<void> take(const Batch& batch) override;
  /// Without rows the header of calls-csv alone is written.
  Result<void> finish();

 private:
  enum class Kind : std::uint8_t { nothing, calls, totals };
  CallsCsvWriter(std::FILE* file, std::string path, const Directory& directory, const Zone& zone,
                 bool all_parts)
      : file_(file), path_(std::move(path)), directory_(directory), zone_(zone), all_parts_(all_parts) {}
  Result<void> begin(Kind kind);
  void add(const CallRecord& call);
  void add(const IntervalTotals& totals);
  void add_instant(Instant at);
  void add_name(std::string_view name);
  Result<void> write_out();
  std::unexpected<Error> write_failure() const;

  std::FILE* file_;
  std::string path_;
  const Directory& directory_;
  const Zone& zone_;
  bool all_parts_;
  Kind kind_ = Kind::nothing;
  std::string text_;
};

/// A field of a comma-separated table, in quotes where it needs them.
std::string csv_field(std::string_view text);

}  // namespace tandem::importing
