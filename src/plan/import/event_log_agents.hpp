#pragma once

#include <cstdint>
#include <vector>

#include "core/events/agent_interval.hpp"
#include "core/events/event_log.hpp"
#include "plan/import/file_import.hpp"

namespace tandem::importing {

/// Folds the agents' time of an event log as it is read, and hands it on as far as it counts. Of each agent
/// it keeps a few events at most.
class EventLogAgents {
 public:
  /// `wanted`: where nobody asks for agents' time, all does nothing.
  EventLogAgents(FileImport& file, bool wanted) : file_(file), wanted_(wanted) {}
  /// Once, before the events.
  void set_window(const EventLogHead& head);

  /// Whether an event may come next. `first`: of a run, which ends the one before.
  Result<bool> in_order(Instant at, bool first);
  /// With the directory's ids.
  Result<void> take(const CallEvent& event);
  Result<void> take(const AgentEvent& event);
  /// After the last event of a run.
  Result<void> finish();

 private:
  template <class Event>
  Result<void> fold(const Event& event);
  Result<void> give();

  FileImport& file_;
  bool wanted_;
  Instant from_ = Instant::from_microseconds(INT64_MIN);
  Instant until_;
  Instant now_ = from_;
  std::vector<AgentFold> folds_;  ///< by agent
  std::vector<AgentInterval> done_;
};

}  // namespace tandem::importing
