#include "plan/simulation/replication.hpp"

#include <memory>
#include <utility>

#include "plan/simulation/client_log_recorder.hpp"
#include "plan/simulation/event_log_recorder.hpp"
#include "plan/simulation/floor_run.hpp"

namespace tandem::simulation {

routing::Plan plan_of(const Model& model, const ReplicationId& replication) {
  routing::Plan plan = model.plan;
  for (routing::Agent& agent : plan.agents) {
    const Group& group = model.groups[agent.group.index()];
    agent.answers_at_once = group.answers_after.is_zero() && group.ring_refused == 0;
  }
  plan.seed = stream_of(replication.seed, replication.number, Purpose::router, 0)();
  return plan;
}

Result<RunFigures> run_replication(const Model& model, const Slices& slices, const ReplicationId& replication,
                                   const std::atomic<bool>& cancelled, EventLogFile* event_log) {
  TANDEM_ASSIGN(router, routing::Router::create(plan_of(model, replication)));
  RunTally tally(model, slices);
  std::unique_ptr<Recorder> log;
  if (event_log != nullptr && event_log->client().known())
    log = std::make_unique<ClientLogRecorder>(*event_log, model, tally);
  else if (event_log != nullptr)
    log = std::make_unique<EventLogRecorder>(*event_log, tally);
  FloorRun run(model, std::move(router), replication.seed, replication.number, log ? *log : tally);
  TANDEM_TRY(run.run(cancelled));
  RunFigures figures = tally.finish();
  figures.calls_offered = run.calls();
  figures.events = run.events();
  return figures;
}

}  // namespace tandem::simulation
