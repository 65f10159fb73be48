#include "plan/staffing/mix/erlang_bounds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "plan/queueing/erlang.hpp"
#include "plan/staffing/requirement.hpp"

namespace tandem::mix {
namespace {

/// A target as the formulas take it.
struct ErlangTarget {
  queueing::Target target;
  double within_seconds = 20;
};

std::optional<ErlangTarget> erlang_target(const Target& target) {
  const kpi::Definition& kpi = *target.kpi;
  ErlangTarget made{.within_seconds = target.rules.answer.limit.seconds()};
  const bool least = target.bound == Target::Bound::at_least;
  if (least && kpi.unit == kpi::Unit::share && kpi::uses_answer_threshold(kpi))
    made.target.service_level = target.value;
  else if (!least && kpi.percentile && kpi.percentile_of != kpi::Waits::abandoned) {
    made.target.service_level = kpi.percentile;
    made.within_seconds = target.value;
  } else if (!least && kpi.id == "abandonment")
    made.target.p_abandon = target.value;
  else if (!least && kpi.id.starts_with("mean_wait"))
    made.target.asa_seconds = target.value;
  else
    return std::nullopt;
  return made;
}

/// Some types as one queue, interval by interval.
class OneQueue {
 public:
  OneQueue(const FloorLoad& load, std::vector<std::uint32_t> types) : load_(load), types_(std::move(types)) {}

  double calls(std::size_t interval) const {
    double all = 0;
    for (const std::uint32_t type : types_) all += load_.calls_of(interval, type);
    return all;
  }
  double handle_seconds(std::size_t interval) const {
    double erlang_seconds = 0;
    for (const std::uint32_t type : types_)
      erlang_seconds += load_.calls_of(interval, type) * load_.handle_seconds[type];
    const double all = calls(interval);
    return all > 0 ? erlang_seconds / all : 1;
  }
  /// The mean over calls; none where some never give up.
  std::optional<double> patience_seconds(std::size_t interval) const {
    double sum = 0;
    for (const std::uint32_t type : types_) {
      if (!load_.patience_seconds[type]) return std::nullopt;
      sum += load_.calls_of(interval, type) * *load_.patience_seconds[type];
    }
    const double all = calls(interval);
    return all > 0 && sum > 0 ? std::optional(sum / all) : std::nullopt;
  }
  /// The fewest agents for a target in one interval.
  Result<double> agents(std::size_t interval, const ErlangTarget& target,
                        std::optional<double> patience) const {
    // So few are none: nobody is staffed for them.
    constexpr double kCallsMin = 0.005;
    if (calls(interval) < kCallsMin) return 0.0;
    return queueing::servers_for({calls(interval) / load_.seconds[interval], handle_seconds(interval)},
                                 target.target, target.within_seconds, patience, false);
  }

 private:
  const FloorLoad& load_;
  std::vector<std::uint32_t> types_;
};

double cheapest(const Choice& choice, const FloorLoad& load, const std::vector<std::uint32_t>& types,
                std::size_t interval) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t group = 0; group < choice.least.groups(); ++group) {
    const bool serves =
        std::ranges::any_of(types, [&](std::uint32_t type) { return load.serves[group][type]; });
    if (serves && choice.most.at(group, interval) > 0)
      least = std::min(least, choice.cost_of(group, interval));
  }
  return least;
}

std::vector<std::uint32_t> types_where(const simulation::Model& model, auto holds) {
  std::vector<std::uint32_t> types;
  for (std::uint32_t type = 0; type < model.types.size(); ++type)
    if (holds(model.types[type])) types.push_back(type);
  return types;
}

/// Whether a target says something of every queue: then its value holds for all calls together.
bool is_of_all(const Target& target) { return target.only.empty() && !target.probability; }

/// What one target takes of one team that serves all; over a day agents go where they help most.
std::optional<std::vector<double>> pooled_agents(const Target& target, const ErlangTarget& erlang,
                                                 const OneQueue& queue, const FloorLoad& load) {
  const std::size_t intervals = load.seconds.size();
  std::vector<double> agents;
  if (target.over == Target::Over::interval) {
    for (std::size_t i = 0; i < intervals; ++i) {
      const auto needed = queue.agents(i, erlang, queue.patience_seconds(i));
      if (!needed) return std::nullopt;
      agents.push_back(*needed);
    }
    return agents;
  }
  if (!erlang.target.service_level || target.over == Target::Over::month) return std::nullopt;
  const Duration interval = Duration::from_seconds(load.seconds.front());
  staffing::Demand demand{
      .interval = interval,
      .intervals_a_day = std::min(intervals, static_cast<std::size_t>(Duration::hours(24) / interval))};
  for (std::size_t i = 0; i < intervals; ++i) {
    demand.calls.push_back(queue.calls(i));
    demand.handle_seconds.push_back(queue.handle_seconds(i));
  }
  std::size_t busiest = 0;
  for (std::size_t i = 0; i < intervals; ++i)
    if (queue.calls(i) > queue.calls(busiest)) busiest = i;
  staffing::Promise promise{.share = *erlang.target.service_level,
                            .within_seconds = erlang.within_seconds,
                            .over = target.over == Target::Over::day ? staffing::Promise::Over::day
                                                                     : staffing::Promise::Over::whole,
                            .patience_seconds = queue.patience_seconds(busiest)};
  const auto required = staffing::require_agents(demand, promise);
  if (!required) return std::nullopt;
  agents.assign(required->agents.begin(), required->agents.end());
  return agents;
}

std::optional<ErlangStaff> pooled(const Request& request, const simulation::Model& model,
                                  const FloorLoad& load, const Choice& choice) {
  const auto types = types_where(model, [](const simulation::CallType&) { return true; });
  const OneQueue queue(load, types);
  std::optional<ErlangStaff> most;
  for (const Target& target : request.targets) {
    const auto erlang = erlang_target(target);
    if (!erlang || !is_of_all(target)) continue;
    const auto agents = pooled_agents(target, *erlang, queue, load);
    if (!agents) continue;
    ErlangStaff staff{.agents = *agents};
    for (std::size_t i = 0; i < agents->size(); ++i)
      if ((*agents)[i] > 0) staff.cost += (*agents)[i] * cheapest(choice, load, types, i);
    if (!most || staff.cost > most->cost) most = std::move(staff);
  }
  return most;
}

bool is_about(const Target& target, const simulation::Model& model, std::uint32_t queue) {
  if (target.each == Target::Each::floor || target.only.empty()) return true;
  const std::uint32_t part =
      target.each == Target::Each::queue ? queue : model.plan.queues[queue].client.index();
  return std::ranges::find(target.only, part) != target.only.end();
}

std::optional<ErlangStaff> separate(const Request& request, const simulation::Model& model,
                                    const FloorLoad& load, const Choice& choice) {
  ErlangStaff staff{.agents = std::vector<double>(load.seconds.size())};
  bool any = false;
  for (std::uint32_t id = 0; id < model.plan.queues.size(); ++id) {
    const auto types =
        types_where(model, [&](const simulation::CallType& type) { return type.queue == QueueId(id); });
    const OneQueue queue(load, types);
    for (std::size_t i = 0; i < load.seconds.size(); ++i) {
      double agents = 0;
      for (const Target& target : request.targets) {
        const auto erlang = erlang_target(target);
        if (!erlang || !is_about(target, model, id)) continue;
        // Who never gives up is never lost: that target is Erlang A's alone.
        const auto needed =
            queue.agents(i, *erlang, erlang->target.p_abandon ? queue.patience_seconds(i) : std::nullopt);
        if (!needed) return std::nullopt;
        agents = std::max(agents, *needed);
        any = true;
      }
      if (agents == 0) continue;
      staff.agents[i] += agents;
      staff.cost += agents * cheapest(choice, load, types, i);
    }
  }
  if (!any || !std::isfinite(staff.cost)) return std::nullopt;
  return staff;
}

}  // namespace

ErlangBounds erlang_bounds(const Request& request, const simulation::Model& model, const FloorLoad& load,
                           const Choice& choice) {
  return {.pooled = pooled(request, model, load, choice), .separate = separate(request, model, load, choice)};
}

namespace {

/// Of agents who cost twice as much so many times fewer are guessed.
constexpr double kDearness = 3;

/// Whole agents from shares of them: the largest remainders are rounded up, so that the sum is right.
void round_into(std::vector<double> shares, std::size_t interval, const Choice& choice, Headcount& guess) {
  double left = std::round(std::accumulate(shares.begin(), shares.end(), 0.0));
  for (std::size_t group = 0; group < shares.size(); ++group) {
    const double whole = std::floor(shares[group]);
    guess.at(group, interval) += static_cast<std::uint32_t>(whole);
    left -= whole;
    shares[group] -= whole;
  }
  for (; left >= 1; --left) {
    const auto largest = std::ranges::max_element(shares);
    ++guess.at(static_cast<std::size_t>(largest - shares.begin()), interval);
    *largest = -1;
  }
  for (std::size_t group = 0; group < shares.size(); ++group)
    guess.at(group, interval) = std::clamp(guess.at(group, interval), choice.least.at(group, interval),
                                           choice.most.at(group, interval));
}

void guess_interval(const FloorLoad& load, const Choice& choice, std::size_t interval, double agents,
                    Headcount& guess) {
  std::vector<double> shares(guess.groups());
  double all = 0;
  for (std::size_t type = 0; type < load.types; ++type) all += load.erlangs(interval, type);
  const auto weight = [&](std::size_t group, std::size_t type) {
    const bool can = load.serves[group][type] && choice.most.at(group, interval) > 0;
    return can ? std::pow(choice.cost_of(group, interval), -kDearness) : 0.0;
  };
  for (std::size_t type = 0; type < load.types && all > 0; ++type) {
    double weights = 0;
    for (std::size_t group = 0; group < shares.size(); ++group) weights += weight(group, type);
    for (std::size_t group = 0; group < shares.size() && weights > 0; ++group)
      shares[group] += agents * load.erlangs(interval, type) / all * weight(group, type) / weights;
  }
  round_into(std::move(shares), interval, choice, guess);
}

}  // namespace

Headcount first_guess(const FloorLoad& load, const Choice& choice, const std::vector<double>& agents) {
  Headcount guess(choice.least.groups(), agents.size());
  for (std::size_t i = 0; i < agents.size(); ++i) guess_interval(load, choice, i, agents[i], guess);
  return guess;
}

}  // namespace tandem::mix
