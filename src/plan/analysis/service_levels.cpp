#include "plan/analysis/service_levels.hpp"

#include <map>

#include "core/kpi/evaluate.hpp"

namespace tandem::analysis {

ServiceLevels service_levels_of(std::span<const IntervalCell> cells, const kpi::Tally& overall,
                                int intervals_a_day, const Figures& figures, double target) {
  ServiceLevels levels;
  levels.overall = figures.service_levels(overall);
  std::vector<kpi::Tally> of_day(static_cast<std::size_t>(intervals_a_day));
  std::map<std::chrono::year_month, kpi::Tally> of_month;
  std::vector<kpi::Tally> intervals;
  intervals.reserve(cells.size());
  for (std::size_t from = 0, until = 0; from < cells.size(); from = until) {
    kpi::Tally& month = of_month[month_of(local_day(cells[from].place.day))];
    for (; until < cells.size() && cells[until].place.day == cells[from].place.day; ++until) {
      of_day[static_cast<std::size_t>(cells[until].place.interval)].add(cells[until].tally);
      month.add(cells[until].tally);
      intervals.push_back(cells[until].tally);
    }
  }
  for (const kpi::Tally& tally : of_day) levels.by_interval_of_day.push_back(figures.service_levels(tally));
  for (const auto& [month, tally] : of_month) {
    levels.by_month.emplace_back(month, figures.service_levels(tally));
  }
  if (figures.contract() == nullptr) return levels;
  kpi::Definition contract = *figures.contract();
  contract.aggregation = kpi::Aggregation::mean_of_intervals;
  levels.mean_of_intervals = kpi::aggregate(contract, intervals);
  contract.aggregation = kpi::Aggregation::share_of_intervals;
  contract.interval_target = target;
  levels.share_of_intervals = kpi::aggregate(contract, intervals);
  return levels;
}

}  // namespace tandem::analysis
