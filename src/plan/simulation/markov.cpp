#include "plan/simulation/markov.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plan/simulation/birth_death.hpp"
#include "plan/simulation/run_tally.hpp"

namespace tandem::simulation {
namespace {

constexpr std::size_t kStatesMax = 200'000;

bool plain(const routing::Queue& queue) {
  return queue.stages.size() == 1 && !queue.length_max && !queue.wait_max && !queue.expected_wait_max &&
         !queue.leave_without_agents && !queue.open && !queue.ring_for && !queue.offer_callback_after &&
         queue.wrap_up_for == Duration() && queue.agents_by != routing::AgentOrder::ring_all &&
         queue.credit_per_priority == Duration();
}

bool plain(const Group& group) {
  return group.shifts.empty() && group.recorded.empty() && group.speed == 1 && group.speed_cv == 0 &&
         group.answers_after.is_zero() && group.ring_refused == 0 && group.absent == 0 &&
         group.pauses.idle_for.kind() == Distribution::Kind::never;
}

/// What a stretch of time, or all of it, comes to.
struct Expected {
  double calls = 0, waited = 0, served = 0, served_in_time = 0, gave_up_in_time = 0, gave_up_short = 0;
  double waits = 0, waits_of_served = 0;
  double busy = 0, ready = 0;
  void add(const Expected& other) {
    calls += other.calls;
    waited += other.waited;
    served += other.served;
    served_in_time += other.served_in_time;
    gave_up_in_time += other.gave_up_in_time;
    gave_up_short += other.gave_up_short;
    waits += other.waits;
    waits_of_served += other.waits_of_served;
    busy += other.busy;
    ready += other.ready;
  }
};

/// The measures of the KPI engine that can be told; nothing of the others.
std::optional<double> measure(const Expected& of, kpi::Measure measure, double talk_seconds) {
  using enum kpi::Measure;
  switch (measure) {
    case offered:
      return of.calls;
    case answered:
    case talk_known:
      return of.served;
    case abandoned:
      return std::max(0.0, of.calls - of.served);
    case answered_in_threshold:
      return of.served_in_time;
    case abandoned_in_threshold:
      return of.gave_up_in_time;
    case abandoned_short:
      return of.gave_up_short;
    case wait_answered_total:
      return of.waits_of_served * 1e6;
    case wait_abandoned_total:
      return std::max(0.0, of.waits - of.waits_of_served) * 1e6;
    case talk_total:
      return of.served * talk_seconds * 1e6;
    case wait_max:
    case unfinished:
      return std::nullopt;
    default:
      return 0;
  }
}

std::optional<double> sum(const std::vector<kpi::Term>& terms, const Expected& of, double talk_seconds) {
  double all = 0;
  for (const kpi::Term& term : terms) {
    const auto value = measure(of, term.measure, talk_seconds);
    if (!value) return std::nullopt;
    all += term.sign * *value;
  }
  return all;
}

class Solution {
 public:
  explicit Solution(const Model& model)
      : model_(model),
        type_(model.types.front()),
        slices_(model.horizon),
        rates_{.agents = model.plan.agents.size(),
               .service = 1 / type_.talk.mean_seconds(),
               .impatience = impatience()},
        chain_(rates_, states()),
        waiting_(rates_, chain_.states() - rates_.agents),
        in_time_(waiting_.within(model.rules.answer.limit.seconds())),
        short_(waiting_.within(model.rules.short_abandon.limit.seconds())) {}

  /// Calls there can be that the chain leaves out: fewer than one in 10^12 callers finds so many.
  static std::size_t states_for(const Model& model) {
    const CallType& type = model.types.front();
    const double patience = type.patience.mean_seconds();
    const double highest = *std::ranges::max_element(type.arrivals.calls) / type.arrivals.period.seconds();
    const auto agents = static_cast<double>(model.plan.agents.size());
    if (std::isfinite(patience)) {
      // No more than on a floor where everybody stays as long as the slower of service and patience.
      const double load = highest * std::max(patience, type.talk.mean_seconds());
      return static_cast<std::size_t>(std::max(agents, load + 10 * std::sqrt(load)) + 50);
    }
    const double used = highest * type.talk.mean_seconds() / agents;
    if (used >= 1) return kStatesMax + 1;
    constexpr double kLogOfLeftOut = 30;
    return static_cast<std::size_t>(agents + kLogOfLeftOut / -std::log(used) + 50);
  }

  Result<StudyResult> solve(double confidence, const std::atomic<bool>& cancelled);

 private:
  std::size_t states() const { return states_for(model_); }
  double impatience() const {
    const double patience = type_.patience.mean_seconds();
    return std::isfinite(patience) ? 1 / patience : 0;
  }
  struct Piece {
    double rate = 0;  ///< of arrivals, a second
    Instant until;
  };
  Piece piece_at(Instant at) const;
  Expected expected(double rate, double seconds, const std::vector<double>& time) const;
  Figures figures_of(const Expected& of) const;
  double wait_percentile(double share) const;

  const Model& model_;
  const CallType& type_;
  Slices slices_;
  BirthDeath::Rates rates_;
  BirthDeath chain_;
  Waiting waiting_;
  Waiting::Within in_time_;
  Waiting::Within short_;
  std::vector<FigureId> ids_;
  std::vector<double> found_;  ///< calls that found so many on the floor
};

/// The period of the pattern that an instant is in.
Solution::Piece Solution::piece_at(Instant at) const {
  const Arrivals& arrivals = type_.arrivals;
  const Zone& zone = *model_.horizon.zone;
  const LocalDay day = zone.day_of(at);
  const std::int64_t since = (zone.to_local(at) - LocalTime(day)).count();
  const std::int64_t period = arrivals.period.microseconds();
  const LocalDay first = zone.day_of(model_.horizon.start);
  const double calls = arrivals.expected(first, day, static_cast<std::size_t>(since / period));
  const Instant ends = at + Duration::microseconds(period - since % period);
  // A clock that is set ends a period.
  return {calls / arrivals.period.seconds(),
          std::min({ends, zone.period_at(at).until, start_of_day(day + std::chrono::days(1), zone)})};
}

/// Callers see what time sees (R. W. Wolff 1982).
Expected Solution::expected(double rate, double seconds, const std::vector<double>& time) const {
  Expected of{.calls = rate * seconds, .ready = static_cast<double>(rates_.agents) * seconds};
  for (std::size_t k = 0; k < time.size(); ++k) {
    const double callers = rate * time[k];
    of.busy += static_cast<double>(std::min(k, rates_.agents)) * time[k];
    if (k < rates_.agents) {
      of.served += callers;
      of.served_in_time += callers;
      continue;
    }
    const std::size_t ahead = k - rates_.agents;
    of.waited += callers;
    of.served += callers * waiting_.served(ahead);
    of.served_in_time += callers * in_time_.served[ahead];
    of.gave_up_in_time += callers * in_time_.gave_up[ahead];
    of.gave_up_short += callers * short_.gave_up[ahead];
    of.waits += callers * waiting_.mean_wait(ahead);
    of.waits_of_served += callers * waiting_.wait_if_served(ahead);
  }
  return of;
}

Figures Solution::figures_of(const Expected& of) const {
  Figures figures;
  const double talk = type_.talk.mean_seconds();
  for (const FigureId& id : ids_) {
    std::optional<double> value;
    if (id.id == "agents_on_duty") {
      value = static_cast<double>(rates_.agents);
    } else if (id.definition == nullptr) {
      const bool wait = id.id == "p_wait";
      const double denominator = wait ? of.calls : of.ready;
      if (denominator > 0) value = (wait ? of.waited : of.busy) / denominator;
    } else {
      value = sum(id.definition->numerator, of, talk);
      if (value && id.definition->unit == kpi::Unit::seconds) *value *= 1e-6;
      if (value && !id.definition->denominator.empty()) {
        const auto denominator = sum(id.definition->denominator, of, talk);
        value = denominator && *denominator > 0 ? std::optional(*value / *denominator) : std::nullopt;
      }
    }
    figures.values.push_back(value ? std::optional(Estimate{*value, 0}) : std::nullopt);
  }
  return figures;
}

double Solution::wait_percentile(double share) const {
  double all = 0;
  for (const double calls : found_) all += calls;
  const auto waited_at_most = [&](double seconds) {
    const Waiting::Within within = waiting_.within(seconds);
    double calls = 0;
    for (std::size_t k = 0; k < found_.size(); ++k)
      calls += k < rates_.agents
                   ? found_[k]
                   : found_[k] * (within.served[k - rates_.agents] + within.gave_up[k - rates_.agents]);
    return calls / all;
  };
  if (waited_at_most(0) >= share) return 0;
  double low = 0, high = 1;
  constexpr double kHighest = 1e6;
  while (waited_at_most(high) < share && high < kHighest) high *= 2;
  constexpr double kNear = 1e-4;
  while (high - low > kNear) {
    const double middle = (low + high) / 2;
    (waited_at_most(middle) < share ? low : high) = middle;
  }
  return high;
}

Result<StudyResult> Solution::solve(double confidence, const std::atomic<bool>& cancelled) {
  ids_ = figures_known(model_);
  found_.assign(chain_.states(), 0.0);
  std::vector<double> distribution(chain_.states());
  distribution[0] = 1;
  Expected total;
  std::vector<Expected> intervals(slices_.interval_starts().size());
  std::size_t slice = 0;
  for (Instant at = model_.horizon.start; at < model_.horizon.end();) {
    if (cancelled) return failure(ErrorCode::cancelled, "the calculation was stopped");
    const bool counted = at >= model_.horizon.counted_from();
    while (counted && at >= slices_.end_of(slice)) ++slice;
    const auto [rate, piece_until] = piece_at(at);
    const Instant until =
        std::min(piece_until, counted ? slices_.end_of(slice) : model_.horizon.counted_from());
    std::vector<double> time(chain_.states());
    chain_.follow(distribution, rate, (until - at).seconds(), time);
    if (counted) {
      const Expected of = expected(rate, (until - at).seconds(), time);
      total.add(of);
      if (!intervals.empty()) intervals[slices_[slice].interval].add(of);
      for (std::size_t k = 0; k < found_.size(); ++k) found_[k] += rate * time[k];
    }
    at = until;
  }
  StudyResult result;
  result.figures = ids_;
  result.totals = figures_of(total);
  result.by_type = {result.totals};
  result.by_client = {result.totals};
  result.by_group = {result.totals};
  for (const Expected& of : intervals) result.by_interval.push_back(figures_of(of));
  result.interval_starts = slices_.interval_starts();
  for (const double share : kWaitPercentiles)
    if (total.calls > 0) result.percentiles.push_back({share, wait_percentile(share)});
  result.confidence = confidence;
  return result;
}

}  // namespace

std::optional<std::string> why_no_markov_chain(const Model& model) {
  if (model.types.size() != 1 || model.plan.queues.size() != 1) return "it has several call types or queues";
  const CallType& type = model.types.front();
  const Arrivals& arrivals = type.arrivals;
  if (arrivals.kind != Arrivals::Kind::poisson || arrivals.calls.empty())
    return "its calls do not come at Poisson rates";
  if (arrivals.day_cv > 0 || arrivals.period_cv > 0)
    return "its days or periods are busier than others by chance";
  if (type.talk.kind() != Distribution::Kind::exponential || type.talk.zeros() > 0)
    return "its talk times are not exponential";
  if (!type.after_call_work.is_zero() || !type.talk_of_group.empty() ||
      !type.after_call_work_of_group.empty())
    return "it has after-call work, or talk times by group";
  const bool stays = type.patience.kind() == Distribution::Kind::never;
  if (!stays && (type.patience.kind() != Distribution::Kind::exponential || type.patience.zeros() > 0))
    return "its callers' patience is not exponential";
  if (type.balking > 0 || type.retry.chance > 0 || type.transfer.chance > 0 || !type.priorities.empty())
    return "its callers balk, call again, are transferred or have priorities";
  if (!plain(model.plan.queues.front())) return "its queue has rules of its own";
  if (!std::ranges::all_of(model.groups, [](const Group& group) { return plain(group); }))
    return "its agents have shifts, or are not all alike";
  const routing::Access& access = model.plan.queues.front().stages.front().access.front();
  if (model.groups.size() != 1 || !access.groups.empty() || !access.skills.empty() ||
      model.plan.queues.front().stages.front().access.size() != 1 || !model.plan.guarantees.empty())
    return "not all of its agents serve all of its calls alike";
  if (Solution::states_for(model) > kStatesMax)
    return fmt::format("its chain has more than {} states, or a queue without end", kStatesMax);
  return std::nullopt;
}

Result<StudyResult> solve_markov_chain(const Model& model, const StudyOptions& options,
                                       const std::atomic<bool>& cancelled) {
  if (auto faults = faults_of(model); !faults.empty()) return std::unexpected(std::move(faults.front()));
  if (const auto why = why_no_markov_chain(model))
    return failure(ErrorCode::usage,
                   "the model is no Markov chain that can be solved: {}; use --engine router", *why);
  return Solution(model).solve(options.confidence, cancelled);
}

}  // namespace tandem::simulation
