#include "plan/staffing/mix/load.hpp"

#include <algorithm>
#include <cmath>

namespace tandem::mix {
namespace {

using simulation::Arrivals;

/// Expected from one instant to another.
double calls_between(const Arrivals& arrivals, const simulation::Horizon& horizon, TimeSpan span) {
  if (arrivals.kind == Arrivals::Kind::trace)
    return static_cast<double>(std::ranges::lower_bound(arrivals.trace, span.until) -
                               std::ranges::lower_bound(arrivals.trace, span.from));
  const Zone& zone = *horizon.zone;
  const LocalDay first = zone.day_of(horizon.start);
  double calls = 0;
  for (Instant at = span.from; at < span.until;) {
    const LocalDay day = zone.day_of(at);
    const auto since = Duration::microseconds((zone.to_local(at) - LocalTime(day)).count());
    const auto period = static_cast<std::size_t>(since / arrivals.period);
    const Duration left = arrivals.period * static_cast<std::int64_t>(period + 1) - since;
    const Instant until = std::min({at + left, zone.period_at(at).until, span.until});
    calls += arrivals.expected(first, day, period) * ((until - at) / arrivals.period);
    at = until;
  }
  return calls;
}

/// Each conversation that is passed on is one more call of another type.
void add_transfers(const simulation::Model& model, FloorLoad& load) {
  // Those passed on for so many times weigh no more.
  constexpr int kTimes = 20;
  std::vector<double> coming = load.calls;
  for (int time = 0; time < kTimes; ++time) {
    std::vector<double> passed_on(coming.size());
    for (std::size_t i = 0; i < coming.size(); ++i) {
      const auto& transfer = model.types[i % load.types].transfer;
      if (transfer.chance > 0)
        passed_on[i - i % load.types + transfer.as.index()] += coming[i] * transfer.chance;
    }
    for (std::size_t i = 0; i < coming.size(); ++i) load.calls[i] += passed_on[i];
    coming = std::move(passed_on);
  }
}

bool lets_in(const routing::Access& access, routing::GroupId group, const routing::Agent* agent) {
  const bool named = access.groups.empty() || std::ranges::find(access.groups, group) != access.groups.end();
  const auto has = [&](const routing::SkillLevel& wanted) {
    return agent != nullptr && std::ranges::any_of(agent->skills, [&](const routing::SkillLevel& own) {
             return own.skill == wanted.skill && own.level >= wanted.level;
           });
  };
  return named && std::ranges::all_of(access.skills, has);
}

bool serves(const simulation::Model& model, std::uint32_t group, const routing::Queue& queue) {
  const auto agent = std::ranges::find(model.plan.agents, routing::GroupId(group), &routing::Agent::group);
  const routing::Agent* const one = agent == model.plan.agents.end() ? nullptr : &*agent;
  return std::ranges::any_of(queue.stages, [&](const routing::Stage& stage) {
    return std::ranges::any_of(stage.access, [&](const routing::Access& access) {
      return lets_in(access, routing::GroupId(group), one);
    });
  });
}

}  // namespace

FloorLoad load_of(const simulation::Model& model, const simulation::Slices& slices) {
  FloorLoad load{.types = model.types.size()};
  for (std::size_t interval = 0; interval < slices.size(); ++interval) {
    const TimeSpan span{slices[interval].from, slices.end_of(interval)};
    load.seconds.push_back((span.until - span.from).seconds());
    for (const simulation::CallType& type : model.types)
      load.calls.push_back(calls_between(type.arrivals, model.horizon, span));
  }
  add_transfers(model, load);
  for (const simulation::CallType& type : model.types) {
    load.handle_seconds.push_back(type.talk.mean_seconds() + type.after_call_work.mean_seconds());
    const double patience = type.patience.mean_seconds();
    load.patience_seconds.push_back(std::isfinite(patience) ? std::optional(patience) : std::nullopt);
  }
  for (std::uint32_t group = 0; group < model.groups.size(); ++group) {
    std::vector<bool>& of = load.serves.emplace_back();
    for (const simulation::CallType& type : model.types)
      of.push_back(serves(model, group, model.plan.queues[type.queue.index()]));
  }
  return load;
}

}  // namespace tandem::mix
