#include "plan/staffing/mix/staffed_model.hpp"

#include <algorithm>

#include "plan/staffing/mix/goals.hpp"

namespace tandem::mix {
namespace {

/// When the agent is there that the `place`-th of a group is.
simulation::RecordedAgent duty_of(std::size_t group, std::uint32_t place, const simulation::Horizon& horizon,
                                  const simulation::Slices& slices, const Headcount& headcount) {
  simulation::RecordedAgent agent;
  for (std::size_t i = 0; i < slices.size(); ++i) {
    if (headcount.at(group, i) <= place) continue;
    const Instant from = i == 0 ? horizon.start : slices[i].from;
    const Instant until = i + 1 == slices.size() ? horizon.last() : slices.end_of(i);
    if (!agent.on_duty.empty() && agent.on_duty.back().until == from)
      agent.on_duty.back().until = until;
    else
      agent.on_duty.push_back({from, until});
  }
  return agent;
}

}  // namespace

simulation::Model staffed(const simulation::Model& model, const Request& request,
                          const simulation::Slices& slices, const Headcount& headcount) {
  simulation::Model made = model;
  made.horizon = horizon_of(request, model);
  made.plan.agents.clear();
  auto own = model.plan.agents.begin();
  for (std::uint32_t group = 0; group < model.groups.size(); ++group) {
    const auto first = own;
    own += model.groups[group].agents();
    if (request.groups[group].as_modelled) {
      made.plan.agents.insert(made.plan.agents.end(), first, own);
      continue;
    }
    simulation::Group& to = made.groups[group];
    to.shifts.clear();
    to.recorded.clear();
    to.always = 0;
    routing::Agent agent{.name = {}, .group = routing::GroupId(group)};
    if (first != own) agent = *first;
    agent.name = model.plan.groups[group];
    std::uint32_t most = 0;
    for (std::size_t i = 0; i < slices.size(); ++i) most = std::max(most, headcount.at(group, i));
    for (std::uint32_t place = 0; place < most; ++place) {
      to.recorded.push_back(duty_of(group, place, made.horizon, slices, headcount));
      made.plan.agents.push_back(agent);
    }
  }
  return made;
}

}  // namespace tandem::mix
