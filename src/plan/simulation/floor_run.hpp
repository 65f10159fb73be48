#pragma once

#include <atomic>
#include <cstdint>
#include <queue>
#include <vector>

#include "core/routing/router.hpp"
#include "plan/simulation/alarms.hpp"
#include "plan/simulation/arrival_stream.hpp"
#include "plan/simulation/model.hpp"
#include "plan/simulation/roster.hpp"
#include "plan/simulation/streams.hpp"

namespace tandem::simulation {

/// Is told what happens in a run. One call a step: what it is told at once costs less than asking.
class Recorder {
 public:
  virtual ~Recorder() = default;
  /// A fact, and what the router made of it.
  virtual void take(const routing::Fact& fact, const routing::Out& out) = 0;
  /// The call's last event was told; its id will be another's.
  virtual void left(CallId call) = 0;
};

/// One replication of a model: an event calendar around the router of the live floor. Callers' behaviour
/// (patience, talk, after-call work, priority) is drawn as they come, so that the k-th call of a type is the
/// same caller in every variant of a model.
class FloorRun {
 public:
  FloorRun(const Model& model, routing::Router router, std::uint64_t seed, std::uint64_t replication,
           Recorder& recorder);

  /// Runs to the end, and on until the last caller has left: for a day at most. Fails where `cancelled`
  /// became true, and where more calls than the plan's limit are on the floor at once.
  Result<void> run(const std::atomic<bool>& cancelled);

  std::uint64_t calls() const { return offered_; }
  std::uint64_t events() const { return events_; }

 private:
  using Fact = routing::Fact;
  using FactKind = routing::FactKind;
  using CommandKind = routing::CommandKind;
  using CallPlace = routing::CallPlace;
  using AgentPlace = routing::AgentPlace;
  using OfGroups = std::vector<std::optional<Distribution>> CallType::*;

  /// Who calls, and what it will take to serve, by the call's id.
  struct Caller {
    Duration talk;
    Duration after_call_work;
    CallTypeId type;  ///< of the present conversation, which a transfer changes
    CallTypeId offered_as;
    CallerId caller;
    std::uint8_t calls_again = 0;  ///< so many times this caller has called again
    bool called_back = false;
    bool here = false;
  };
  /// What an agent does next, and with which call.
  enum class Work : std::uint8_t { nothing, answer, miss, end_call, end_wrap_up };
  struct AgentWork {
    CallId call;
    Work work = Work::nothing;
  };
  /// What calls, agents and callers do next, each when.
  struct Due {
    Instant arrival;
    Instant work;
    Instant leaving;
  };
  struct CallsAgain {
    Instant at;
    CallTypeId type;
    CallerId caller;
    std::uint8_t times = 0;
  };
  struct Later {
    bool operator()(const CallsAgain& a, const CallsAgain& b) const {
      return a.at != b.at ? a.at > b.at : a.caller > b.caller;
    }
  };
  struct People {
    Random callers;
    Random services;
  };
  struct Streams {
    ArrivalStream arrivals;
    People first;
    People again;  ///< of those who call again: how many do depends on how the day went
  };

  void draw_agents(Random random);
  void act(Instant at, const Due& due);
  void act_on_other(Instant at);
  void come_or_go(const Fact& duty);
  void note_other();
  void begin_day();
  void arrive(Instant at);
  void offer(Instant at, CallTypeId type, CallerId caller, std::uint8_t calls_again);
  const Distribution& patience_of(const CallType& type) const;
  void look_for_pause(Instant at, AgentId agent);
  void set_pause(Instant at, AgentId agent, Duration after);
  void pause(Instant at, AgentId agent);
  void look_for_unanswered(Instant at);
  void let_leave(CallId call, Instant at, Duration patience);
  static std::uint8_t draw_priority(const CallType& type, Random& random);
  void step(const Fact& fact);
  void apply(const Fact& fact);
  void finish_at_once();
  void obey(const routing::Command& command, Instant at);
  void ring(Instant at, const routing::Command& command);
  Duration length_of(OfGroups of_groups, Duration drawn, CallTypeId type, AgentId agent) {
    return plain_lengths_ ? drawn : length_by(of_groups, drawn, type, agent);
  }
  Duration length_by(OfGroups of_groups, Duration drawn, CallTypeId type, AgentId agent);
  Duration work_after(const Caller& caller, AgentId agent);
  const Distribution* among_waiting(std::span<const CallType::Among> all) const;
  void begin_work(AgentId agent, CallId call, Work work, Instant until) {
    work_of_agent_[agent.index()] = {call, work};
    work_.set(agent.index(), until);
  }
  void begin_nothing(AgentId agent) {
    work_of_agent_[agent.index()].work = Work::nothing;
    work_.stop(agent.index());
  }
  void do_work(Instant at, AgentId agent);
  void end_wrap_up(const Fact& fact);
  void end_call(Instant at, CallId call, AgentId agent);
  void look_for_end(const CallEvent& event);
  CallId take_id();
  void give_back(CallId id);
  static bool chance(Random& random, double share) { return share > 0 && random.uniform() < share; }

  const Model& model_;
  routing::Router router_;
  Recorder& recorder_;
  Roster roster_;
  Random phones_;  ///< what agents and callers do that depends on how the day went
  Instant end_;
  routing::Out out_;

  std::vector<Streams> streams_;          ///< by type
  Alarms arrivals_;                       ///< by type: the next
  Alarms work_;                           ///< by agent: when it is done
  Alarms leaving_;                        ///< by call: when a caller who waits hangs up
  std::vector<AgentWork> work_of_agent_;  ///< by agent
  /// By agent: when who waits for a call turns to something else, or is back, from that or after a call
  /// unanswered. What an agent's hours say makes it void.
  Alarms pauses_;
  bool agents_pause_ = false;
  std::priority_queue<CallsAgain, std::vector<CallsAgain>, Later> call_again_;
  std::vector<Fact> duty_;  ///< of agents, in order
  std::size_t duty_next_ = 0;
  Instant duty_next_at_;
  Instant other_at_;  ///< the next of what is neither a call, work nor a hang-up, the router's wake-up aside
  std::vector<Caller> callers_;  ///< by call
  std::vector<CallId> free_ids_;
  bool plain_lengths_ = true;  ///< no group, and no agent, takes longer than another
  std::vector<double> pace_;   ///< by agent: what all lengths of work are multiplied by
  std::vector<Fact> at_once_;  ///< what follows from a step at the same instant
  std::uint64_t offered_ = 0;
  std::uint64_t events_ = 0;
  std::uint32_t next_caller_ = 0;
  std::uint32_t here_ = 0;  ///< calls on the floor
};

}  // namespace tandem::simulation
