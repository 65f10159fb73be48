#include "plan/import/calls_csv_writer.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include "plan/import/call_row.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::importing {
namespace {

constexpr const char* kTotalsHeader =
    "interval_start,interval_minutes,client,queue,offered,answered,abandoned,answered_in_threshold,mean_wait,"
    "mean_handle,mean_talk,mean_acw\n";

void add_number(std::string& text, const auto& number) {
  text += ',';
  if (number) fmt::format_to(std::back_inserter(text), "{}", *number);
}

/// "12.5": without exponent or trailing zeros.
std::string seconds_of(Duration length) {
  std::string text = fmt::format("{}.{:06}", length.whole_seconds(), length.microseconds() % 1'000'000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

/// "" where one of the instants is unknown.
std::string seconds_between(Instant from, Instant until) {
  if (!from.known() || !until.known()) return {};
  return seconds_of(until - from);
}

}  // namespace

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",;\t|\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

Result<CallsCsvWriter> CallsCsvWriter::open(const std::string& path, const Directory& directory,
                                            const Zone& zone, bool all_parts) {
  std::FILE* file = path == "-" ? stdout : std::fopen(path.c_str(), "wb");
  if (file == nullptr)
    return failure_at({path, 0, 0, {}}, ErrorCode::unreadable, "cannot be written: {}", std::strerror(errno));
  return CallsCsvWriter(file, path, directory, zone, all_parts);
}

CallsCsvWriter::CallsCsvWriter(CallsCsvWriter&& other) noexcept
    : RecordSink(),
      file_(std::exchange(other.file_, nullptr)),
      path_(std::move(other.path_)),
      directory_(other.directory_),
      zone_(other.zone_),
      all_parts_(other.all_parts_),
      kind_(other.kind_),
      text_(std::move(other.text_)) {}

CallsCsvWriter::~CallsCsvWriter() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
}

std::unexpected<Error> CallsCsvWriter::write_failure() const {
  return failure_at({path_, 0, 0, {}}, ErrorCode::unreadable, "cannot be written: {}", std::strerror(errno));
}

Result<void> CallsCsvWriter::begin(Kind kind) {
  if (kind_ == kind) return {};
  if (kind_ != Kind::nothing)
    return failure_at({path_, 0, 0, {}}, ErrorCode::usage,
                      "calls and totals per interval do not go into one file; import their files apart");
  kind_ = kind;
  if (kind == Kind::totals) {
    text_ += kTotalsHeader;
    return {};
  }
  for (std::size_t i = 0; i < kCallsCsvFields; ++i)
    text_ += fmt::format("{}{}", i == 0 ? "" : ",", name_of(static_cast<CallField>(i)));
  text_ += all_parts_ ? ",type,priority,menu_time,ring_time,hold_time\n" : "\n";
  return {};
}

void CallsCsvWriter::add_instant(Instant at) {
  text_ += ',';
  if (at.known()) text_ += to_iso8601(at, zone_);
}

void CallsCsvWriter::add_name(std::string_view name) {
  text_ += ',';
  text_ += csv_field(name);
}

void CallsCsvWriter::add(const CallRecord& call) {
  text_ += csv_field(directory_.calls.name(call.call));
  add_name(directory_.clients.name(call.client));
  add_name(directory_.queue_name(call.queue));
  add_name(directory_.callers.name(call.caller));
  add_name(directory_.agents.name(call.agent));
  for (const Instant at :
       {call.offered_at, call.queued_at, call.answered_at, call.ended_at, call.wrapup_end_at})
    add_instant(at);
  text_ += ',';
  text_ += name_of(call.outcome);
  if (all_parts_) {
    add_name(directory_.types.name(call.type));
    text_ += fmt::format(",{},{},{},{}", call.priority, seconds_between(call.offered_at, call.menu_left_at),
                         seconds_between(call.ringing_at, call.answered_at),
                         call.hold_stated() ? seconds_of(call.held) : "");
  }
  text_ += '\n';
}

void CallsCsvWriter::add(const IntervalTotals& totals) {
  text_ += to_iso8601(totals.start, zone_);
  text_ += fmt::format(",{}", totals.length / Duration::minutes(1));
  add_name(directory_.clients.name(totals.client));
  add_name(directory_.queue_name(totals.queue));
  text_ += fmt::format(",{}", totals.offered);
  add_number(text_, totals.answered);
  add_number(text_, totals.abandoned);
  add_number(text_, totals.answered_in_threshold);
  add_number(text_, totals.mean_wait_seconds);
  add_number(text_, totals.mean_handle_seconds);
  add_number(text_, totals.mean_talk_seconds);
  add_number(text_, totals.mean_acw_seconds);
  text_ += '\n';
}

Result<void> CallsCsvWriter::take(const Batch& batch) {
  if (!batch.calls.empty()) TANDEM_TRY(begin(Kind::calls));
  for (const CallRecord& call : batch.calls) add(call);
  if (!batch.totals.empty()) TANDEM_TRY(begin(Kind::totals));
  for (const IntervalTotals& totals : batch.totals) add(totals);
  return write_out();
}

Result<void> CallsCsvWriter::write_out() {
  if (std::fwrite(text_.data(), 1, text_.size(), file_) != text_.size()) return write_failure();
  text_.clear();
  return {};
}

Result<void> CallsCsvWriter::finish() {
  if (kind_ == Kind::nothing) TANDEM_TRY(begin(Kind::calls));
  TANDEM_TRY(write_out());
  if (std::fflush(file_) != 0) return write_failure();
  if (file_ == stdout) return {};
  if (std::fclose(std::exchange(file_, nullptr)) != 0) return write_failure();
  return {};
}

}  // namespace tandem::importing
