#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "core/base/random.hpp"
#include "core/routing/access_table.hpp"
#include "core/routing/command.hpp"
#include "core/routing/fact.hpp"
#include "core/routing/floor_state.hpp"
#include "core/routing/free_agents.hpp"
#include "core/routing/guarantees.hpp"
#include "core/routing/plan.hpp"
#include "core/routing/pool_set.hpp"
#include "core/routing/waiting_calls.hpp"
#include "core/routing/wake_ups.hpp"

namespace tandem::routing {

/// Decides who gets which call: facts in, commands and call events out. A value without clock, input, output
/// or hidden randomness: the same facts give the same answers, in the simulator, on the live floor and when a
/// recorded day is replayed. One router owns the state of all calls and agents of one floor.
///
/// The caller owns time: facts carry their instants, which never go back, and a fact of kind time_passed must
/// come at wake_at() at the latest. Facts that a race has made stale (an agent answers as the caller hangs
/// up) are ignored; ids that the plan does not know are a programmer's error.
class Router {
 public:
  /// Fails with the first of faults_of(plan).
  static Result<Router> create(Plan plan);

  /// Acts on one fact. `out` is cleared first. Allocates nothing once `out` has grown to its usual size.
  void step(const Fact& fact, Out& out);
  /// When the router must be given a fact of kind time_passed; none(): not at all.
  Instant wake_at() const { return wake_at_; }

  /// From now on another plan holds. Calls keep their places, agents their work; what the new plan forbids is
  /// not taken back, only no longer begun. Lists may only grow. On failure nothing has changed.
  Result<void> replace(Plan plan, Instant at, Out& out);

  struct WaitEstimate {
    Duration wait;   ///< of a caller who would come now
    Duration error;  ///< mean absolute error of such estimates so far
  };
  /// By the calls ahead and the mean time between starts of service of calls that had waited, weighted to the
  /// recent ones. Nothing until two of those were seen, or where the plan does not ask for estimates.
  std::optional<WaitEstimate> expected_wait(QueueId id) const;

  const Plan& plan() const { return plan_; }
  std::uint32_t waiting(QueueId queue) const { return waiting_.size(queue); }
  std::uint32_t waiting() const { return waiting_.total(); }
  std::uint32_t free_agents() const { return free_.size(); }
  CallPlace place_of(CallId call) const { return calls_[call.index()].place; }
  AgentPlace place_of(AgentId agent) const { return agents_[agent.index()].place; }
  AgentId agent_of(CallId call) const { return calls_[call.index()].agent; }
  CallId call_of(AgentId agent) const { return agents_[agent.index()].call; }
  /// Of the call that an agent is on, or was on last.
  QueueId queue_of(AgentId agent) const { return agents_[agent.index()].queue; }
  bool is_cleared(AgentId agent, ClientId client) const {
    return !plan_.clearance_required || now_ < clearance(agent, client);
  }

  /// Every invariant, at a cost that grows with the floor: a call is in one place, an agent has one call at
  /// most, nobody waits whom a free agent could serve unless a stage or a guarantee forbids it... Stops the
  /// process where one does not hold. Debug and fuzzing builds call it after every step.
  void check() const;

 private:
  explicit Router(Plan plan);

  // Kinds of wake-ups.
  enum CallWake : std::uint32_t { kLeave, kAnnounce, kOfferCallback, kCallWakes };
  enum AgentWake : std::uint32_t { kWork, kAgentWakes };
  enum QueueWake : std::uint32_t { kWiden, kHours, kQueueWakes };
  /// What may let calls and agents come together, beside agents who became free.
  enum Unsettled : unsigned {
    kStates = 1,   ///< who is free, or an expected wait, where a stage opens by it
    kGroups = 2,   ///< who a guarantee goes by signed off or stopped work
    kReturned = 4  ///< calls, from where they were parked
  };

  // router.cpp
  void act_on(const Fact& fact);
  void wake(Instant until);
  Instant next_wake() const {
    return std::min({clearance_wakes_.next(), call_wakes_.next(), agent_wakes_.next(), queue_wakes_.next()});
  }
  void wake_call(CallId call, std::uint32_t kind);
  void wake_agent(AgentId agent);
  void wake_queue(QueueId queue, std::uint32_t kind);
  void emit(CallEventKind kind, CallId id, AgentId agent = {}, Ending ending = Ending::completed);
  void emit_agent(AgentEventKind kind, AgentId agent);
  Command& command(CommandKind kind, CallId call, AgentId agent = {});

  // calls.cpp
  void offer(const Fact& fact);
  void enter(CallId id, QueueId queue);
  const Leaving* turned_away(QueueId id) const;
  const Leaving* not_let_wait(QueueId id) const;
  void set_call_wakes(CallId id);
  void cancel_call_wakes(CallId id);
  void wait_in(CallId id, QueueId queue);
  void leave(CallId id, const Leaving& how);
  void hang_up(CallId id);
  void request_callback(CallId id);
  void callback_failed(CallId id);
  void end(CallId id);
  void transfer(CallId id, QueueId queue);
  void transfer(CallId id, AgentId to);
  void free_id(CallId id);
  void stop_waiting(CallId id);
  void announce(CallId id);
  void hold(CallId id, bool held);

  // consultations.cpp
  void consult(CallId id, QueueId queue);
  void consult(CallId id, AgentId agent);
  void ask(CallId id, AgentId agent, QueueId queue);
  void stop_consulting(CallId id);
  void hand_over(CallId id);

  // agents.cpp
  void sign_on(AgentId agent);
  void set_ready(AgentId agent);
  void set_not_ready(AgentId agent, std::uint16_t reason);
  void sign_off(AgentId agent);
  void lose(AgentId agent);
  void wrap_up(AgentId agent);
  void extend_wrap_up(AgentId agent, Instant until);
  void finish_work(AgentId agent);
  void release(AgentId agent, Instant free_since);
  void become_free(AgentId agent, Instant since);
  void leave_free(AgentId agent);
  void set_clearance(AgentId agent, ClientId client, Instant until);
  void clearances_lapsed(AgentId agent);
  void choose_pool(AgentId agent);
  Instant& clearance(AgentId agent, ClientId client) {
    return cleared_until_[agent.index() * plan_.clients.size() + client.index()];
  }
  const Instant& clearance(AgentId agent, ClientId client) const {
    return cleared_until_[agent.index() * plan_.clients.size() + client.index()];
  }

  // matching.cpp
  AgentId agent_for(QueueId queue);
  CallId call_for(AgentId agent) const;
  std::uint8_t open_stage(QueueId queue) const;
  bool stage_opens(const Stage& stage, QueueId queue, std::uint32_t free) const;
  std::uint32_t free_agents_until(QueueId queue, std::size_t stage) const;
  void serve_queue(QueueId queue);
  void give(CallId call);
  void serve(AgentId agent);
  void serve_all_free();
  bool is_settled() const { return just_free_.empty() && unsettled_ == 0; }
  void settle() {
    if (is_settled()) return;
    if (waiting_.total() > 0) return settle_all();
    // Nobody waits for whoever is free, nor for a stage to open.
    just_free_.clear();
    unsettled_ = 0;
  }
  void settle_all();
  void set_widening(QueueId queue);
  void ring(CallId id, AgentId agent);
  void ring_all(CallId id);
  void start_ringing(CallId id, AgentId agent);
  void let_ring(AgentId agent, CallId id, QueueId by);
  void answer(AgentId agent);
  struct Failure {
    bool told = false;  ///< by the phone, which no longer rings
    bool blame = true;  ///< the agent could have answered
  };
  void ring_failed(AgentId agent, const Failure& failure);
  void stop_ringing(CallId id, AgentId but_not);
  void note_start(CallId id);
  std::optional<WaitEstimate> wait_at(QueueId id, std::uint32_t place) const;

  // replacing.cpp
  void take_over(Plan plan);
  void take_rules(std::uint32_t agent);
  void set_up_queues();
  void set_up_queue(std::uint32_t index);
  bool is_open(QueueId id) const;
  void set_hours(QueueId id);
  void empty_after_closing(QueueId queue);
  Instant next_opening(QueueId id) const;

  // checking.cpp
  void check_calls() const;
  void check_consultation(CallId id) const;
  void check_agents() const;
  void check_nobody_waits_in_vain() const;

  Plan plan_;
  AccessTable access_;
  Guarantees guarantees_;
  WaitingCalls waiting_;
  FreeAgents free_;
  PoolCounts on_duty_;  ///< of agents who are signed on
  std::vector<CallState> calls_;
  std::vector<AgentStatus> agents_;
  std::vector<QueueStatus> queues_;
  std::vector<Instant> cleared_until_;  ///< by agent and client
  WakeUps call_wakes_;
  WakeUps agent_wakes_;
  WakeUps clearance_wakes_;  ///< by agent
  WakeUps queue_wakes_;
  Random random_;
  Instant now_;
  Instant wake_at_;  ///< next_wake(), as of the last step
  std::uint64_t arrivals_ = 0;
  std::uint32_t ids_used_ = 0;            ///< calls so far have had ids below it
  std::vector<QueueId> opened_by_state_;  ///< a stage of theirs opens by who is free, or by the expected wait
  std::vector<AgentId> just_free_;        ///< in this step
  unsigned unsettled_ = 0;                ///< what has changed in this step, of Unsettled
  unsigned settled_by_ = 0;               ///< the same: what an agent who is no longer free changes
  Out* out_ = nullptr;                    ///< of the step that is being made
};

// Inline, as every step tells several events.

inline void Router::emit(CallEventKind kind, CallId id, AgentId agent, Ending ending) {
  const CallState& call = calls_[id.index()];
  CallEvent& event = out_->calls.emplace_back();
  event.at = now_;
  event.call = id;
  event.client = call.client;
  event.queue = call.queue;
  event.agent = agent;
  event.type = call.type;
  event.caller = call.caller;
  event.kind = kind;
  event.ending = ending;
  event.priority = call.priority;
}

inline Command& Router::command(CommandKind kind, CallId call, AgentId agent) {
  Command& command = out_->commands.emplace_back();
  command.kind = kind;
  command.call = call;
  command.agent = agent;
  command.queue = calls_[call.index()].queue;
  return command;
}

}  // namespace tandem::routing
