#include "plan/import/asterisk_queue_log.hpp"

#include "plan/import/agent_log.hpp"
#include "plan/import/asterisk_calls.hpp"
#include "plan/import/asterisk_event.hpp"
#include "plan/import/file_import.hpp"
#include "plan/import/source/line_reader.hpp"

namespace tandem::importing {
namespace {

/// A clock set back by less is lines written by several threads.
constexpr Duration kClockSetBackMin = Duration::seconds(2);

AgentChange change_of(const QueueLogEvent& event) {
  using enum AgentChange::Kind;
  AgentChange change;
  change.at = event.at;
  change.agent = event.agent;
  change.queue = event.queue;
  switch (event.kind) {
    case QueueLogKind::log_off:
      change.kind = log_off;
      change.signed_on_for = event.seconds(1);
      break;
    case QueueLogKind::add_member:
      change.kind = join_queue;
      break;
    case QueueLogKind::remove_member:
      change.kind = leave_queue;
      break;
    case QueueLogKind::unpause:
      change.kind = unpause;
      break;
    case QueueLogKind::unpause_all:
      change.kind = unpause_all;
      break;
    case QueueLogKind::pause:
    case QueueLogKind::pause_all:
      change.kind = event.kind == QueueLogKind::pause ? pause : pause_all;
      if (event.data_count > 0) change.reason = event.data[0];
      break;
    default:
      change.kind = log_in;
      break;
  }
  return change;
}

}  // namespace

struct AsteriskQueueLog::State {
  explicit State(DuplicateFinder* duplicates) : calls(duplicates) {}
  Result<void> take(const Line& line, FileImport& file);

  AsteriskCalls calls;
  AgentLog agents;
  Instant latest;
};

Result<void> AsteriskQueueLog::State::take(const Line& line, FileImport& file) {
  TANDEM_TRY(file.row());
  TANDEM_ASSIGN(sound, file.sound(line));
  if (!sound) return {};
  const auto read = read_queue_log_event(line.text, line.number, file.path());
  if (!read) return file.refuse("no line of a queue log", read.error());
  const QueueLogEvent& event = *read;
  for (const std::string_view name : {event.call, event.queue, event.agent, event.data[0], event.data[1]}) {
    if (std::string fault = name_fault(name); !fault.empty())
      return file.refuse(
          "name that cannot be one",
          Error{ErrorCode::bad_value, std::move(fault), {.file = file.path(), .line = line.number}});
  }
  if (latest.known() && latest - event.at >= kClockSetBackMin)
    ++file.quality().notes["clock of the log goes back"];
  latest = event.at;
  switch (event.kind) {
    case QueueLogKind::restart:
      file.ignore("event QUEUESTART");
      return calls.restart(file);
    case QueueLogKind::housekeeping:
      file.ignore(fmt::format("event {}", event.word));
      return {};
    case QueueLogKind::unknown:
      file.ignore("event of another kind");
      return {};
    case QueueLogKind::log_in:
    case QueueLogKind::log_off:
    case QueueLogKind::add_member:
    case QueueLogKind::remove_member:
    case QueueLogKind::pause:
    case QueueLogKind::unpause:
    case QueueLogKind::pause_all:
    case QueueLogKind::unpause_all:
      if (event.agent.empty()) {
        file.ignore("agent event that names no agent");
        return {};
      }
      ++file.quality().rows_used;
      return agents.take(change_of(event), file);
    default:
      return calls.take(event, line.number, agents, file);
  }
}

AsteriskQueueLog::AsteriskQueueLog(DuplicateFinder* duplicates)
    : state_(std::make_unique<State>(duplicates)) {}
AsteriskQueueLog::~AsteriskQueueLog() = default;

Result<Quality> AsteriskQueueLog::read(ByteSource& source, const std::string& path, const Options& options,
                                       Directory& directory, RecordSink& sink) {
  FileImport file(source, path, options, directory, sink);
  LineReader lines(source);
  Line line;
  while (true) {
    TANDEM_ASSIGN(more, lines.next(line));
    if (!more) break;
    if (line.fault == Line::Fault::none && line.text.find_first_not_of(" \t") == std::string_view::npos)
      continue;
    TANDEM_TRY(state_->take(line, file));
  }
  return file.finish();
}

Result<Quality> AsteriskQueueLog::finish(const std::string& path, const Options& options,
                                         Directory& directory, RecordSink& sink) {
  const auto nothing = memory_source("");
  FileImport file(*nothing, path, options, directory, sink);
  TANDEM_TRY(state_->calls.finish(file));
  TANDEM_TRY(state_->agents.finish(file));
  return file.finish();
}

Instant first_time_of_queue_log(std::string_view start) {
  while (!start.empty()) {
    const std::size_t end = start.find('\n');
    if (const auto event = read_queue_log_event(start.substr(0, end), 1, "")) return event->at;
    if (end == std::string_view::npos) break;
    start.remove_prefix(end + 1);
  }
  return Instant::none();
}

}  // namespace tandem::importing
