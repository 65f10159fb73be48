#include "plan/twin/twin.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "plan/twin/calibrate.hpp"
#include "plan/twin/fit.hpp"

namespace tandem::twin {
namespace {

/// Days with fewer calls say nothing about a share.
constexpr double kCallsForCorrelation = 50;

std::map<LocalDay, DayFigures> actual_days(std::span<const CallRecord> calls, const TwinOptions& options) {
  std::map<LocalDay, DayFigures> days;
  for (const CallRecord& call : calls)
    if (reached_queue(call)) days[options.zone->day_of(arrived_at(call))].count(options.rules, call);
  return days;
}

std::optional<double> correlation_of(const std::vector<DayCompared>& days) {
  double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (const DayCompared& day : days) {
    const auto actual = day.actual.service_level(), simulated = day.simulated.service_level();
    if (!actual || !simulated || day.actual.offered() < kCallsForCorrelation) continue;
    n += 1;
    x += *actual;
    y += *simulated;
    xx += *actual * *actual;
    yy += *simulated * *simulated;
    xy += *actual * *simulated;
  }
  const double spread = (xx - x * x / n) * (yy - y * y / n);
  if (n < 3 || !(spread > 0)) return std::nullopt;
  return (xy - x * y / n) / std::sqrt(spread);
}

void add_months(TwinResult& result) {
  for (const DayCompared& day : result.days) {
    const std::chrono::year_month_day date(day.day);
    const std::chrono::year_month month = date.year() / date.month();
    if (result.months.empty() || result.months.back().month != month)
      result.months.push_back({month, {}, {}});
    result.months.back().actual.add(day.actual);
    result.months.back().simulated.add(day.simulated);
  }
}

}  // namespace

Result<TwinResult> compare(std::span<const CallRecord> calls, const importing::Directory& directory,
                           const TwinOptions& options, const std::atomic<bool>& cancelled) {
  std::vector<CallRecord> training;
  std::vector<CallRecord> later;
  for (const CallRecord& call : calls) {
    const LocalDay day = options.zone->day_of(arrived_at(call));
    if (!reached_queue(call) || day > options.test_until) continue;
    (day <= options.train_until ? training : later).push_back(call);
  }
  if (training.empty())
    return failure(ErrorCode::bad_value, "no calls until {}, the last day to learn from",
                   to_text(options.train_until));
  if (later.empty())
    return failure(ErrorCode::bad_value, "no calls after {} until {}: no days to simulate",
                   to_text(options.train_until), to_text(options.test_until));
  TwinResult result;
  result.behaviour = fit_behaviour(training, directory, *options.zone);
  result.training_calls = training.size();
  const SimulateDays how{.behaviour = result.behaviour,
                         .zone = *options.zone,
                         .rules = options.rules,
                         .replications = options.replications,
                         .seed = options.seed,
                         .threads = options.threads};
  const std::vector<DayObserved> training_days = observe_days(training, *options.zone);
  result.training_days = training_days.size();
  std::vector<DayFigures> trained;
  auto learned_from = actual_days(training, options);
  for (auto& [day, figures] : learned_from) trained.push_back(std::move(figures));
  TANDEM_ASSIGN(calibrated, calibrate(training_days, trained, how, cancelled));
  result.behaviour = std::move(calibrated);

  const std::vector<DayObserved> observed = observe_days(later, *options.zone);
  TANDEM_ASSIGN(simulated, simulate(observed, how, cancelled));
  auto actual = actual_days(later, options);
  for (std::size_t i = 0; i < observed.size(); ++i)
    result.days.push_back({observed[i].day, std::move(actual[observed[i].day]), std::move(simulated[i])});
  add_months(result);
  result.correlation = correlation_of(result.days);
  return result;
}

}  // namespace tandem::twin
