#include "plan/staffing/blend/call_floor.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "core/base/instant.hpp"

namespace tandem::blend {
namespace {

using simulation::Distribution;

/// More tickets and calls than are ever on the floor at once.
constexpr std::uint32_t kOnFloorMin = 20'000, kOnFloorMax = 1'000'000;
/// Deadlines are told apart by so many steps of priority.
constexpr int kDeadlineSteps = 200;

class Building {
 public:
  Building(const Desk& desk, const DeskDemand& demand, const DeskPlan& plan)
      : desk_(desk), demand_(demand), plan_(plan), with_work_(plan.reserve.has_value()) {}

  CallFloor build() {
    simulation::Model& model = made_.model;
    model.name = "blend";
    model.horizon = {.start = start_of_day(demand_.first, Zone::utc()),
                     .zone = &Zone::utc(),
                     .warm_up = {},
                     .length = Duration::days(static_cast<std::int64_t>(demand_.days + demand_.days_after)),
                     .interval = demand_.interval};
    model.plan.clients = {"calls", "work"};
    model.plan.clearance_required = false;
    for (std::uint32_t channel = 0; channel < desk_.channels.size(); ++channel)
      if (desk_.channels[channel].kind == Channel::Kind::call) add_team(channel);
    if (with_work_) add_work();
    double contacts = 0;
    for (const std::uint32_t channel : made_.channel_of_type)
      for (const double each : demand_.channels[channel].contacts) contacts += each;
    model.plan.limits.calls =
        static_cast<std::uint32_t>(std::clamp(contacts, double{kOnFloorMin}, double{kOnFloorMax}));
    return std::move(made_);
  }

 private:
  routing::GroupId add_group(const std::string& name, const std::vector<std::uint32_t>& agents) {
    const routing::GroupId id(static_cast<std::uint32_t>(made_.model.groups.size()));
    made_.model.plan.groups.push_back(name);
    simulation::Group& group = made_.model.groups.emplace_back();
    const std::uint32_t most = agents.empty() ? 0 : *std::ranges::max_element(agents);
    for (std::uint32_t place = 0; place < std::max(1U, most); ++place) {
      group.recorded.push_back(duty_of(place, agents));
      made_.model.plan.agents.push_back({.name = name, .group = id});
    }
    return id;
  }

  simulation::RecordedAgent duty_of(std::uint32_t place, const std::vector<std::uint32_t>& agents) const {
    simulation::RecordedAgent agent;
    const Instant start = made_.model.horizon.start;
    for (std::size_t i = 0; i < agents.size(); ++i) {
      if (agents[i] <= place) continue;
      const Instant from = start + demand_.interval * static_cast<std::int64_t>(i);
      const Instant until = from + demand_.interval;
      if (!agent.on_duty.empty() && agent.on_duty.back().until == from)
        agent.on_duty.back().until = until;
      else
        agent.on_duty.push_back({from, until});
    }
    return agent;
  }

  /// The channel's types, one for each handle time that differs.
  void add_types(std::uint32_t channel, QueueId queue, std::uint8_t priority) {
    constexpr double kApart = 1.03;
    const ChannelDemand& of = demand_.channels[channel];
    struct Share {
      std::vector<double> contacts;
      double count = 0, seconds = 0;
    };
    std::map<int, Share> shares;
    for (std::size_t i = 0; i < of.contacts.size(); ++i) {
      const Channel& channel_of = desk_.channels[channel];
      const double contacts = of.contacts[i] + (i == 0 ? channel_of.backlog : 0);
      if (contacts <= 0 || (channel_of.is_live() && !demand_.open[i])) continue;
      Share& share = shares[static_cast<int>(std::lround(std::log(of.handle_seconds[i]) / std::log(kApart)))];
      share.contacts.resize(of.contacts.size());
      share.contacts[i] = contacts;
      share.count += contacts;
      share.seconds += contacts * of.handle_seconds[i];
    }
    for (auto& [step, share] : shares) {
      simulation::CallType type{.name = desk_.channels[channel].name, .queue = queue};
      type.arrivals = {.kind = simulation::Arrivals::Kind::poisson,
                       .repeat = simulation::Arrivals::Repeat::never,
                       .period = demand_.interval,
                       .calls = std::move(share.contacts)};
      type.talk = Distribution::exponential(Duration::from_seconds(share.seconds / share.count));
      if (of.patience_seconds)
        type.patience = Distribution::exponential(Duration::from_seconds(*of.patience_seconds));
      if (priority > 0) type.priorities = {{.priority = priority, .share = 1}};
      made_.model.types.push_back(std::move(type));
      made_.channel_of_type.push_back(channel);
    }
  }
  void add_team(std::uint32_t channel) {
    const std::string& name = desk_.channels[channel].name;
    const routing::GroupId group = add_group(name, plan_.channels[channel].agents);
    made_.channel_of_group.push_back(channel);
    teams_.push_back(group);
    const QueueId queue(static_cast<std::uint32_t>(made_.model.plan.queues.size()));
    made_.model.plan.queues.push_back(
        {.name = name, .client = ClientId(0), .stages = {{.access = {{.groups = {group}, .skills = {}}}}}});
    add_types(channel, queue, 0);
    if (plan_.reserve && *plan_.reserve > 0)
      made_.model.plan.guarantees.push_back({.kind = routing::Guarantee::Kind::threshold,
                                             .client = ClientId(0),
                                             .group = group,
                                             .agents = *plan_.reserve});
  }

  void add_work() {
    const routing::GroupId added = add_group("work", plan_.added);
    Duration longest;
    for (const Channel& channel : desk_.channels)
      if (!channel.is_live()) longest = std::max(longest, channel.within);
    const QueueId queue(static_cast<std::uint32_t>(made_.model.plan.queues.size()));
    routing::Queue work{.name = "work", .client = ClientId(1), .stages = {}};
    work.stages.push_back({.access = {{.groups = {added}, .skills = {}, .rank = 1},
                                      {.groups = teams_, .skills = {}, .rank = 2}}});
    // Of a promise sooner by so much, as if it had come earlier by as much.
    work.credit_per_priority = std::max(Duration::seconds(1), longest / kDeadlineSteps);
    made_.model.plan.queues.push_back(work);
    for (std::uint32_t channel = 0; channel < desk_.channels.size(); ++channel) {
      if (desk_.channels[channel].is_live()) continue;
      const auto steps = (longest - desk_.channels[channel].within) / work.credit_per_priority;
      add_types(channel, queue, static_cast<std::uint8_t>(std::min<double>(steps, kDeadlineSteps)));
    }
  }

  const Desk& desk_;
  const DeskDemand& demand_;
  const DeskPlan& plan_;
  bool with_work_;
  std::vector<routing::GroupId> teams_;
  CallFloor made_;
};

}  // namespace

CallFloor call_floor(const Desk& desk, const DeskDemand& demand, const DeskPlan& plan) {
  return Building(desk, demand, plan).build();
}

Promises::Promises(const DeskDemand& demand)
    : length_(demand.interval.seconds()), opened_(demand.open.size() + 1), open_(demand.open) {
  for (std::size_t i = 0; i < open_.size(); ++i) opened_[i + 1] = opened_[i] + (open_[i] ? length_ : 0);
}

double Promises::promised(const Channel& channel, double come_seconds) const {
  const double within = channel.within.seconds();
  if (!channel.of_opening_time) return come_seconds + within;
  const auto at = std::min(static_cast<std::size_t>(come_seconds / length_), open_.size() - 1);
  const double since = come_seconds - static_cast<double>(at) * length_;
  const double until = opened_[at] + (open_[at] ? since : 0) + within;
  const auto end = std::ranges::lower_bound(opened_, until);
  if (end == opened_.end()) return std::numeric_limits<double>::infinity();
  const auto last = static_cast<double>(end - opened_.begin());
  return last * length_ - (*end - until);
}

}  // namespace tandem::blend
