#include "plan/import/file_import.hpp"

#include "plan/import/call_row.hpp"
#include "plan/import/text_form.hpp"

namespace tandem::importing {
namespace {

constexpr std::uint64_t kRowsBetweenPauses = 8192;

}  // namespace

std::string name_fault(std::string_view name) {
  if (name.size() > kNameBytesMax)
    return fmt::format("the name has {} bytes, at most {} are expected", name.size(), kNameBytesMax);
  const TextForm form = form_of(name);
  const std::size_t control = control_at(name);
  if (form.plain && control == std::string_view::npos) return {};
  const bool is_control = form.plain || control <= form.at;
  const std::size_t at = is_control ? control : form.at;
  return fmt::format("the byte 0x{:02x} at position {} is {}", static_cast<unsigned char>(name[at]), at + 1,
                     is_control ? "no text; is the file damaged?" : "not UTF-8; save the file as UTF-8");
}

Error strict_stop(Error refused) {
  refused.message += " (--strict stops at the first refused row)";
  return refused;
}

FileImport::FileImport(const ByteSource& source, std::string path, const Options& options,
                       Directory& directory, RecordSink& sink)
    : source_(source),
      path_(std::move(path)),
      options_(options),
      directory_(directory),
      sink_(sink),
      source_id_(directory.sources.intern(path_)) {
  calls_.reserve(kBatchCalls);
}

ClientId FileImport::client(std::string_view by_default) {
  if (!client_.known())
    client_ =
        directory_.clients.intern(options_.client.empty() ? by_default : std::string_view(options_.client));
  return client_;
}

Result<void> FileImport::row() {
  if (++quality_.rows_read % kRowsBetweenPauses != 0) return {};
  return pause();
}

Result<void> FileImport::pause() {
  if (options_.cancel != nullptr && options_.cancel->load(std::memory_order_relaxed))
    return failure_at({.file = path_}, ErrorCode::cancelled, "stopped after {} rows", quality_.rows_read);
  if (options_.progress)
    options_.progress({.bytes_read = source_.consumed_on_disk(),
                       .bytes_total = source_.size_on_disk(),
                       .rows = quality_.rows_read});
  return {};
}

Result<void> FileImport::refuse(const std::string& kind, Error error) {
  if (options_.strict) return std::unexpected(strict_stop(std::move(error)));
  quality_.refused(kind, std::move(error));
  return {};
}

void FileImport::ignore(const std::string& kind) {
  ++quality_.rows_ignored;
  ++quality_.ignored[kind];
}

Result<bool> FileImport::sound(const Line& line) {
  if (line.fault != Line::Fault::none) {
    TANDEM_TRY(refuse(kind_of(line.fault), fault_error(line, path_)));
    return false;
  }
  const TextForm form = form_of(line.text);
  if (form.plain) return true;
  const auto byte = static_cast<unsigned char>(line.text[form.at]);
  TANDEM_TRY(refuse(
      form.control ? "control character" : "not UTF-8",
      Error{ErrorCode::bad_format,
            fmt::format("byte {} of the line, 0x{:02x}, is {}", form.at + 1, byte,
                        form.control ? "no text; is the file damaged?" : "not UTF-8; save the file as UTF-8"),
            {.file = path_, .line = line.number}}));
  return false;
}

Result<void> FileImport::give(const CallRecord& record) {
  calls_.push_back(record);
  return calls_.size() < kBatchCalls ? Result<void>{} : flush();
}

Result<void> FileImport::give(const AgentInterval& interval) {
  agents_.push_back(interval);
  return agents_.size() < kBatchCalls ? Result<void>{} : flush();
}

Result<void> FileImport::flush() {
  if (calls_.empty() && agents_.empty()) return {};
  const Zone* home_zone = nullptr;
  if (!quality_.home_zone.empty()) {
    TANDEM_ASSIGN(found, Zone::find(quality_.home_zone));
    home_zone = found;
  }
  TANDEM_TRY(
      sink_.take({.calls = calls_, .agents = agents_, .totals = {}, .worker = 0, .home_zone = home_zone}));
  calls_.clear();
  agents_.clear();
  return {};
}

Result<Quality> FileImport::finish() {
  TANDEM_TRY(flush());
  TANDEM_TRY(pause());
  return std::move(quality_);
}

}  // namespace tandem::importing
