#include "plan/simulation/event_log_recorder.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/events/event_log.hpp"

namespace tandem::simulation {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

EventLogHead head_of(const Model& model) {
  EventLogHead head;
  head.counted_from = model.horizon.counted_from();
  head.clients = model.plan.clients;
  for (const routing::Queue& queue : model.plan.queues) head.queues.push_back({queue.client, queue.name});
  for (const CallType& type : model.types) head.types.push_back(type.name);
  for (const routing::Agent& agent : model.plan.agents) head.agents.push_back(agent.name);
  return head;
}

}  // namespace

Result<EventLogFile> EventLogFile::create(const std::string& path, const Model& model) {
  if (model.plan.queues.size() > kEventLogQueuesMax || model.types.size() > kEventLogTypesMax)
    return failure(ErrorCode::limit, "an event log tells {} queues and {} types apart", kEventLogQueuesMax,
                   kEventLogTypesMax);
  std::FILE* const opened = std::fopen(path.c_str(), "wb");
  if (opened == nullptr)
    return failure_at({.file = path}, ErrorCode::unreadable, "cannot be written: {}", std::strerror(errno));
  EventLogFile file(path, opened);
  const std::string head = to_text(head_of(model));
  const auto* const bytes = reinterpret_cast<const std::byte*>(head.data());
  file.buffer_.assign(bytes, bytes + head.size());
  return file;
}

EventLogFile::EventLogFile(EventLogFile&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, nullptr)),
      buffer_(std::move(other.buffer_)),
      calls_(other.calls_),
      errno_(other.errno_) {}

EventLogFile::~EventLogFile() {
  if (file_ != nullptr) std::fclose(file_);
}

void EventLogFile::write() {
  if (errno_ == 0 && std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size()) errno_ = errno;
  buffer_.clear();
}

Result<void> EventLogFile::finish() {
  write();
  if (errno_ == 0 && std::fflush(file_) != 0) errno_ = errno;
  if (errno_ == 0) return {};
  return failure_at({.file = path_}, ErrorCode::unreadable, "cannot be written: {}", std::strerror(errno_));
}

void EventLogRecorder::take(const routing::Fact& fact, const routing::Out& out) {
  std::vector<std::byte>& buffer = file_.buffer_;
  if (buffer.size() > kBufferBytes) file_.write();
  std::size_t at = buffer.size();
  buffer.resize(at + (out.calls.size() + out.agents.size()) * kEventBytes);
  newest_.clear();
  for (CallEvent event : out.calls) {
    const CallId call = event.call;
    if (call.index() >= numbers_.size()) numbers_.resize(call.index() + 1);
    if (event.kind == CallEventKind::offered) numbers_[call.index()] = file_.calls_++;
    event.call = CallId(numbers_[call.index()]);
    encode(event, &buffer[at]);
    if (newest_.empty() || newest_.back().call != call) newest_.push_back({call, at});
    newest_.back().at = at;
    at += kEventBytes;
  }
  for (const AgentEvent& event : out.agents) {
    encode(event, &buffer[at]);
    at += kEventBytes;
  }
  next_.take(fact, out);
}

void EventLogRecorder::left(CallId call) {
  for (auto newest = newest_.rbegin(); newest != newest_.rend(); ++newest) {
    if (newest->call != call) continue;
    mark_last(&file_.buffer_[newest->at]);
    break;
  }
  next_.left(call);
}

}  // namespace tandem::simulation
