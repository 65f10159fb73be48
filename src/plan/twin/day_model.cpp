#include "plan/twin/day_model.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace tandem::twin {
namespace {

using simulation::CallType;
using simulation::Group;

/// Who waited for calls so long was away, however few came.
constexpr Duration kIdleMax = Duration::hours(1);
/// Of calls that were shared out evenly, one who missed so many was not there.
constexpr double kCallsMissedMin = 6;

/// Who is in the model: queues by call type, groups by agent, call types by type and hour.
class Maker {
 public:
  Maker(const DayObserved& day, const Behaviour& behaviour, const Zone& zone)
      : day_(day), behaviour_(behaviour), zone_(zone) {}

  DayModel make(const kpi::Rules& rules, Random random) {
    simulation::Model& model = made_.model;
    model.name = to_text(day_.day);
    model.rules = rules;
    model.horizon.zone = &zone_;
    model.horizon.start = start_of_day(day_.day, zone_);
    model.horizon.length = start_of_day(day_.day + std::chrono::days(1), zone_) - model.horizon.start;
    model.plan.clients = {"client"};
    model.plan.clearance_required = false;
    for (const DayObserved::Duty& duty : day_.duty) add_agent(duty);
    add_calls(random);
    return std::move(made_);
  }

 private:
  const AgentBehaviour& behaviour_of(AgentId agent) const {
    const AgentBehaviour& own = behaviour_.agents[agent.index()];
    return own.known ? own : behaviour_.stranger;
  }

  void add_agent(const DayObserved::Duty& duty) {
    simulation::Model& model = made_.model;
    const auto id = static_cast<std::uint32_t>(model.groups.size());
    std::string name = fmt::format("agent {}", duty.agent.index());
    model.plan.groups.push_back(name);
    model.plan.agents.push_back({.name = std::move(name), .group = routing::GroupId(id)});
    Group group;
    group.recorded.push_back({present(duty.on_duty)});
    group.pauses = behaviour_.pauses;
    model.groups.push_back(std::move(group));
  }

  std::size_t arrivals_between(Instant from, Instant until) const {
    const auto first = std::ranges::lower_bound(day_.arrivals, from, {}, &DayObserved::Arrival::at);
    const auto last = std::ranges::lower_bound(day_.arrivals, until, {}, &DayObserved::Arrival::at);
    return static_cast<std::size_t>(last - first);
  }

  /// How many agents were on duty between two instants, on average.
  double on_duty_between(Instant from, Instant until) const {
    Duration all;
    for (const DayObserved::Duty& duty : day_.duty)
      for (const TimeSpan& span : duty.on_duty)
        all = all + std::max(Duration(), std::min(span.until, until) - std::max(span.from, from));
    return all / (until - from);
  }

  /// When an agent could have taken calls. Who was on no call for a while when few came may have sat there
  /// and waited: away is who would have had several, had they been shared out evenly.
  std::vector<TimeSpan> present(const std::vector<TimeSpan>& on_duty) const {
    std::vector<TimeSpan> present;
    for (const TimeSpan& span : on_duty) {
      if (!present.empty() && span.from - present.back().until <= kIdleMax) {
        const Instant from = present.back().until;
        const double own =
            static_cast<double>(arrivals_between(from, span.from)) / (1 + on_duty_between(from, span.from));
        if (own < kCallsMissedMin) {
          present.back().until = span.until;
          continue;
        }
      }
      present.push_back(span);
    }
    return present;
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
      const std::vector<bool>& serves = behaviour_of(day_.duty[i].agent).serves;
      if (type.index() < serves.size() && serves[type.index()]) access.groups.emplace_back(i);
    }
    // Where nobody of that day is known to serve them, everybody does.
    queue.stages.push_back({.access = {std::move(access)}});
    auto& queues = made_.model.plan.queues;
    known->second = QueueId(static_cast<std::uint32_t>(queues.size()));
    queues.push_back(std::move(queue));
    return known->second;
  }

  void add_calls(Random random) {
    std::map<std::pair<CallTypeId, int>, std::size_t> types;
    for (const DayObserved::Arrival& arrival : day_.arrivals) {
      const TypeBehaviour& behaves = behaviour_.types[arrival.type.index()];
      if (random.uniform() < behaves.never_queues) {
        ++made_.at_once;
        continue;
      }
      const LocalTime local = zone_.to_local(arrival.at);
      const auto hour = std::chrono::floor<std::chrono::hours>(local - LocalTime(day_.day)).count();
      const std::pair key(arrival.type, std::clamp(static_cast<int>(hour), 0, 23));
      const auto [known, is_new] = types.try_emplace(key, types.size());
      if (is_new) add_type(key.first, static_cast<std::size_t>(key.second));
      made_.model.types[known->second].arrivals.trace.push_back(arrival.at);
    }
  }

  void add_type(CallTypeId id, std::size_t hour) {
    const TypeBehaviour& behaves = behaviour_.types[id.index()];
    const double pace = behaviour_.pace_at(day_.day, hour);
    CallType type;
    type.name = fmt::format("{} {:02}", behaves.name, hour);
    type.queue = queue_of(id);
    type.arrivals.kind = simulation::Arrivals::Kind::trace;
    type.after_call_work = behaviour_.between_calls;
    type.patience = behaves.patience;
    type.patience_among = behaves.patience_among;
    if (behaves.credited > 0) type.priorities = {{1, behaves.credited}, {0, 1 - behaves.credited}};
    type.talk = behaviour_.stranger.service[id.index()].scaled(pace);
    for (const DayObserved::Duty& duty : day_.duty)
      type.talk_of_group.push_back(behaviour_of(duty.agent).service[id.index()].scaled(pace));
    made_.model.types.push_back(std::move(type));
  }

  const DayObserved& day_;
  const Behaviour& behaviour_;
  const Zone& zone_;
  DayModel made_;
  std::map<CallTypeId, QueueId> queues_;
};

}  // namespace

DayModel model_of(const DayObserved& day, const Behaviour& behaviour, const Zone& zone,
                  const kpi::Rules& rules, Random random) {
  return Maker(day, behaviour, zone).make(rules, random);
}

}  // namespace tandem::twin
