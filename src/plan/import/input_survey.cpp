#include "plan/import/input_survey.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "plan/import/asterisk_queue_log.hpp"
#include "plan/import/detect.hpp"
#include "plan/import/source/headed_source.hpp"

namespace tandem::importing {
namespace {

bool is_pipe(const std::string& path) {
  std::error_code ignored;
  return path == "-" || std::filesystem::is_fifo(path, ignored) ||
         std::filesystem::is_character_file(path, ignored);
}

/// Sorts the files that have a beginning by it, within the places that such files take.
void put_queue_logs_in_order(std::vector<InputFile>& files) {
  std::vector<std::size_t> places;
  std::vector<std::pair<Instant, std::size_t>> order;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!files[i].log_begins.known()) continue;
    places.push_back(i);
    order.emplace_back(files[i].log_begins, i);
  }
  std::ranges::sort(order);
  const std::vector<InputFile> as_given = files;
  for (std::size_t i = 0; i < places.size(); ++i) files[places[i]] = as_given[order[i].second];
}

}  // namespace

Result<Content> content_of(std::string_view start, const Options& options, const std::string& name) {
  if (start.empty())
    return failure_at({.file = name}, ErrorCode::bad_format, "unpacks to nothing; export or copy it again");
  if (is_zip(start)) return Content{.workbook = true};
  if (is_event_log(start)) return Content{.format = Format::tandem_events};
  TANDEM_TRY(check_text(start, name));
  if (options.format) return Content{.format = *options.format};
  if (options.mapping != nullptr) return Content{.format = Format::calls_csv};
  TANDEM_ASSIGN(format, detect_format(start, name));
  return Content{.format = format};
}

Result<std::vector<InputFile>> survey(std::span<const std::string> paths, const Options& options) {
  std::vector<InputFile> files;
  for (const std::string& path : paths) {
    InputFile& file = files.emplace_back();
    file.path = path;
    file.name = path == "-" ? "standard input" : path;
    if (is_pipe(path)) continue;
    TANDEM_ASSIGN(opened, open_source(path));
    file.size_on_disk = opened->size_on_disk();
    HeadedSource source(std::move(opened));
    TANDEM_ASSIGN(start, source.look(kLookedAtBytes));
    TANDEM_ASSIGN(content, content_of(start, options, file.name));
    if (!content.workbook && content.format == Format::asterisk_queue_log)
      file.log_begins = first_time_of_queue_log(start);
  }
  put_queue_logs_in_order(files);
  return files;
}

}  // namespace tandem::importing
