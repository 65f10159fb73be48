#pragma once

#include <atomic>
#include <cstdint>

#include "core/base/result.hpp"
#include "plan/simulation/run_tally.hpp"

namespace tandem::simulation {

class EventLogFile;  // plan/simulation/event_log_recorder.hpp

/// Which of all runs of a model: what is drawn in it depends on nothing else.
struct ReplicationId {
  std::uint64_t seed = 1;
  std::uint64_t number = 0;
};

/// The plan of its router: the model's, with a seed of its own.
routing::Plan plan_of(const Model& model, const ReplicationId& replication);

/// Runs a model, which must be sound, once. Every event goes to `event_log` where there is one. Fails as
/// FloorRun::run does.
Result<RunFigures> run_replication(const Model& model, const Slices& slices, const ReplicationId& replication,
                                   const std::atomic<bool>& cancelled, EventLogFile* event_log = nullptr);

}  // namespace tandem::simulation
