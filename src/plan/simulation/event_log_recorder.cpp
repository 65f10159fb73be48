#include "plan/simulation/event_log_recorder.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/at_id.hpp"
#include "core/events/event_log.hpp"
#include "plan/simulation/client_log_recorder.hpp"

namespace tandem::simulation {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

EventLogHead head_of(const Model& model, ClientId client) {
  if (client.known()) return head_of(model, ClientView(model, client));
  EventLogHead head;
  head.counted_from = model.horizon.counted_from();
  head.counted_until = model.horizon.end();
  head.clients = model.plan.clients;
  for (const routing::Queue& queue : model.plan.queues) head.queues.push_back({queue.client, queue.name});
  for (const CallType& type : model.types) head.types.push_back(type.name);
  for (const routing::Agent& agent : model.plan.agents) head.agents.push_back(agent.name);
  for (std::vector<ClientId>& clients : clients_of_agents(model.plan))
    head.serves.push_back({std::move(clients), 0});
  return head;
}

}  // namespace

Result<EventLogFile> EventLogFile::create(const std::string& path, const Model& model, ClientId client) {
  if (model.plan.queues.size() > kEventLogQueuesMax || model.types.size() > kEventLogTypesMax)
    return failure(ErrorCode::limit, "an event log tells {} queues and {} types apart", kEventLogQueuesMax,
                   kEventLogTypesMax);
  std::FILE* const opened = std::fopen(path.c_str(), "wb");
  if (opened == nullptr)
    return failure_at({.file = path}, ErrorCode::unreadable, "cannot be written: {}", std::strerror(errno));
  EventLogFile file(path, opened, client);
  const std::string head = to_text(head_of(model, client));
  file.buffer_.resize(std::max(kBufferBytes, head.size()));
  std::memcpy(file.buffer_.data(), head.data(), head.size());
  file.used_ = head.size();
  return file;
}

EventLogFile::EventLogFile(EventLogFile&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, nullptr)),
      client_(other.client_),
      buffer_(std::move(other.buffer_)),
      used_(other.used_),
      calls_(other.calls_),
      errno_(other.errno_) {}

EventLogFile::~EventLogFile() {
  if (file_ != nullptr) std::fclose(file_);
}

std::byte* EventLogFile::room_for(std::size_t events) {
  const std::size_t bytes = events * kEventBytes;
  if (used_ + bytes > buffer_.size()) write();
  // One step seldom tells more than a handful, but nothing bounds it.
  if (bytes > buffer_.size()) buffer_.resize(bytes);
  std::byte* const room = buffer_.data() + used_;
  used_ += bytes;
  return room;
}

void EventLogFile::write() {
  if (errno_ == 0 && std::fwrite(buffer_.data(), 1, used_, file_) != used_) errno_ = errno;
  used_ = 0;
}

Result<void> EventLogFile::finish() {
  write();
  if (errno_ == 0 && std::fflush(file_) != 0) errno_ = errno;
  if (errno_ == 0) return {};
  return failure_at({.file = path_}, ErrorCode::unreadable, "cannot be written: {}", std::strerror(errno_));
}

void EventLogRecorder::take(const routing::Fact& fact, const routing::Out& out) {
  std::byte* to = file_.room_for(out.calls.size() + out.agents.size());
  step_ = std::span(to, out.calls.size() * kEventBytes);
  for (const CallEvent& event : out.calls) {
    encode(event, number_of(event), to);
    to += kEventBytes;
  }
  for (const AgentEvent& event : out.agents) {
    encode(event, to);
    to += kEventBytes;
  }
  if (const std::size_t events = out.calls.size() + out.agents.size(); first_ && events > 0) [[unlikely]] {
    mark_first(to - events * kEventBytes);
    first_ = false;
  }
  next_.take(fact, out);
}

/// Calls are told apart by their numbers, as the router uses ids again.
CallId EventLogRecorder::number_of(const CallEvent& event) {
  CallId& number = at_id(numbers_, event.call);
  if (event.kind == CallEventKind::offered) number = file_.next_call();
  return number;
}

void EventLogRecorder::left(CallId call) {
  // Among the events of this step: an earlier one has been written.
  mark_last_of(numbers_[call.index()], step_);
  next_.left(call);
}

}  // namespace tandem::simulation
