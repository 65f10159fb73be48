#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.hpp"
#include "core/events/agent_interval.hpp"
#include "plan/import/file_import.hpp"

namespace tandem::importing {

/// So many events of one agent are held before they are folded.
inline constexpr std::size_t kAgentEventsMax = 8192;
/// So many agents of one log are followed; those beyond are known by their calls only.
inline constexpr std::size_t kAgentsMax = 100'000;

/// What a log says of an agent, calls aside.
struct AgentChange {
  enum class Kind : std::uint8_t {
    log_in,
    log_off,
    join_queue,
    leave_queue,
    pause,  ///< in `queue`
    unpause,
    pause_all,
    unpause_all
  };
  Instant at;
  std::string_view agent;
  std::string_view queue;
  std::string_view reason;                ///< of a pause; may be empty
  std::optional<Duration> signed_on_for;  ///< of a log_off that says so
  Kind kind = Kind::log_in;
};

/// Follows the agents of an event log: signed on while logged in or a member of any queue, not ready while
/// paused in all of them. Of an agent that the log never signs on, the time on calls is handed on and nothing
/// else: when such an agent was there, and idle, nobody wrote down. Lives as long as an import.
class AgentLog {
 public:
  Result<void> take(const AgentChange& change, FileImport& file);
  /// What a call has to do with `event.agent`.
  Result<void> take(const CallEvent& given, FileImport& file);
  /// Folds and hands on what is left.
  Result<void> finish(FileImport& file);

 private:
  struct Book {
    AgentId id;
    std::vector<AgentEvent> events;
    std::vector<CallEvent> calls;
    std::map<std::string, bool, std::less<>> paused_in;  ///< by queue joined
    bool logged_in = false;
    bool paused_everywhere = false;
    bool on_duty = false;
    bool ready = true;
    ReasonId reason;
    Instant last;           ///< of the latest event
    Instant flushed_until;  ///< what lies before is handed on already
    /// When the agent was signed on, since the last flush; the last may still be open (until is none()).
    struct Session {
      Instant from;
      Instant until;
    };
    std::vector<Session> sessions;
  };
  Book* book_of(AgentId id);
  void apply(Book& book, const AgentChange& change, FileImport& file);
  Result<void> follow(Book& book, Instant at, ClientId client, FileImport& file);
  void push(Book& book, AgentEventKind kind, Instant at, ClientId client, FileImport& file);
  Result<void> give(const Book& book, const AgentInterval& interval, FileImport& file);
  Result<void> flush(Book& book, FileImport& file);

  std::unordered_map<AgentId, Book> books_;
};

}  // namespace tandem::importing
