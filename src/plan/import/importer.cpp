#include "plan/import/importer.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>

#include "core/base/check.hpp"
#include "plan/import/anonymous_bank.hpp"
#include "plan/import/asterisk_queue_log.hpp"
#include "plan/import/calls_csv.hpp"
#include "plan/import/detect.hpp"
#include "plan/import/duplicates.hpp"
#include "plan/import/event_log_import.hpp"
#include "plan/import/freeswitch_callcenter.hpp"
#include "plan/import/input_paths.hpp"
#include "plan/import/input_survey.hpp"
#include "plan/import/interval_csv.hpp"
#include "plan/import/source/headed_source.hpp"
#include "plan/import/workbook_import.hpp"

namespace tandem::importing {
namespace {

constexpr auto kProgressEvery = std::chrono::milliseconds(100);
constexpr std::size_t kKindsShown = 5;

/// Adds the files already read to what the importer of one file tells, and passes it on ten times a second.
class ProgressRelay {
 public:
  explicit ProgressRelay(const Options& options, std::uint64_t bytes_total)
      : report_(options.progress), bytes_total_(bytes_total) {}

  void tell(const Progress& of_this_file) {
    const std::lock_guard lock(guard_);
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + kProgressEvery;
    report_({.bytes_read = bytes_before_ + of_this_file.bytes_read,
             .bytes_total = bytes_total_,
             .rows = rows_before_ + of_this_file.rows});
  }
  void file_done(std::uint64_t bytes, std::uint64_t rows) {
    const std::lock_guard lock(guard_);
    bytes_before_ += bytes;
    rows_before_ += rows;
  }

 private:
  std::mutex guard_;
  std::function<void(const Progress&)> report_;
  std::uint64_t bytes_total_;
  std::uint64_t bytes_before_ = 0;
  std::uint64_t rows_before_ = 0;
  std::chrono::steady_clock::time_point next_;
};

std::string percent(double share) { return fmt::format("{:.3g} %", share * 100); }

/// The failure of an import that had to refuse too much: how much, of which kinds, and where to look.
std::unexpected<Error> too_many_refused(const Quality& quality, const Options& options) {
  const double share = static_cast<double>(quality.rows_refused) / static_cast<double>(quality.rows_read);
  std::vector<std::pair<std::uint64_t, std::string>> kinds;
  for (const auto& [kind, count] : quality.refusals) kinds.emplace_back(count, kind);
  std::ranges::sort(kinds, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::string text = fmt::format(
      "{} of {} rows were refused ({}; at most {} may be, --max-refused sets that):", quality.rows_refused,
      quality.rows_read, percent(share), percent(options.refused_share_max));
  for (std::size_t i = 0; i < std::min(kinds.size(), kKindsShown); ++i)
    text += fmt::format("{} {} x {}", i == 0 ? "" : ",", kinds[i].first, kinds[i].second);
  if (kinds.size() > kKindsShown) text += fmt::format(" and {} other kinds", kinds.size() - kKindsShown);
  // One of each kind says more than many of the first; of a single kind, the first few.
  const std::size_t of_each = kinds.size() == 1 ? kRefusalExamplesKept : 1;
  for (std::size_t i = 0; i < std::min(kinds.size(), kKindsShown); ++i) {
    const std::vector<Error>& examples = quality.refusal_examples.at(kinds[i].second);
    for (std::size_t j = 0; j < std::min(examples.size(), of_each); ++j)
      text += "\n  " + examples[j].to_string();
  }
  return failure(ErrorCode::bad_value, "{}", text);
}

/// One import of one or more files: what spans them.
class Import {
 public:
  Import(const Options& options, Directory& directory, RecordSink& sink)
      : options_(options), directory_(directory), sink_(sink), queue_log_(duplicates()) {}

  Result<Quality> read_all(std::vector<InputFile> files);

 private:
  Result<Quality> read(const InputFile& file, HeadedSource& source);
  Result<Quality> read_as(Format format, const InputFile& file, HeadedSource& source, const Options& options);
  DuplicateFinder* duplicates() { return options_.wanted.duplicates ? &duplicates_ : nullptr; }

  const Options& options_;
  Directory& directory_;
  RecordSink& sink_;
  DuplicateFinder duplicates_;
  AsteriskQueueLog queue_log_;
  std::string last_queue_log_;  ///< its name; "" where none was read
  std::unique_ptr<ProgressRelay> relay_;
};

Result<Quality> Import::read_all(std::vector<InputFile> files) {
  std::uint64_t bytes_total = 0;
  for (const InputFile& file : files) bytes_total += file.size_on_disk;
  const bool all_known =
      std::ranges::all_of(files, [](const InputFile& file) { return file.size_on_disk > 0; });
  if (options_.progress) relay_ = std::make_unique<ProgressRelay>(options_, all_known ? bytes_total : 0);
  Quality quality;
  for (const InputFile& file : files) {
    TANDEM_ASSIGN(opened, open_source(file.path));
    HeadedSource source(std::move(opened));
    TANDEM_ASSIGN(of_file, read(file, source));
    if (relay_) relay_->file_done(source.consumed_on_disk(), of_file.rows_read);
    quality.add(of_file);
  }
  if (!last_queue_log_.empty()) {
    Options quiet = options_;
    quiet.progress = nullptr;  // nothing is read any more
    TANDEM_ASSIGN(of_open_calls, queue_log_.finish(last_queue_log_, quiet, directory_, sink_));
    quality.add(of_open_calls);
  }
  const auto allowed = options_.refused_share_max * static_cast<double>(quality.rows_read);
  if (quality.rows_refused > 0 && static_cast<double>(quality.rows_refused) > allowed)
    return too_many_refused(quality, options_);
  return quality;
}

Result<Quality> Import::read(const InputFile& file, HeadedSource& source) {
  Options options = options_;
  if (relay_) options.progress = [relay = relay_.get()](const Progress& progress) { relay->tell(progress); };
  TANDEM_ASSIGN(start, source.look(kLookedAtBytes));
  TANDEM_ASSIGN(content, content_of(start, options_, file.name));
  if (content.workbook) return import_workbook(source, file.name, options, directory_, sink_, duplicates());
  options.format = content.format;
  TANDEM_ASSIGN(quality, read_as(content.format, file, source, options));
  quality.formats = {std::string(name_of(content.format))};
  return std::move(quality);
}

Result<Quality> Import::read_as(Format format, const InputFile& file, HeadedSource& source,
                                const Options& options) {
  switch (format) {
    case Format::calls_csv:
      return import_calls_csv(source, file.name, options, directory_, sink_, duplicates());
    case Format::anonymous_bank:
      return import_anonymous_bank(source, file.name, options, directory_, sink_, duplicates());
    case Format::asterisk_queue_log:
      last_queue_log_ = file.name;
      return queue_log_.read(source, file.name, options, directory_, sink_);
    case Format::interval_csv:
      return import_interval_csv(source, file.name, options, directory_, sink_);
    case Format::tandem_events:
      return import_event_log(source, file.name, options, directory_, sink_);
    case Format::freeswitch_callcenter:
      return import_freeswitch_callcenter(source, file.name, options, directory_, sink_, duplicates());
  }
  TANDEM_CHECK(false, "every format has its reader");
}

}  // namespace

Result<Quality> import_files(std::span<const std::string> paths, const Options& options, Directory& directory,
                             RecordSink& sink) {
  TANDEM_ASSIGN(names, input_paths(paths));
  TANDEM_ASSIGN(files, survey(names, options));
  return Import(options, directory, sink).read_all(std::move(files));
}

}  // namespace tandem::importing
