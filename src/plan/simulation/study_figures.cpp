#include "plan/simulation/study_figures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tandem::simulation {
std::vector<FigureId> figures_known(const Model& model) {
  const auto known = [](std::string_view id) { return *kpi::find_definition(id); };
  std::vector<FigureId> ids = {{"p_wait", nullptr},
                               {"p_abandon", known("abandonment")},
                               {"mean_wait", known("mean_wait")},
                               {"service_level", known(model.service_level)},
                               {"occupancy", nullptr},
                               {"agents_on_duty", nullptr}};
  for (const kpi::Definition& definition : kpi::catalogue()) {
    const bool there = definition.id == "abandonment" || definition.id == "mean_wait";
    if (!definition.percentile && !there) ids.push_back({definition.id, &definition});
  }
  return ids;
}

namespace {

double sum(const std::vector<kpi::Term>& terms, const kpi::Tally& tally) {
  double all = 0;
  for (const kpi::Term& term : terms) all += term.sign * static_cast<double>(tally.value(term.measure));
  return all;
}

}  // namespace

StudyFigures::Ratio StudyFigures::floor_figure(std::string_view id, const Part& part) {
  const kpi::Tally& tally = part.calls.tally;
  const auto busy = static_cast<double>(part.staffing.busy);
  const auto ready = static_cast<double>(part.staffing.ready);
  if (id == "p_wait")
    return {static_cast<double>(part.calls.waited), static_cast<double>(tally.answered + tally.abandoned)};
  if (id == "occupancy") return {busy, ready};
  return {ready, static_cast<double>(part.length.microseconds())};
}

StudyFigures::StudyFigures(const Model& model, const Slices& slices)
    : model_(model), slices_(slices), ids_(figures_known(model)), totals_(ids_.size()) {
  by_type_.assign(model.types.size(), totals_);
  by_client_.assign(model.plan.clients.size(), totals_);
  by_group_.assign(model.groups.size(), totals_);
  by_interval_.assign(slices.interval_starts().size(), totals_);
  waits_.resize(WaitScale::kSteps);
}

/// `share`: of a replication that the part is, for figures that count.
void StudyFigures::add_to(Scope& scope, const Part& part, double share) const {
  const kpi::Tally& tally = part.calls.tally;
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    const kpi::Definition* definition = ids_[i].definition;
    if (definition == nullptr) {
      const auto [x, y] = floor_figure(ids_[i].id, part);
      scope[i].add(x, y);
      continue;
    }
    const double unit = definition->unit == kpi::Unit::seconds ? 1e-6 : 1;
    const double x = sum(definition->numerator, tally) * unit;
    if (!definition->denominator.empty())
      scope[i].add(x, sum(definition->denominator, tally));
    else if (x >= 0)  // the longest of no waits is below 0
      scope[i].add(x, definition->unit == kpi::Unit::count ? share : 1);
  }
}

void StudyFigures::add(const RunFigures& run) {
  ++replications_;
  calls_ += run.calls_offered;
  events_ += run.events;
  for (std::size_t i = 0; i < waits_.size(); ++i) waits_[i] += run.waits[i];
  for (std::uint32_t batch = 0; batch < model_.horizon.batches; ++batch) add_batch(run, batch);
  add_intervals(run);
}

void StudyFigures::add_batch(const RunFigures& run, std::uint32_t batch) {
  Part total;
  std::vector<Part> types(by_type_.size()), clients(by_client_.size()), groups(by_group_.size());
  for (std::size_t type = 0; type < types.size(); ++type) {
    types[type].calls = run.calls[batch * types.size() + type];
    const ClientId client = model_.plan.queues[model_.types[type].queue.index()].client;
    clients[client.index()].calls.add(types[type].calls);
    total.calls.add(types[type].calls);
  }
  for (std::size_t slice = 0; slice < slices_.size(); ++slice) {
    if (slices_[slice].batch != batch) continue;
    total.length += length_of(slice);
    for (std::size_t group = 0; group < groups.size(); ++group)
      groups[group].staffing.add(run.staffing[slice * groups.size() + group]);
  }
  for (std::size_t group = 0; group < groups.size(); ++group) {
    groups[group].calls = run.served_by[batch * groups.size() + group];
    groups[group].length = total.length;
    total.staffing.add(groups[group].staffing);
  }
  const double share = 1.0 / model_.horizon.batches;
  add_to(totals_, total, share);
  const auto add_all = [&](std::vector<Scope>& scopes, const std::vector<Part>& parts) {
    for (std::size_t i = 0; i < parts.size(); ++i) add_to(scopes[i], parts[i], share);
  };
  add_all(by_type_, types);
  add_all(by_client_, clients);
  add_all(by_group_, groups);
}

void StudyFigures::add_intervals(const RunFigures& run) {
  std::vector<Part> intervals(by_interval_.size());
  for (std::size_t i = 0; i < intervals.size(); ++i) intervals[i].calls = run.by_interval[i];
  for (std::size_t slice = 0; slice < slices_.size() && !intervals.empty(); ++slice) {
    Part& interval = intervals[slices_[slice].interval];
    interval.length += length_of(slice);
    for (std::size_t group = 0; group < by_group_.size(); ++group)
      interval.staffing.add(run.staffing[slice * by_group_.size() + group]);
  }
  for (std::size_t i = 0; i < intervals.size(); ++i) add_to(by_interval_[i], intervals[i], 1);
}

Figures StudyFigures::figures_of(const Scope& scope, double confidence) const {
  Figures figures;
  for (const RatioMoments& moments : scope) figures.values.push_back(moments.ratio(confidence));
  return figures;
}

double StudyFigures::imprecision(double confidence) const {
  double worst = 0;
  for (std::size_t i = 0; i < kStudyTotals.size(); ++i) {
    const auto estimate = totals_[i].ratio(confidence);
    if (!estimate || !estimate->half_width) return std::numeric_limits<double>::infinity();
    if (estimate->value != 0) worst = std::max(worst, *estimate->half_width / std::abs(estimate->value));
  }
  return worst;
}

StudyResult StudyFigures::result(double confidence) const {
  StudyResult result;
  result.figures = ids_;
  result.totals = figures_of(totals_, confidence);
  const auto all = [&](const std::vector<Scope>& scopes) {
    std::vector<Figures> figures;
    for (const Scope& scope : scopes) figures.push_back(figures_of(scope, confidence));
    return figures;
  };
  result.by_type = all(by_type_);
  result.by_client = all(by_client_);
  result.by_group = all(by_group_);
  result.by_interval = all(by_interval_);
  result.interval_starts = slices_.interval_starts();
  for (const double share : kWaitPercentiles)
    if (const auto wait = WaitScale::percentile(waits_, share))
      result.percentiles.push_back({share, wait->seconds()});
  result.replications = replications_;
  result.units = std::uint64_t{replications_} * model_.horizon.batches;
  result.calls = calls_;
  result.events = events_;
  result.confidence = confidence;
  return result;
}

}  // namespace tandem::simulation
