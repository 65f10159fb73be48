#include "plan/analysis/analyse.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "plan/analysis/agents_on_duty.hpp"
#include "plan/analysis/calls_in_order.hpp"
#include "plan/analysis/concurrency.hpp"
#include "plan/analysis/days.hpp"
#include "plan/analysis/distributions.hpp"
#include "plan/analysis/figures.hpp"
#include "plan/analysis/heat_map.hpp"
#include "plan/analysis/interval_cells.hpp"
#include "plan/analysis/order_statistics.hpp"
#include "plan/analysis/patience.hpp"
#include "plan/analysis/repeats.hpp"
#include "plan/analysis/requirement.hpp"
#include "plan/analysis/season.hpp"
#include "plan/analysis/service_levels.hpp"
#include "plan/analysis/slices.hpp"
#include "plan/analysis/time_quality.hpp"
#include "plan/analysis/volumes.hpp"

namespace tandem::analysis {
namespace {

Result<void> check_interval(const Options& options) {
  const std::int64_t interval = options.interval.microseconds();
  const bool divides = interval >= Duration::minutes(1).microseconds() &&
                       (Duration::hours(1).microseconds() % interval == 0 ||
                        (interval % Duration::hours(1).microseconds() == 0 &&
                         Duration::hours(24).microseconds() % interval == 0));
  if (!divides) {
    return failure(
        ErrorCode::usage,
        "an interval of {} s neither divides an hour nor is whole hours that divide a day: take 30 "
        "minutes, for example",
        options.interval.seconds());
  }
  return {};
}

void add_means(Analysis& a, const Figures& figures) {
  a.mean_wait = figures.mean_wait(a.total);
  a.mean_wait_answered = figures.mean_wait_answered(a.total);
  a.mean_wait_abandoned = figures.mean_wait_abandoned(a.total);
  a.mean_talk = figures.mean_talk(a.total);
  a.mean_acw = figures.mean_acw(a.total);
  a.mean_handle = figures.mean_handle(a.total);
  a.abandonment = figures.abandonment(a.total);
}

/// What volumes by interval tell: the part that records and totals share.
struct Folded {
  std::vector<IntervalCell> cells;
  std::vector<ObservedDay> days;
  UsualWeek week;
};

Result<Folded> fold_volumes(Analysis& a, std::vector<IntervalCell> cells, const Figures& figures) {
  Folded folded;
  folded.cells = std::move(cells);
  const Duration interval = a.options.interval;
  const int intervals = static_cast<int>(Duration::hours(24) / interval);
  a.timeline = timeline_of(folded.cells, figures, interval);
  TANDEM_ASSIGN(days, days_of(folded.cells));
  folded.days = std::move(days);
  a.open_days = static_cast<int>(std::ranges::count_if(folded.days, &ObservedDay::open));
  a.special_days = find_special_days(folded.days, figures, intervals);
  a.days = figures_of_days(folded.days, figures);
  a.season = season_of(folded.days);
  folded.week = usual_week(folded.days, intervals);
  a.heat_map = heat_map_of(folded.week, folded.days, figures, interval);
  a.service_levels = service_levels_of(folded.cells, a.total, intervals, figures, a.options.target);
  double erlangs = 0;
  for (const Volume& volume : a.timeline) erlangs += volume.erlangs.value_or(0);
  const auto loaded =
      std::ranges::count_if(a.timeline, [](const Volume& v) { return v.erlangs.has_value(); });
  if (loaded > 0) a.erlangs_mean = erlangs / static_cast<double>(loaded);
  return folded;
}

void add_waits(Analysis& a, const CallTimes& times) {
  const auto all = times.wait_all();
  if (!all.empty()) {
    const auto percentile = [&all](double share) {
      return static_cast<double>(all[nearest_rank(all.size(), share)]) / 1e6;
    };
    a.p50_wait = percentile(0.50);
    a.p90_wait = percentile(0.90);
    a.p95_wait = percentile(0.95);
    a.max_wait = static_cast<double>(all.back()) / 1e6;
  }
  a.wait_answered = distribution_of(times.wait_answered);
  a.wait_abandoned = distribution_of(times.wait_abandoned);
  a.talk_time = distribution_of(times.talk);
  a.acw = distribution_of(times.acw);
  a.handle_time = distribution_of(times.handle);
  std::vector<std::int64_t> censored;
  censored.reserve(times.wait_answered.size() + times.wait_others.size());
  std::ranges::merge(times.wait_answered, times.wait_others, std::back_inserter(censored));
  a.patience = patience_of(times.wait_abandoned, censored);
}

std::vector<AgentInterval> agent_intervals(const CallTable& table, ClientId only) {
  std::vector<AgentInterval> all;
  for (const auto& shelf : table.shelves()) {
    for (const AgentInterval& interval : shelf.agents) {
      if (!only.known() || interval.client == only || !interval.client.known()) all.push_back(interval);
    }
  }
  return all;
}

Result<Analysis> analyse_calls(Analysis a, const CallTable& table, std::span<const CallRecord> calls,
                               const importing::Directory& directory, ClientId only) {
  const Options& options = a.options;
  TANDEM_ASSIGN(figures, Figures::of(options, {}));
  a.first = calls.front().offered_at;
  a.last = calls.back().offered_at;
  a.queues = slices_by_queue(calls, directory, options, figures);
  a.clients = slices_by_client(calls, directory, options, figures);
  a.types = slices_by_type(calls, directory, options, figures);
  a.hours = slices_by_hour(calls, options, figures);
  for (const CallRecord& call : calls) kpi::count(a.total, options.rules, call);
  add_means(a, figures);
  TANDEM_ASSIGN(
      folded,
      fold_volumes(a, count_by_interval(calls, options.rules, {*options.zone, options.interval}), figures));
  a.repeats = repeats_of(calls, options.rules, directory);
  add_waits(a, times_of(calls, options.rules));
  a.agents = agents_on_duty(calls, agent_intervals(table, only), folded.days, directory, options);
  TANDEM_ASSIGN(concurrency, concurrency_of(calls));
  a.concurrency = concurrency;
  auto patience = a.patience.mean_exponential;
  if (patience && *patience <= 0) patience.reset();
  TANDEM_ASSIGN(requirement, require_agents(a.heat_map, folded.week, patience, options));
  a.requirement = requirement;
  a.time_quality = time_quality_of(table, calls, a.special_days, options);
  return a;
}

Result<Analysis> analyse_totals(Analysis a, const CallTable& table, ClientId only) {
  std::vector<importing::IntervalTotals> totals;
  for (const auto& shelf : table.shelves()) {
    for (const auto& interval : shelf.totals) {
      if (!only.known() || interval.client == only) totals.push_back(interval);
    }
  }
  // Totals of an hour cannot be split into half hours: the longest of them is the finest there is.
  for (const auto& interval : totals) a.options.interval = std::max(a.options.interval, interval.length);
  TANDEM_TRY(check_interval(a.options));
  a.stated = stated_by(totals);
  TANDEM_ASSIGN(figures, Figures::of(a.options, a.stated));
  auto cells = cells_of_totals(totals, {*a.options.zone, a.options.interval});
  if (cells.empty()) return failure(ErrorCode::bad_value, "the totals hold no calls: nothing to analyse");
  a.totals_only = true;
  a.first = cells.front().place.start;
  a.last = cells.back().place.start;
  Handled handled;
  for (const IntervalCell& cell : cells) {
    a.total.add(cell.tally);
    handled.add(cell);
  }
  add_means(a, figures);
  a.mean_handle = handled.mean();
  TANDEM_ASSIGN(folded, fold_volumes(a, std::move(cells), figures));
  TANDEM_ASSIGN(requirement, require_agents(a.heat_map, folded.week, std::nullopt, a.options));
  a.requirement = requirement;
  a.time_quality = time_quality_of(table, {}, a.special_days, a.options);
  return a;
}

}  // namespace

Result<void> check_options(const Options& options) {
  TANDEM_TRY(check_interval(options));
  if (!(options.target > 0 && options.target < 1)) {
    return failure(ErrorCode::usage, "a service-level target of {} is not between 0 and 1", options.target);
  }
  if (!(options.shrinkage >= 0 && options.shrinkage < 1)) {
    return failure(ErrorCode::usage, "a shrinkage of {} is not in 0 .. 1, 1 left out", options.shrinkage);
  }
  TANDEM_TRY(Figures::of(options, {}));
  return {};
}

Result<Analysis> analyse(const CallTable& table, const importing::Directory& directory,
                         const importing::Quality& quality, const Options& options) {
  TANDEM_TRY(check_options(options));
  if (options.zone == nullptr) return failure(ErrorCode::usage, "the analysis needs a time zone");
  TANDEM_ASSIGN(only, directory.find_client(options.client));
  Analysis a;
  a.options = options;
  a.quality = quality;
  if (table.calls() == 0 && table.totals() > 0) return analyse_totals(std::move(a), table, only);
  const CallsInOrder order(table, only);
  if (order.calls().empty()) {
    return failure(ErrorCode::bad_value, "the files hold no calls: nothing to analyse");
  }
  return analyse_calls(std::move(a), table, order.calls(), directory, only);
}

}  // namespace tandem::analysis
