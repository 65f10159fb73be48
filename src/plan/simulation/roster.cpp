#include "plan/simulation/roster.hpp"

#include <algorithm>

namespace tandem::simulation {

using routing::Fact;
using routing::FactKind;

Roster::Roster(const Model& model, Random random)
    : model_(model), random_(random), on_until_(model.plan.agents.size(), model.horizon.start) {
  // A shift of the day before may last into this one.
  day_ = model.horizon.zone->day_of(model.horizon.start) - std::chrono::days(1);
  for (const Group& group : model.groups)
    if (!group.shifts.empty() || !group.recorded.empty())
      next_day_at_ = start_of_day(day_, *model.horizon.zone);
}

void Roster::sign_on_always(std::vector<Fact>& facts) const {
  std::uint32_t first = 0;
  for (const Group& group : model_.groups) {
    for (std::uint32_t i = 0; i < group.always; ++i)
      for (const FactKind kind : {FactKind::agent_signed_on, FactKind::agent_ready})
        facts.push_back({.at = model_.horizon.start, .agent = AgentId(first + i), .kind = kind});
    first += group.agents();
  }
}

void Roster::plan_day(std::vector<Fact>& facts) {
  std::uint32_t agent = 0;
  for (const Group& group : model_.groups) {
    agent += group.always;
    for (const Shift& shift : group.shifts) {
      const calendar::DaySpans& spans = shift.hours.of(std::chrono::weekday(day_));
      // All are drawn for, so that who is there on one day does not change who comes on another.
      for (std::uint32_t i = 0; i < shift.agents; ++i, ++agent) {
        const bool absent = group.absent > 0 && random_.uniform() < group.absent;
        if (absent) continue;
        for (const calendar::DaySpan& span : spans) plan_shift(group, shift, span, AgentId(agent), facts);
      }
    }
    for (const RecordedAgent& recorded : group.recorded) plan_recorded(recorded, AgentId(agent++), facts);
  }
  day_ += std::chrono::days(1);
  next_day_at_ = start_of_day(day_, *model_.horizon.zone);
}

/// The stretches that begin on this day, as they were.
void Roster::plan_recorded(const RecordedAgent& recorded, AgentId agent, std::vector<Fact>& facts) const {
  const Instant from = start_of_day(day_, *model_.horizon.zone);
  const Instant until = start_of_day(day_ + std::chrono::days(1), *model_.horizon.zone);
  const std::vector<TimeSpan>& all = recorded.on_duty;
  for (auto next = std::ranges::lower_bound(all, from, {}, &TimeSpan::from); next != all.end(); ++next) {
    const TimeSpan& span = *next;
    if (span.from >= until) break;
    if (span.until <= model_.horizon.start) continue;
    const Instant begins = std::max(span.from, model_.horizon.start);
    facts.push_back({.at = begins, .agent = agent, .kind = FactKind::agent_signed_on});
    facts.push_back({.at = begins, .agent = agent, .kind = FactKind::agent_ready});
    facts.push_back({.at = span.until, .agent = agent, .kind = FactKind::agent_signed_off});
  }
}

void Roster::plan_shift(const Group& group, const Shift& shift, const calendar::DaySpan& span, AgentId agent,
                        std::vector<Fact>& facts) {
  const auto at = [this](int minutes) {
    return model_.horizon.zone->to_instant(LocalTime(day_) + std::chrono::minutes(minutes)).instant;
  };
  const Instant begins = at(span.from.minutes());
  const Instant leaves = at(span.end_minutes()) + group.stays_on.draw(random_);
  // Who stays on into the own next hours begins them then.
  Instant last = std::max(begins + group.late.draw(random_), on_until_[agent.index()]);
  if (leaves <= last) return;
  on_until_[agent.index()] = leaves;
  const auto add = [&](FactKind kind, Instant when) {
    last = std::clamp(when, last, leaves);
    facts.push_back({.at = last, .agent = agent, .kind = kind});
  };
  add(FactKind::agent_signed_on, last);
  add(FactKind::agent_ready, last);
  for (const Shift::Break& pause : shift.breaks) {
    const Instant back = begins + pause.after + pause.length + group.break_overrun.draw(random_);
    if (back <= last) continue;
    add(FactKind::agent_not_ready, begins + pause.after);
    facts.back().reason = kBreak;
    add(FactKind::agent_ready, back);
  }
  add(FactKind::agent_signed_off, leaves);
}

}  // namespace tandem::simulation
