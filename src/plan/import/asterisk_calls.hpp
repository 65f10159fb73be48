#pragma once

#include <cstdint>
#include <deque>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/result.hpp"
#include "core/events/event.hpp"
#include "plan/import/agent_log.hpp"
#include "plan/import/asterisk_event.hpp"
#include "plan/import/file_import.hpp"

namespace tandem::importing {

class DuplicateFinder;

/// So many calls may be open at one moment of a log; the oldest is given up as unfinished beyond.
inline constexpr std::size_t kOpenCallsMax = 50'000;
/// A call that left a queue unanswered and enters another one within so long is one call that was queued
/// again.
inline constexpr Duration kReentryMax = Duration::minutes(10);
/// The names of so many calls that are over are remembered, for lines about them that come late.
inline constexpr std::size_t kOverCallsMax = 8192;
/// A call keeps so many events; attempts to ring beyond are not counted.
inline constexpr std::size_t kCallEventsMax = 512;

/// Gathers the events of an Asterisk log by call and folds each call when it is over. Lives as long as an
/// import, so a call may begin in one file of a rotated log and end in the next.
class AsteriskCalls {
 public:
  /// `duplicates` may be null: not looked for.
  explicit AsteriskCalls(DuplicateFinder* duplicates) : duplicates_(duplicates) {}

  /// Takes a line that is about a call. Counts the line as used or ignored, or refuses it.
  Result<void> take(const QueueLogEvent& event, std::uint64_t line, AgentLog& agents, FileImport& file);
  /// The switch started: whatever was open is gone.
  Result<void> restart(FileImport& file);
  /// The log is over: hands on what is still open.
  Result<void> finish(FileImport& file);

 private:
  struct OpenCall {
    std::string name;
    std::vector<CallEvent> events;
    CallId id;
    CallerId caller;
    CallTypeId type;
    QueueId queue;
    AgentId agent;           ///< who has answered
    Instant leave_is_final;  ///< known once the call left a queue unanswered: until when it may enter another
    bool queued = false;
    bool answered = false;
    bool duplicate = false;  ///< was there before: its lines are passed over
  };
  using Calls = std::list<OpenCall>;

  OpenCall* find(std::string_view name);
  Result<OpenCall*> open(std::string_view name, FileImport& file);
  /// Hands the call on and forgets it: `call` is gone after that.
  Result<void> close(OpenCall& call, FileImport& file);
  void forget(OpenCall& call);
  void push(OpenCall& call, CallEventKind kind, Instant at, AgentId agent, FileImport& file,
            Ending ending = Ending::completed);

  Result<void> enter(const QueueLogEvent& event, std::uint64_t line, FileImport& file);
  Result<void> ring(OpenCall& call, const QueueLogEvent& event, AgentLog& agents, FileImport& file);
  Result<void> connect(OpenCall& call, const QueueLogEvent& event, AgentLog& agents, FileImport& file);
  Result<void> end_talk(OpenCall& call, const QueueLogEvent& event, AgentLog& agents, FileImport& file);
  Result<void> leave(OpenCall& call, const QueueLogEvent& event, FileImport& file);
  Result<void> turn_away(const QueueLogEvent& event, FileImport& file);
  Result<OpenCall*> reconstruct(const QueueLogEvent& event, std::uint64_t line, AgentLog& agents,
                                FileImport& file);
  Result<void> close_those_that_left(Instant now, FileImport& file);

  DuplicateFinder* duplicates_;
  Calls calls_;
  std::unordered_map<std::string_view, Calls::iterator> by_name_;
  std::deque<std::pair<Instant, std::string>>
      left_;  ///< calls that left a queue unanswered, by when it is final
  std::deque<std::string> over_;
  std::unordered_set<std::string_view> over_names_;
  std::uint32_t next_id_ = 0;
};

}  // namespace tandem::importing
