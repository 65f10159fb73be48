#include "plan/twin/day_model.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "plan/twin/presence.hpp"

namespace tandem::twin {
namespace {

using simulation::CallType;
using simulation::Group;

/// What agents serve is drawn from a stream of its own.
constexpr std::uint64_t kSkillsStream = 1;

/// Who is in the model: queues by call type, groups by agent, call types by type and hour.
class Maker {
 public:
  Maker(const DayObserved& day, const Behaviour& behaviour, const Zone& zone)
      : day_(day), behaviour_(behaviour), zone_(zone), presence_(day, behaviour) {}

  DayModel make(const kpi::Rules& rules, Random random) {
    simulation::Model& model = made_.model;
    model.name = to_text(day_.day);
    model.rules = rules;
    model.horizon.zone = &zone_;
    model.horizon.start = start_of_day(day_.day, zone_);
    model.horizon.length = start_of_day(day_.day + std::chrono::days(1), zone_) - model.horizon.start;
    model.plan.clients = {"client"};
    model.plan.clearance_required = false;
    Random skills = Random::stream(random(), kSkillsStream);
    for (const DayObserved::Duty& duty : day_.duty) {
      add_agent(duty);
      serves_.push_back(skills_of(behaviour_of(duty.agent), skills));
    }
    add_calls(random);
    return std::move(made_);
  }

 private:
  /// Calls whose services are alike.
  struct Kind {
    CallTypeId type;
    std::size_t hour = 0;
    std::size_t step = 0;  ///< of CallSurge
    bool extra = false;    ///< because of a surge alone
    friend auto operator<=>(const Kind&, const Kind&) = default;
  };

  const AgentBehaviour& behaviour_of(AgentId agent) const {
    const AgentBehaviour& own = behaviour_.agents[agent.index()];
    return own.known ? own : behaviour_.stranger;
  }

  /// What an agent serves that day is not known: as on one of its last days.
  static std::vector<bool> skills_of(const AgentBehaviour& agent, Random& random) {
    if (agent.serves_on.empty()) return agent.serves;
    const auto day = static_cast<std::size_t>(random.uniform() * static_cast<double>(agent.serves_on.size()));
    return agent.serves_on[std::min(day, agent.serves_on.size() - 1)];
  }

  void add_agent(const DayObserved::Duty& duty) {
    simulation::Model& model = made_.model;
    const auto id = static_cast<std::uint32_t>(model.groups.size());
    std::string name = fmt::format("agent {}", duty.agent.index());
    model.plan.groups.push_back(name);
    model.plan.agents.push_back({.name = std::move(name), .group = routing::GroupId(id)});
    Group group;
    std::vector<TimeSpan> present = presence_.of(duty.on_duty);
    for (TimeSpan& span : present) span.from = std::max(span.from, made_.model.horizon.start);
    group.recorded.push_back({std::move(present)});
    group.pauses = behaviour_.pauses;
    model.groups.push_back(std::move(group));
  }

  QueueId queue_of(CallTypeId type) {
    const auto [known, is_new] = queues_.try_emplace(type);
    if (!is_new) return known->second;
    routing::Queue queue;
    queue.name = behaviour_.types[type.index()].name;
    queue.client = ClientId(0);
    queue.credit_per_priority = behaviour_.credit;
    routing::Access access;
    for (std::uint32_t i = 0; i < day_.duty.size(); ++i) {
      if (type.index() < serves_[i].size() && serves_[i][type.index()]) access.groups.emplace_back(i);
    }
    // Where nobody of that day is known to serve them, everybody does.
    queue.stages.push_back({.access = {std::move(access)}});
    auto& queues = made_.model.plan.queues;
    known->second = QueueId(static_cast<std::uint32_t>(queues.size()));
    queues.push_back(std::move(queue));
    return known->second;
  }

  void add_calls(Random random) {
    std::vector<Instant> arrivals;
    for (const DayObserved::Arrival& arrival : day_.arrivals) arrivals.push_back(arrival.at);
    const CallSurge surge(arrivals, behaviour_.usual_calls, zone_);
    std::map<Kind, std::size_t> types;
    for (const DayObserved::Arrival& arrival : day_.arrivals) {
      const TypeBehaviour& behaves = behaviour_.types[arrival.type.index()];
      if (random.uniform() < behaves.never_queues) {
        ++made_.at_once;
        continue;
      }
      const double times_usual = surge.times_usual(arrival.at);
      Kind kind{arrival.type, zone_.hour_of(arrival.at), CallSurge::step_of(times_usual)};
      const double extra = behaviour_.surge_callers ? CallSurge::extra_share(times_usual) : 0;
      kind.extra = extra > 0 && random.uniform() < extra;
      const auto [known, is_new] = types.try_emplace(kind, types.size());
      if (is_new) add_type(kind);
      made_.model.types[known->second].arrivals.trace.push_back(arrival.at);
    }
  }

  void add_type(const Kind& kind) {
    const CallTypeId id = kind.type;
    const TypeBehaviour& behaves = behaviour_.types[id.index()];
    CallType type;
    type.name = fmt::format("{} {:02} {}{}", behaves.name, kind.hour, kind.step, kind.extra ? " extra" : "");
    type.queue = queue_of(id);
    type.arrivals.kind = simulation::Arrivals::Kind::trace;
    const double gaps_pace = behaviour_.between_calls_pace[kind.hour];
    type.after_call_work = behaviour_.between_calls.scaled(gaps_pace);
    for (const CallType::Among& among : behaviour_.between_calls_among)
      type.after_call_work_among.push_back({among.waiting, among.lasts.scaled(gaps_pace)});
    if (behaves.credited > 0) type.priorities = {{1, behaves.credited}, {0, 1 - behaves.credited}};
    if (kind.extra) {
      type.patience = behaviour_.surge_callers->patience;
      type.talk = behaviour_.surge_callers->service;
    } else {
      type.patience = behaves.patience;
      type.patience_among = behaves.patience_among;
      add_talk(kind, type);
    }
    made_.model.types.push_back(std::move(type));
  }

  void add_talk(const Kind& kind, CallType& type) const {
    const double pace = behaviour_.pace_at(day_.day, kind.hour, kind.step);
    type.talk = behaviour_.stranger.service[kind.type.index()].scaled(pace);
    for (const DayObserved::Duty& duty : day_.duty)
      type.talk_of_group.push_back(behaviour_of(duty.agent).service[kind.type.index()].scaled(pace));
  }

  const DayObserved& day_;
  const Behaviour& behaviour_;
  const Zone& zone_;
  Presence presence_;
  DayModel made_;
  std::vector<std::vector<bool>> serves_;  ///< by agent of the day
  std::map<CallTypeId, QueueId> queues_;
};

}  // namespace

DayModel model_of(const DayObserved& day, const Behaviour& behaviour, const Zone& zone,
                  const kpi::Rules& rules, Random random) {
  return Maker(day, behaviour, zone).make(rules, random);
}

}  // namespace tandem::twin
