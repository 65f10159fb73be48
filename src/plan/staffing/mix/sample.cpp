#include "plan/staffing/mix/sample.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "core/base/share_out.hpp"
#include "plan/simulation/replication.hpp"
#include "plan/staffing/mix/interval_tally.hpp"
#include "plan/staffing/mix/staffed_model.hpp"

namespace tandem::mix {
namespace {

std::int64_t counted(const kpi::Tally& tally, kpi::Measure measure) {
  if (measure == kpi::Measure::abandoned_ringing && !tally.ringing_stated()) return 0;
  return std::max<std::int64_t>(0, tally.value(measure));
}

std::int64_t sum_of(const std::vector<kpi::Term>& terms, const kpi::Tally& tally) {
  std::int64_t sum = 0;
  for (const kpi::Term& term : terms) sum += term.sign * counted(tally, term.measure);
  return sum;
}

/// Runs a staffed model once and has its calls counted.
Result<IntervalTally> tally_of(const simulation::Model& staffed, const simulation::Slices& slices,
                               std::span<const kpi::Rules> rules, const simulation::ReplicationId& id,
                               const std::atomic<bool>* cancel) {
  static const std::atomic<bool> kNever = false;
  TANDEM_ASSIGN(router, routing::Router::create(plan_of(staffed, id)));
  IntervalTally tally(slices, rules, staffed.types.size());
  simulation::FloorRun run(staffed, std::move(router), id.seed, id.number, tally);
  TANDEM_TRY(run.run(cancel != nullptr ? *cancel : kNever));
  tally.finish();
  return tally;
}

}  // namespace

Sample::Sample(const simulation::Model& model, const Request& request, SampleOptions options)
    : model_(model),
      request_(request),
      options_(std::move(options)),
      slices_(horizon_of(request, model)),
      goals_(goals_of(request, model, slices_)) {}

Result<std::vector<Sample::Counts>> Sample::run(const simulation::Model& staffed, const Headcount& headcount,
                                                std::uint32_t replication) const {
  TANDEM_ASSIGN(tally,
                tally_of(staffed, slices_, goals_.rules, {options_.seed, replication}, options_.cancel));
  std::vector<Counts> cells(goals_.cells());
  for (std::size_t i = 0; i < goals_.lines.size(); ++i) {
    const Line& line = goals_.lines[i];
    for (std::size_t interval = 0; interval < goals_.intervals; ++interval) {
      Counts& cell = cells[i * goals_.intervals + interval];
      for (const std::uint32_t type : line.types) {
        const kpi::Tally& of = tally.of(line.rules, type, interval);
        cell.over += sum_of(line.over, of);
        cell.under += sum_of(line.under, of);
      }
      const Duration length = slices_.end_of(interval) - slices_[interval].from;
      if (line.under_duty) cell.under += headcount.in(interval)*length.microseconds();
    }
  }
  ++run_;
  return cells;
}

double Sample::slack(const Line& line, const Counts& counts) const {
  return line.sign *
         (static_cast<double>(counts.over) * line.unit - line.at * static_cast<double>(counts.under));
}

Sample::Counts Sample::sum(const std::vector<Counts>& cells, const Window& window) const {
  Counts all;
  for (std::size_t i = window.first; i < window.end; ++i) {
    all.over += cells[window.line * goals_.intervals + i].over;
    all.under += cells[window.line * goals_.intervals + i].under;
  }
  return all;
}

/// The slack that so large a share has at least.
double Sample::share_slack(std::vector<double>& slacks, double probability) const {
  if (slacks.empty()) return 0;
  const auto wanted =
      static_cast<std::size_t>(std::ceil(probability * static_cast<double>(slacks.size()) - kRounding));
  const std::size_t place = slacks.size() - std::clamp<std::size_t>(wanted, 1, slacks.size());
  std::ranges::nth_element(slacks, slacks.begin() + static_cast<std::ptrdiff_t>(place));
  return slacks[place];
}

Result<std::vector<Outcome>> Sample::outcomes(std::span<const Headcount> headcounts,
                                              std::uint32_t replications) const {
  std::vector<simulation::Model> models;
  for (const Headcount& headcount : headcounts)
    models.push_back(staffed(model_, request_, slices_, headcount));
  // Whole numbers: the same in whatever order threads add them up.
  struct Sums {
    std::mutex mutex;
    std::vector<Counts> cells;
    std::vector<std::vector<double>> slacks;  ///< by window with a probability: of its replications
  };
  std::vector<Sums> sums(headcounts.size());
  for (Sums& of : sums) {
    of.cells.resize(goals_.cells());
    of.slacks.resize(goals_.windows.size());
  }
  const auto add = [&](unsigned, std::size_t piece) -> Result<void> {
    Sums& to = sums[piece / replications];
    const std::size_t which = piece / replications;
    TANDEM_ASSIGN(cells,
                  run(models[which], headcounts[which], static_cast<std::uint32_t>(piece % replications)));
    const std::lock_guard lock(to.mutex);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      to.cells[i].over += cells[i].over;
      to.cells[i].under += cells[i].under;
    }
    for (std::size_t i = 0; i < goals_.windows.size(); ++i) {
      const Window& window = goals_.windows[i];
      if (!window.probability) continue;
      const Counts all = sum(cells, window);
      if (all.under == 0 && goals_.lines[window.line].is_ratio()) continue;
      to.slacks[i].push_back(slack(goals_.lines[window.line], all) + window.each_replication);
    }
    return {};
  };
  TANDEM_TRY(try_share_out(options_.threads, headcounts.size() * replications, add));
  std::vector<Outcome> outcomes(headcounts.size());
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    Outcome& outcome = outcomes[i];
    for (std::size_t cell = 0; cell < goals_.cells(); ++cell)
      outcome.cells.push_back(slack(goals_.lines[cell / goals_.intervals], sums[i].cells[cell]) /
                              replications);
    for (std::size_t window = 0; window < goals_.windows.size(); ++window) {
      const Window& of = goals_.windows[window];
      outcome.windows.push_back(of.probability
                                    ? share_slack(sums[i].slacks[window], *of.probability)
                                    : slack(goals_.lines[of.line], sum(sums[i].cells, of)) / replications +
                                          of.each_replication);
    }
  }
  return outcomes;
}

Result<Outcome> Sample::outcome(const Headcount& headcount) const {
  TANDEM_ASSIGN(all, outcomes({&headcount, 1}, options_.replications));
  return std::move(all.front());
}

Result<std::vector<Checked>> Sample::check(const Headcount& headcount, double confidence) const {
  const simulation::Model model = staffed(model_, request_, slices_, headcount);
  std::vector<std::vector<Counts>> runs(options_.replications);
  TANDEM_TRY(try_share_out(options_.threads, runs.size(), [&](unsigned, std::size_t piece) -> Result<void> {
    TANDEM_ASSIGN(cells, run(model, headcount, static_cast<std::uint32_t>(piece)));
    runs[piece] = std::move(cells);
    return {};
  }));
  std::vector<Checked> checked;
  for (const Window& window : goals_.windows) {
    const Line& line = goals_.lines[window.line];
    simulation::RatioMoments moments;
    Checked of;
    std::vector<double> slacks;
    double mean = 0;
    for (const auto& cells : runs) {
      const Counts all = sum(cells, window);
      const bool counted = !line.is_ratio();
      moments.add(static_cast<double>(all.over) * line.unit, counted ? 1 : static_cast<double>(all.under));
      const double left = slack(line, all) + window.each_replication;
      mean += left / static_cast<double>(runs.size());
      if (counted || all.under > 0) slacks.push_back(left);
    }
    of.figure = moments.ratio(confidence);
    of.with_calls = static_cast<std::uint32_t>(slacks.size());
    const auto met = std::ranges::count_if(slacks, [](double left) { return left >= -kRounding; });
    of.met = slacks.empty() ? 1 : static_cast<double>(met) / static_cast<double>(slacks.size());
    of.slack = window.probability ? share_slack(slacks, *window.probability) : mean;
    checked.push_back(of);
  }
  return checked;
}

}  // namespace tandem::mix
