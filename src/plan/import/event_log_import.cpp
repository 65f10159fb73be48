#include "plan/import/event_log_import.hpp"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <vector>

#include "core/events/call_fold.hpp"
#include "core/events/event_log.hpp"
#include "plan/import/event_log_agents.hpp"
#include "plan/import/file_import.hpp"

namespace tandem::importing {
namespace {

constexpr std::size_t kHeadBytesMax = std::size_t{64} << 20;
constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
constexpr std::string_view kEventsLine = "\nevents\n";

/// The names of a log, as the directory of the import knows them.
struct Ids {
  std::vector<ClientId> clients;
  std::vector<QueueId> queues;
  std::vector<CallTypeId> types;
  std::vector<AgentId> agents;
};

class EventLogImport {
 public:
  EventLogImport(ByteSource& source, const std::string& path, const Options& options, Directory& directory,
                 RecordSink& sink)
      : source_(source),
        file_(source, path, options, directory, sink),
        agents_(file_, options.wanted.agent_time) {}

  Result<Quality> run() {
    TANDEM_TRY(read_head());
    for (;;) {
      std::size_t at = 0;
      for (; at + kEventBytes <= bytes_.size(); at += kEventBytes)
        TANDEM_TRY(take(reinterpret_cast<const std::byte*>(&bytes_[at])));
      bytes_.erase(0, at);
      TANDEM_ASSIGN(more, read_block());
      if (!more) break;
    }
    if (!bytes_.empty()) {
      TANDEM_TRY(file_.row());
      TANDEM_TRY(
          file_.refuse("event cut off", error("is cut off: the log ends within it; copy the file again")));
    }
    return finish();
  }

 private:
  Error error(std::string message) {
    return {ErrorCode::bad_format,
            "event " + std::to_string(file_.quality().rows_read) + " " + message,
            {.file = file_.path()}};
  }

  Result<bool> read_block() {
    const std::size_t had = bytes_.size();
    bytes_.resize(had + kBlockBytes);
    TANDEM_ASSIGN(size, source_.read(std::span(bytes_).subspan(had)));
    bytes_.resize(had + size);
    return size > 0;
  }

  Result<void> read_head() {
    std::size_t end = std::string::npos;
    for (std::size_t looked = 0; end == std::string::npos;) {
      TANDEM_ASSIGN(more, read_block());
      end = bytes_.find(kEventsLine, looked);
      looked = bytes_.size() - std::min(bytes_.size(), kEventsLine.size());
      if (end == std::string::npos && (!more || bytes_.size() > kHeadBytesMax))
        return failure_at({.file = file_.path()}, ErrorCode::bad_format,
                          "has no line 'events', which ends the head of an event log; copy the file again");
    }
    if (!bytes_.starts_with(kEventLogMagic))
      return failure_at(
          {.file = file_.path(), .line = 1}, ErrorCode::bad_format,
          "is no event log of this version: its first line is not '{}'; write it again with this "
          "Tandem, whose events have other numbers",
          kEventLogMagic.substr(0, kEventLogMagic.size() - 1));
    // A head of one line ends with the line end that the last one begins with.
    const std::size_t begin = kEventLogMagic.size();
    auto head =
        parse_event_log_head(std::string_view(bytes_).substr(begin, end < begin ? 0 : end + 1 - begin));
    if (!head) {
      Error fault = std::move(head).error();
      fault.where.file = file_.path();
      return std::unexpected(std::move(fault));
    }
    bytes_.erase(0, end + kEventsLine.size());
    head_ = std::move(*head);
    agents_.set_window(head_);
    return intern();
  }

  Result<void> intern() {
    Directory& directory = file_.directory();
    const auto sound = [this](const std::string& name) -> Result<void> {
      if (std::string fault = name_fault(name); !fault.empty())
        return failure_at({.file = file_.path()}, ErrorCode::bad_value,
                          "a name of the head cannot be one: {}", fault);
      return {};
    };
    for (const std::string& name : head_.clients) {
      TANDEM_TRY(sound(name));
      ids_.clients.push_back(directory.clients.intern(name));
    }
    for (const EventLogHead::Queue& queue : head_.queues) {
      TANDEM_TRY(sound(queue.name));
      ids_.queues.push_back(directory.intern_queue(ids_.clients[queue.client.index()], queue.name));
    }
    for (const std::string& name : head_.types) {
      TANDEM_TRY(sound(name));
      ids_.types.push_back(directory.types.intern(name));
    }
    for (const std::string& name : head_.agents) {
      TANDEM_TRY(sound(name));
      ids_.agents.push_back(directory.agents.intern(name));
    }
    for (std::size_t agent = 0; agent < head_.serves.size(); ++agent) {
      EventLogHead::Serves serves = head_.serves[agent];
      for (ClientId& client : serves.clients) client = ids_.clients[client.index()];
      directory.add_serves(ids_.agents[agent], serves);
    }
    directory.add_log_of(head_.own_client.known() ? ids_.clients[head_.own_client.index()] : ClientId());
    return {};
  }

  Result<void> take(const std::byte* bytes) {
    TANDEM_TRY(file_.row());
    auto decoded = decode(bytes, head_);
    if (!decoded) return file_.refuse("no event", error(fmt::format("cannot be one: {}", decoded.error())));
    const Instant at = decoded->call ? decoded->call->at : decoded->agent->at;
    TANDEM_ASSIGN(in_order, agents_.in_order(at, decoded->first));
    if (!in_order)
      return file_.refuse("event out of order", error("is earlier than the one before it; sort the log"));
    ++file_.quality().rows_used;
    if (decoded->agent) {
      decoded->agent->agent = ids_.agents[decoded->agent->agent.index()];
      return agents_.take(*decoded->agent);
    }
    CallEvent event = *decoded->call;
    const std::uint32_t number = event.call.index();
    event.client = ids_.clients[event.client.index()];
    event.queue = ids_.queues[event.queue.index()];
    if (event.type.known()) event.type = ids_.types[event.type.index()];
    if (event.agent.known()) event.agent = ids_.agents[event.agent.index()];
    if (event.caller.known()) event.caller = caller(event.caller);
    event.source = file_.source_id();
    auto open = open_.find(number);
    if (event.kind == CallEventKind::offered) {
      if (open != open_.end()) return unused("call offered twice", "offers a call that is there already");
      open = open_.try_emplace(number).first;
      open->second.begin(event);
    } else {
      if (open == open_.end())
        return unused("event of no call", "is of a call that was not offered, or is over");
      open->second.take(event);
    }
    TANDEM_TRY(agents_.take(event));
    if (!decoded->last) return {};
    const CallRecord record = open->second.record();
    open_.erase(open);
    return give(record);
  }

  /// After it was counted as used.
  Result<void> unused(const std::string& kind, std::string message) {
    --file_.quality().rows_used;
    return file_.refuse(kind, error(std::move(message)));
  }

  CallerId caller(CallerId number) {
    if (!file_.options().wanted.caller) return {};
    return file_.directory().callers.intern(fmt::format("caller {}", number.index()));
  }

  Result<void> give(const CallRecord& record) {
    if (head_.counted_from.known() && record.offered_at < head_.counted_from) {
      ++file_.quality().notes["call of the warm-up, left out"];
      return {};
    }
    if (record.outcome == Outcome::answered && !record.answered_at.known())
      return unused("conversation that never began", "ends a conversation that never began");
    if (const std::string_view broken = order_broken(record); !broken.empty())
      return unused("events out of order",
                    fmt::format("ends a call whose events are out of order: {}", broken));
    return file_.give(record);
  }

  Result<Quality> finish() {
    std::vector<CallRecord> left;
    for (const auto& [number, fold] : open_) left.push_back(fold.record());
    std::ranges::sort(left, {},
                      [](const CallRecord& record) { return std::pair(record.offered_at, record.call); });
    for (const CallRecord& record : left) TANDEM_TRY(give(record));
    TANDEM_TRY(agents_.finish());
    return file_.finish();
  }

  ByteSource& source_;
  FileImport file_;
  EventLogAgents agents_;
  EventLogHead head_;
  Ids ids_;
  std::string bytes_;
  boost::unordered_flat_map<std::uint32_t, CallFold> open_;
};

}  // namespace

Result<Quality> import_event_log(ByteSource& source, const std::string& path, const Options& options,
                                 Directory& directory, RecordSink& sink) {
  return EventLogImport(source, path, options, directory, sink).run();
}

}  // namespace tandem::importing
