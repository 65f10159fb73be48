#include "plan/staffing/mix/find_mix.hpp"

#include <algorithm>
#include <cmath>

#include "plan/staffing/mix/staffed_model.hpp"

namespace tandem::mix {
namespace {

constexpr double kHour = 3600;

/// What a group's agents are paid for in an interval, premiums and all.
double hours_paid(const Request& request, const simulation::Horizon& horizon, const FloorLoad& load,
                  const simulation::Slices& slices, std::size_t interval) {
  const LocalTime local = horizon.zone->to_local(slices[interval].from);
  const auto at = Duration::microseconds((local - std::chrono::floor<std::chrono::days>(local)).count());
  double factor = 1;
  for (const Premium& premium : request.premiums) {
    const bool holds = premium.from <= premium.until ? at >= premium.from && at < premium.until
                                                     : at >= premium.from || at < premium.until;
    if (holds) factor = std::max(factor, premium.factor);
  }
  return factor * load.seconds[interval] / kHour;
}

/// More agents than a type's load takes by any promise: its erlangs, four standard deviations, and some.
double plenty(double erlangs) { return erlangs > 0 ? std::ceil(erlangs + 4 * std::sqrt(erlangs)) + 3 : 0; }

Choice choice_of(const Request& request, const simulation::Horizon& horizon, const FloorLoad& load,
                 const simulation::Slices& slices) {
  const std::size_t groups = request.groups.size();
  Choice choice{Headcount(groups, slices.size()), Headcount(groups, slices.size()), {}};
  for (std::size_t i = 0; i < slices.size(); ++i) {
    const double hours = hours_paid(request, horizon, load, slices, i);
    for (std::size_t group = 0; group < groups; ++group) {
      const GroupTerms& terms = request.groups[group];
      choice.cost.push_back(terms.cost_hour * hours);
      if (terms.as_modelled) continue;
      // Who came in the interval before may wait still.
      double agents = 0;
      for (std::size_t type = 0; type < load.types; ++type)
        if (load.serves[group][type])
          agents += plenty(std::max(load.erlangs(i, type), load.erlangs(i > 0 ? i - 1 : 0, type)));
      choice.least.at(group, i) = terms.least;
      choice.most.at(group, i) =
          std::max(terms.least, terms.most.value_or(static_cast<std::uint32_t>(agents)));
    }
  }
  return choice;
}

/// The floor with one team for all queues.
struct OneTeam {
  simulation::Model model;
  Request request;
};

std::optional<OneTeam> one_team_of(const simulation::Model& model, const Request& request) {
  const auto own_lengths = [](const simulation::CallType& type) {
    return !type.talk_of_group.empty() || !type.after_call_work_of_group.empty();
  };
  const auto own_pace = [](const simulation::Group& group) {
    return group.speed != 1 || group.speed_cv > 0 || group.ring_refused > 0 || !group.answers_after.is_zero();
  };
  if (std::ranges::any_of(model.types, own_lengths) || std::ranges::any_of(model.groups, own_pace) ||
      std::ranges::any_of(request.groups, &GroupTerms::as_modelled))
    return std::nullopt;
  OneTeam team{model, request};
  team.request.groups = {
      {.cost_hour = std::ranges::min(request.groups, {}, &GroupTerms::cost_hour).cost_hour}};
  team.model.groups.assign(1, {});
  team.model.groups.front().always = 1;
  team.model.plan.groups = {"everybody"};
  team.model.plan.agents = {{.name = "everybody", .group = routing::GroupId(0)}};
  team.model.plan.guarantees.clear();
  for (routing::Queue& queue : team.model.plan.queues) {
    queue.stages.assign(1, {});
    queue.stages.front().access.assign(1, {});
  }
  return team;
}

class FindMix {
 public:
  FindMix(const simulation::Model& model, const Request& request, const MixOptions& options)
      : model_(model), request_(request), options_(options) {
    horizon_ = horizon_of(request, model);
  }

  Result<Mix> find() {
    const Sample sample(model_, request_, sample_options(options_.seed, options_.replications));
    const FloorLoad load = load_of(model_, sample.slices());
    Mix mix{.horizon = horizon_, .goals = sample.goals()};
    for (std::size_t i = 0; i < sample.slices().size(); ++i) {
      mix.interval_starts.push_back(sample.slices()[i].from);
      mix.interval_hours.push_back(load.seconds[i] / kHour);
    }
    mix.serves = load.serves;
    mix.choice = choice_of(request_, horizon_, load, sample.slices());
    mix.erlang = erlang_bounds(request_, model_, load, mix.choice);
    for (std::uint32_t type = 0; type < load.types; ++type)
      if (std::ranges::none_of(load.serves, [&](const std::vector<bool>& of) { return of[type]; }))
        mix.unserved.push_back(type);
    TANDEM_TRY(find_one_team(mix));
    Search search(sample, mix.choice, options_.search);
    TANDEM_ASSIGN(found, search.run(first_guess(load, mix.choice, agents_guessed(mix, load))));
    mix.headcount = std::move(found.headcount);
    mix.cost = found.cost;
    mix.meets = found.meets;
    mix.proven = found.proven;
    mix.floors = std::move(found.floors);
    mix.replications_run += sample.replications_run();
    TANDEM_TRY(check(sample, mix));
    return mix;
  }

 private:
  SampleOptions sample_options(std::uint64_t seed, std::uint32_t replications) const {
    return {
        .seed = seed, .replications = replications, .threads = options_.threads, .cancel = options_.cancel};
  }

  Result<void> find_one_team(Mix& mix) const {
    const auto team = one_team_of(model_, request_);
    if (!team) return {};
    const Sample sample(team->model, team->request, sample_options(options_.seed, options_.replications));
    const FloorLoad load = load_of(team->model, sample.slices());
    const Choice choice = choice_of(team->request, horizon_, load, sample.slices());
    std::vector<double> agents;
    for (std::size_t i = 0; i < load.seconds.size(); ++i) {
      double erlangs = 0;
      for (std::size_t type = 0; type < load.types; ++type) erlangs += load.erlangs(i, type);
      agents.push_back(mix.erlang.pooled ? mix.erlang.pooled->agents[i] : erlangs + std::sqrt(erlangs));
    }
    SearchOptions options = options_.search;
    // Of one group there is little to search.
    constexpr std::uint32_t kRoundsMax = 2;
    options.rounds = std::min(options.rounds, kRoundsMax);
    Search search(sample, choice, std::move(options));
    TANDEM_ASSIGN(found, search.run(first_guess(load, choice, agents)));
    if (found.meets) mix.one_team_cost = found.cost;
    mix.one_team = std::move(found.headcount);
    mix.replications_run += sample.replications_run();
    return {};
  }

  static std::vector<double> agents_guessed(const Mix& mix, const FloorLoad& load) {
    std::vector<double> agents;
    for (std::size_t i = 0; i < load.seconds.size(); ++i) {
      double erlangs = 0;
      for (std::size_t type = 0; type < load.types; ++type) erlangs += load.erlangs(i, type);
      agents.push_back(mix.one_team ? mix.one_team->in(i) : erlangs + std::sqrt(erlangs));
    }
    return agents;
  }

  Result<void> check(const Sample& sample, Mix& mix) const {
    if (options_.search.progress) options_.search.progress("the answer on other days");
    TANDEM_ASSIGN(on_sample, sample.check(mix.headcount, options_.confidence));
    // Another seed: other callers altogether.
    const Sample fresh(model_, request_, sample_options(~options_.seed, options_.check_replications));
    TANDEM_ASSIGN(on_fresh, fresh.check(mix.headcount, options_.confidence));
    mix.on_sample = std::move(on_sample);
    mix.on_fresh = std::move(on_fresh);
    mix.replications_run += fresh.replications_run();
    return {};
  }

  const simulation::Model& model_;
  const Request& request_;
  const MixOptions& options_;
  simulation::Horizon horizon_;
};

}  // namespace

double agent_hours(const Mix& mix) {
  double hours = 0;
  for (std::size_t i = 0; i < mix.headcount.intervals(); ++i)
    hours += mix.headcount.in(i)*mix.interval_hours[i];
  return hours;
}

Result<Mix> find_mix(const simulation::Model& model, const Request& request, const MixOptions& options) {
  if (auto faults = faults_of(model); !faults.empty()) return std::unexpected(std::move(faults.front()));
  if (auto faults = faults_of(request, model); !faults.empty())
    return std::unexpected(std::move(faults.front()));
  return FindMix(model, request, options).find();
}

}  // namespace tandem::mix
