#include "plan/staffing/mix/goals.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tandem::mix {
namespace {

using kpi::Measure;

bool counts(const Target& target, Measure measure) {
  return std::ranges::any_of(target.kpi->numerator,
                             [&](const kpi::Term& term) { return term.measure == measure; });
}

/// The calls that a percentile is taken of, and those of them within its limit.
void take_percentile(const Target& target, Line& line, kpi::Rules& rules) {
  line.at = *target.kpi->percentile;
  if (target.kpi->percentile_of != kpi::Waits::abandoned) {
    line.over.push_back({Measure::answered_in_threshold});
    line.under.push_back({Measure::answered});
  }
  if (target.kpi->percentile_of != kpi::Waits::answered) {
    line.over.push_back({Measure::abandoned_in_threshold});
    line.under.push_back({Measure::abandoned});
  }
  rules.answer = {Duration::from_seconds(target.value), kpi::Threshold::Comparison::at_most};
}

class GoalsOf {
 public:
  GoalsOf(const Request& request, const simulation::Model& model, const simulation::Slices& slices)
      : request_(request), model_(model), slices_(slices) {}

  Goals make() {
    goals_.intervals = slices_.size();
    for (std::size_t i = 0; i < request_.targets.size(); ++i) {
      const Target& target = request_.targets[i];
      if (target.each == Target::Each::floor) add_lines(i, std::nullopt);
      const std::size_t parts =
          target.each == Target::Each::client ? model_.plan.clients.size() : model_.plan.queues.size();
      if (target.each != Target::Each::floor)
        for (std::uint32_t part = 0; part < parts; ++part)
          if (target.only.empty() || std::ranges::find(target.only, part) != target.only.end())
            add_lines(i, part);
    }
    return std::move(goals_);
  }

 private:
  void add_lines(std::size_t index, std::optional<std::uint32_t> part) {
    const Target& target = request_.targets[index];
    Line line{.target = index, .part = part};
    for (std::uint32_t type = 0; type < model_.types.size(); ++type) {
      const QueueId queue = model_.types[type].queue;
      const std::uint32_t of = target.each == Target::Each::queue
                                   ? queue.index()
                                   : model_.plan.queues[queue.index()].client.index();
      if (!part || *part == of) line.types.push_back(type);
    }
    if (line.types.empty()) return;
    kpi::Rules rules = target.rules;
    line.sign = target.bound == Target::Bound::at_least ? 1 : -1;
    if (target.kpi->percentile) {
      take_percentile(target, line, rules);
      line.sign = 1;
    } else {
      line.over = target.kpi->numerator;
      line.under = target.kpi->denominator;
      line.at = target.value;
      line.under_duty = target.kpi == &occupancy();
      line.unit = target.kpi->unit == kpi::Unit::seconds ? 1e-6 : 1;
    }
    line.rules = place_of(rules);
    goals_.lines.push_back(line);
    add_windows(target, line);
  }

  std::size_t place_of(const kpi::Rules& rules) {
    const auto found = std::ranges::find(goals_.rules, rules);
    const auto place = static_cast<std::size_t>(found - goals_.rules.begin());
    if (found == goals_.rules.end()) goals_.rules.push_back(rules);
    return place;
  }

  void add_windows(const Target& target, const Line& line) {
    Window window{.line = goals_.lines.size() - 1, .probability = target.probability};
    if (!line.is_ratio()) window.each_replication = -line.sign * line.at;
    while (window.first < slices_.size()) {
      window.end = window.first + 1;
      while (window.end < slices_.size() && together(target.over, window.first, window.end)) ++window.end;
      goals_.windows.push_back(window);
      window.first = window.end;
    }
  }

  bool together(Target::Over over, std::size_t a, std::size_t b) const {
    if (over == Target::Over::interval) return false;
    if (over == Target::Over::whole) return true;
    const auto day = [&](std::size_t i) { return model_.horizon.zone->day_of(slices_[i].from); };
    if (over == Target::Over::day) return day(a) == day(b);
    const std::chrono::year_month_day first(day(a)), second(day(b));
    return first.year() == second.year() && first.month() == second.month();
  }

  const Request& request_;
  const simulation::Model& model_;
  const simulation::Slices& slices_;
  Goals goals_;
};

}  // namespace

const kpi::Definition& occupancy() {
  static const kpi::Definition definition{.id = "occupancy",
                                          .name_en = "Occupancy",
                                          .name_ru = "Занятость",
                                          .formula = "handle time / time on duty",
                                          .also_known = {},
                                          .unit = kpi::Unit::share,
                                          .numerator = {{Measure::talk_total}, {Measure::acw_total}},
                                          .denominator = {}};
  return definition;
}

Goals goals_of(const Request& request, const simulation::Model& model, const simulation::Slices& slices) {
  return GoalsOf(request, model, slices).make();
}

simulation::Horizon horizon_of(const Request& request, const simulation::Model& model) {
  simulation::Horizon horizon = model.horizon;
  horizon.batches = 1;
  if (request.interval) horizon.interval = request.interval;
  return horizon;
}

std::vector<Error> faults_of(const Request& request, const simulation::Model& model) {
  std::vector<Error> faults;
  const auto add = [&](std::string where, std::string message) {
    faults.push_back({ErrorCode::bad_value, std::move(message), {.field = std::move(where)}});
  };
  if (request.targets.empty()) add("targets", "is empty: nothing is asked of the floor");
  for (std::size_t i = 0; i < request.targets.size(); ++i) {
    const Target& target = request.targets[i];
    const std::string where = fmt::format("targets[{}]", i);
    if (counts(target, Measure::wait_max))
      add(where + ".kpi",
          fmt::format("'{}' grows with every day that is looked at; take a percentile of waits",
                      target.kpi->id));
    if (target.kpi == &occupancy()) {
      if (target.each != Target::Each::floor)
        add(where + ".each", "agents who take calls of several are busy for all of them; leave it out");
      if (std::ranges::any_of(request.groups, &GroupTerms::as_modelled))
        add(where + ".kpi", "is of agents whose hours are searched; no group may be as_modelled");
    }
    if (target.kpi->percentile && target.bound == Target::Bound::at_least)
      add(where + ".at_least", "is no limit of a percentile of waits; write at_most");
  }
  std::vector<bool> with_agents(model.groups.size());
  for (const routing::Agent& agent : model.plan.agents) with_agents[agent.group.index()] = true;
  for (std::size_t i = 0; i < request.groups.size(); ++i) {
    const GroupTerms& terms = request.groups[i];
    if (terms.most && *terms.most < terms.least)
      add(fmt::format("groups[{}].most", i),
          fmt::format("is {}, less than the least, {}", *terms.most, terms.least));
    if (!terms.as_modelled && !with_agents[i] && !model.plan.skills.empty())
      add(fmt::format("groups[{}]", i),
          fmt::format("'{}' has no agent in the model that would tell its skills; give it one there",
                      model.plan.groups[i]));
  }
  return faults;
}

}  // namespace tandem::mix
