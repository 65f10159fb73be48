#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/instant.hpp"
#include "core/base/result.hpp"

namespace tandem::importing {

/// What a line of Asterisk's queue_log says, after its documentation ("Queue Logs"). Lines of the same
/// meaning share a kind: whether the agent or the caller hung up makes no difference here.
enum class QueueLogKind : std::uint8_t {
  did,             ///< DID(number): the number that was called, before the queue
  enter,           ///< ENTERQUEUE(url|caller|position)
  ring_no_answer,  ///< RINGNOANSWER(milliseconds); AGENTDUMP: hung up during the announcement
  ring_cancelled,  ///< RINGCANCELED(milliseconds): the caller hung up while it rang
  connect,         ///< CONNECT(holdtime|channel|ringtime)
  complete,        ///< COMPLETEAGENT, COMPLETECALLER(holdtime|calltime|position)
  transfer,        ///< TRANSFER, BLINDTRANSFER(exten|context|holdtime|calltime|position)
  attended,        ///< ATTENDEDTRANSFER(method|...|holdtime|calltime|position)
  abandon,         ///< ABANDON(position|origposition|waittime)
  leave,           ///< EXITEMPTY, EXITWITHTIMEOUT(position|origposition|waittime), LEAVEEMPTY
  leave_by_key,    ///< EXITWITHKEY(key|position|origposition|waittime)
  turned_away,     ///< JOINEMPTY, FULL: never got into the queue
  closed,          ///< CLOSED: never got into the queue, out of hours
  log_in,          ///< AGENTLOGIN(channel), AGENTCALLBACKLOGIN(exten@context)
  log_off,         ///< AGENTLOGOFF(channel|logintime), AGENTCALLBACKLOGOFF(exten@context|logintime|reason)
  add_member,      ///< ADDMEMBER: the agent joined a queue
  remove_member,   ///< REMOVEMEMBER
  pause,           ///< PAUSE(reason), of one queue
  unpause,         ///< UNPAUSE
  pause_all,       ///< PAUSEALL(reason), of every queue
  unpause_all,     ///< UNPAUSEALL
  restart,         ///< QUEUESTART: the switch started, all its calls are gone
  housekeeping,    ///< CONFIGRELOAD, SYSCOMPAT, PENALTY, PAUSEREASON...: no calls
  unknown          ///< a word of the user's own (application QueueLog) or of a later version
};

/// One line, its views those of the line.
struct QueueLogEvent {
  static constexpr std::size_t kDataMax = 8;
  Instant at;
  std::string_view call;
  std::string_view queue;
  std::string_view agent;  ///< "" for NONE
  std::string_view word;
  QueueLogKind kind = QueueLogKind::unknown;
  std::array<std::string_view, kDataMax> data;
  std::size_t data_count = 0;

  /// A length in seconds among the data, by position, from 0; nothing where it is missing or no number.
  std::optional<Duration> seconds(std::size_t position) const;
  std::optional<Duration> milliseconds(std::size_t position) const;
};

/// Errors: fewer than five fields between bars, a time that is no seconds since 1970, no event. They name the
/// column.
Result<QueueLogEvent> read_queue_log_event(std::string_view line, std::uint64_t number,
                                           const std::string& file);

}  // namespace tandem::importing
