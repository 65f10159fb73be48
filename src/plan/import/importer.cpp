#include "plan/import/importer.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>

#include "plan/import/anonymous_bank.hpp"
#include "plan/import/detect.hpp"
#include "plan/import/duplicates.hpp"
#include "plan/import/input_paths.hpp"
#include "plan/import/source/headed_source.hpp"

namespace tandem::importing {
namespace {

constexpr auto kProgressEvery = std::chrono::milliseconds(100);
constexpr std::size_t kKindsShown = 5;
constexpr std::size_t kExamplesShown = 3;

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
  for (std::size_t i = 0; i < std::min(quality.refused_examples.size(), kExamplesShown); ++i)
    text += "\n  " + quality.refused_examples[i].to_string();
  return failure(ErrorCode::bad_value, "{}", text);
}

/// One import of one or more files: what spans them.
class Import {
 public:
  Import(const Options& options, Directory& directory, RecordSink& sink)
      : options_(options), directory_(directory), sink_(sink) {}

  Result<Quality> read_all(const std::vector<std::string>& files);

 private:
  Result<Quality> read(const std::string& path, HeadedSource& source);
  Result<Quality> read_workbook(const std::string& path, const HeadedSource& source, const Options& options);
  DuplicateFinder* duplicates() { return options_.wanted.duplicates ? &duplicates_ : nullptr; }

  const Options& options_;
  Directory& directory_;
  RecordSink& sink_;
  DuplicateFinder duplicates_;
  std::unique_ptr<ProgressRelay> relay_;
  std::string format_of_file_;  ///< of the file read last
};

/// Opens every regular file once before the first is read, so that a name mistyped at the end of a long list
/// is told at once. Pipes are left alone: what is read of them is gone. Nothing where a size is not known.
Result<std::optional<std::uint64_t>> bytes_of(const std::vector<std::string>& files) {
  std::uint64_t total = 0;
  bool known = true;
  for (const std::string& path : files) {
    std::error_code ignored;
    const bool pipe = path == "-" || std::filesystem::is_fifo(path, ignored) ||
                      std::filesystem::is_character_file(path, ignored);
    known = known && !pipe;
    if (pipe) continue;
    TANDEM_ASSIGN(source, open_source(path));
    total += source->size_on_disk();
  }
  return known ? std::optional(total) : std::nullopt;
}

Result<Quality> Import::read_all(const std::vector<std::string>& files) {
  TANDEM_ASSIGN(bytes_total, bytes_of(files));
  if (options_.progress) relay_ = std::make_unique<ProgressRelay>(options_, bytes_total.value_or(0));
  Quality quality;
  for (const std::string& path : files) {
    TANDEM_ASSIGN(opened, open_source(path));
    HeadedSource source(std::move(opened));
    TANDEM_ASSIGN(of_file, read(path, source));
    if (relay_) relay_->file_done(source.size_on_disk(), of_file.rows_read);
    of_file.formats = {format_of_file_};
    quality.add(of_file);
  }
  const auto allowed = options_.refused_share_max * static_cast<double>(quality.rows_read);
  if (quality.rows_refused > 0 && static_cast<double>(quality.rows_refused) > allowed)
    return too_many_refused(quality, options_);
  return quality;
}

Result<Quality> Import::read(const std::string& path, HeadedSource& source) {
  const std::string name = path == "-" ? "standard input" : path;
  Options options = options_;
  if (relay_) options.progress = [relay = relay_.get()](const Progress& progress) { relay->tell(progress); };
  TANDEM_ASSIGN(start, source.look(kLookedAtBytes));
  if (start.empty())
    return failure_at({.file = name}, ErrorCode::bad_format, "unpacks to nothing; export or copy it again");
  if (is_zip(start)) return read_workbook(path, source, options);
  TANDEM_TRY(check_text(start, name));
  if (!options.format && options.mapping != nullptr) options.format = Format::calls_csv;
  if (!options.format) {
    TANDEM_ASSIGN(format, detect_format(start, name));
    options.format = format;
  }
  format_of_file_ = name_of(*options.format);
  switch (*options.format) {
    case Format::anonymous_bank:
      return import_anonymous_bank(source, name, options, directory_, sink_, duplicates());
    case Format::calls_csv:
    case Format::asterisk_queue_log:
    case Format::freeswitch_callcenter:
    case Format::interval_csv:
      break;
  }
  return failure_at({.file = name}, ErrorCode::usage, "{} is not read yet", name_of(*options.format));
}

Result<Quality> Import::read_workbook(const std::string& path, const HeadedSource& source,
                                      const Options& options) {
  if (source.file_descriptor() < 0)
    return failure_at(
        {.file = path == "-" ? "standard input" : path}, ErrorCode::bad_format,
        "a workbook (.xlsx) can be read from a file only, not from a pipe or out of an archive; save it "
        "and give its name");
  static_cast<void>(options);
  return failure_at({.file = path}, ErrorCode::usage, "workbooks are not read yet");
}

}  // namespace

Result<Quality> import_files(std::span<const std::string> paths, const Options& options, Directory& directory,
                             RecordSink& sink) {
  TANDEM_ASSIGN(files, input_paths(paths));
  return Import(options, directory, sink).read_all(files);
}

}  // namespace tandem::importing
