#include "plan/twin/day_figures.hpp"

#include <cmath>
#include <mutex>

#include "core/base/share_out.hpp"
#include "core/kpi/definition.hpp"
#include "core/kpi/evaluate.hpp"
#include "plan/simulation/replication.hpp"
#include "plan/twin/day_model.hpp"

namespace tandem::twin {
namespace {

using simulation::WaitScale;

std::optional<double> figure(std::string_view id, const kpi::Tally& tally) {
  return kpi::evaluate(**kpi::find_definition(id), tally);
}

/// What differs between models of the same day is drawn from streams of its own, one a replication.
constexpr std::uint64_t kModelStream = 1ULL << 62;

/// A call that an agent takes at once.
CallRecord taken_at_once(Instant at) {
  CallRecord call;
  call.offered_at = call.queued_at = call.answered_at = call.ended_at = at;
  call.outcome = Outcome::answered;
  return call;
}

/// The days of one request, as several threads take them.
class Days {
 public:
  Days(const std::vector<DayObserved>& days, const SimulateDays& how, const std::atomic<bool>& cancelled)
      : days_(days), how_(how), cancelled_(cancelled), figures_(days.size()) {}

  Result<std::vector<DayFigures>> run() {
    TANDEM_TRY(try_share_out(how_.threads, days_.size(),
                             [this](unsigned, std::size_t i) { return simulate_day(i); }));
    return std::move(figures_);
  }

 private:
  Result<void> simulate_day(std::size_t index) {
    const DayObserved& day = days_[index];
    const auto number = static_cast<std::uint64_t>(day.day.time_since_epoch().count());
    const std::uint64_t seed = Random::stream(how_.seed, number)();
    for (std::uint32_t replication = 0; replication < how_.replications; ++replication) {
      const DayModel made = model_of(day, how_.behaviour, how_.zone, how_.rules,
                                     Random::stream(seed, kModelStream + replication));
      // A day without any agent answers nobody: the router needs one to be a floor.
      if (made.model.plan.agents.empty() || made.model.types.empty()) return nobody_there(index);
      if (replication == 0)
        if (const auto faults = simulation::faults_of(made.model); !faults.empty())
          return std::unexpected(faults.front());
      const simulation::Slices slices(made.model.horizon);
      TANDEM_ASSIGN(figures,
                    simulation::run_replication(made.model, slices, {seed, replication}, cancelled_));
      kpi::Tally calls;
      for (const simulation::Cell& cell : figures.calls) calls.add(cell.tally);
      for (std::uint32_t i = 0; i < made.at_once; ++i)
        kpi::count(calls, how_.rules, taken_at_once(made.model.horizon.start));
      figures.waits[0] += made.at_once;
      figures_[index].add_run(calls, figures.waits);
    }
    return {};
  }

  Result<void> nobody_there(std::size_t index) {
    for (const DayObserved::Arrival& arrival : days_[index].arrivals) {
      CallRecord call;
      call.offered_at = call.queued_at = arrival.at;
      call.outcome = Outcome::unfinished;
      figures_[index].count(how_.rules, call);
    }
    return {};
  }

  const std::vector<DayObserved>& days_;
  const SimulateDays& how_;
  const std::atomic<bool>& cancelled_;
  std::vector<DayFigures> figures_;
};

}  // namespace

void DayFigures::count(const kpi::Rules& rules, const CallRecord& call) {
  const kpi::Counted counted = kpi::count(tally_, rules, call);
  if (!counted.waited) return;
  if (waits_.empty()) waits_.resize(WaitScale::kSteps);
  ++waits_[WaitScale::step_of(counted.wait)];
}

void DayFigures::add_run(const kpi::Tally& run, const std::vector<std::uint32_t>& waits) {
  tally_.add(run);
  if (waits_.empty()) waits_.resize(WaitScale::kSteps);
  for (std::size_t i = 0; i < waits.size(); ++i) waits_[i] += waits[i];
  ++runs_;
  in_threshold_ += run.answered_in_threshold;
  in_threshold_squared_ += static_cast<double>(run.answered_in_threshold) * run.answered_in_threshold;
  if (runs_ < 2) return;
  const double mean = in_threshold_ / runs_;
  variance_ = std::max(0.0, (in_threshold_squared_ - runs_ * mean * mean) / (runs_ - 1));
}

void DayFigures::add(const DayFigures& other) {
  tally_.add(other.tally_);
  if (waits_.empty()) waits_.resize(WaitScale::kSteps);
  for (std::size_t i = 0; i < other.waits_.size(); ++i) waits_[i] += other.waits_[i];
  runs_ = std::max(runs_, other.runs_);
  variance_ += other.variance_;
}

std::optional<double> DayFigures::service_level() const { return figure("strict", tally_); }
std::optional<double> DayFigures::abandonment() const { return figure("abandonment", tally_); }
std::optional<double> DayFigures::mean_wait_answered() const { return figure("mean_wait_answered", tally_); }
std::optional<double> DayFigures::mean_wait() const { return figure("mean_wait", tally_); }

std::optional<double> DayFigures::percentile(double share) const {
  const auto wait = WaitScale::percentile(waits_, share);
  return wait ? std::optional(wait->seconds()) : std::nullopt;
}

std::optional<double> DayFigures::service_level_spread() const {
  if (runs_ < 2 || tally_.offered == 0) return std::nullopt;
  constexpr double kNormal95 = 1.959963984540054;
  return kNormal95 * std::sqrt(variance_ * (1 + 1.0 / runs_)) / offered();
}

Result<std::vector<DayFigures>> simulate(const std::vector<DayObserved>& days, const SimulateDays& how,
                                         const std::atomic<bool>& cancelled) {
  return Days(days, how, cancelled).run();
}

}  // namespace tandem::twin
