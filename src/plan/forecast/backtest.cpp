#include "plan/forecast/backtest.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tandem::forecast {
namespace {

/// So many days are left to learn from at least.
constexpr std::size_t kKnownMin = 10;
constexpr std::size_t kDaysMax = 366, kWeeksMax = 53;

/// From where, and how far ahead, a day is forecast.
struct Origin {
  std::size_t known = 0;
  std::size_t ahead = 1;
};

/// Weeks are counted from the first day that is forecast.
Origin origin_of(const Horizon& horizon, std::size_t first, std::size_t target, std::size_t days_a_week) {
  if (!horizon.weeks) return {target + 1 - horizon.number, horizon.number};
  const std::size_t within = (target - first) % days_a_week;
  const std::size_t before = (horizon.number - 1) * days_a_week;
  return {target - within - before, within + before + 1};
}

std::size_t farthest(const Horizon& horizon, std::size_t days_a_week) {
  return horizon.weeks ? (horizon.number - 1) * days_a_week : horizon.number - 1;
}

double naive_error_of(const DaySeries& series, std::size_t known) {
  double errors = 0, slots = 0;
  for (std::size_t day = 7; day < known; ++day) {
    const auto naive =
        baseline_counts(Baseline::seasonal_naive, series, day, std::span(&series.days[day], 1)).front();
    const auto actual = series.row(day);
    for (std::size_t slot = 0; slot < series.slots; ++slot) errors += std::abs(naive[slot] - actual[slot]);
    slots += static_cast<double>(series.slots);
  }
  return slots > 0 ? errors / slots : 0;
}

class Backtest {
 public:
  Backtest(const DaySeries& series, std::span<const SpecialDay> special, const BacktestOptions& options)
      : options_(options), rolling_(series, {}, special), first_(series.size() - options.origins) {
    rolling_.time_fits(options.clock);
  }

  Result<BacktestResult> run() {
    result_.days_a_week = rolling_.days_a_week();
    result_.known = first_;
    result_.naive_error = naive_error_of(rolling_.series(), first_);
    for (std::size_t i = 0; i < kBaselines; ++i) result_.baselines.push_back({static_cast<Baseline>(i), {}});
    for (std::size_t i = 0; i < options_.horizons.size(); ++i) TANDEM_TRY(score(i));
    result_.fit_seconds = rolling_.fit_seconds();
    return std::move(result_);
  }

 private:
  Result<void> score(std::size_t number) {
    const Horizon& horizon = options_.horizons[number];
    result_.horizons.push_back({horizon.text(), {}});
    for (auto& each : result_.baselines) each.horizons.push_back({horizon.text(), {}});
    const DaySeries& series = rolling_.series();
    for (std::size_t target = first_; target < series.size(); ++target) {
      if (options_.cancel != nullptr && *options_.cancel) return failure(ErrorCode::cancelled, "stopped");
      const Origin origin = origin_of(horizon, first_, target, rolling_.days_a_week());
      const auto actual = series.row(target);
      DayForecast day = rolling_.forecast(origin.known, origin.ahead);
      Accuracy& accuracy = result_.horizons.back().accuracy;
      accuracy.add(day.counts, actual);
      accuracy.add_interval(day.lower, day.upper, actual);
      for (auto& each : result_.baselines)
        each.horizons.back().accuracy.add(
            baseline_counts(each.baseline, series, origin.known, std::span(&series.days[target], 1)).front(),
            actual);
      if (number == 0) result_.days.push_back({std::move(day), {actual.begin(), actual.end()}});
      tell(number, target);
    }
    return {};
  }
  void tell(std::size_t number, std::size_t target) const {
    if (!options_.progress) return;
    const auto days = static_cast<double>(options_.origins);
    options_.progress((static_cast<double>(number) + static_cast<double>(target - first_ + 1) / days) /
                      static_cast<double>(options_.horizons.size()));
  }

  const BacktestOptions& options_;
  RollingForecast rolling_;
  std::size_t first_;  ///< of the days that are forecast
  BacktestResult result_;
};

}  // namespace

Result<std::vector<Horizon>> parse_horizons(std::string_view text) {
  std::vector<Horizon> horizons;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    const std::string_view word = text.substr(from, comma - from);
    Horizon horizon;
    const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), horizon.number);
    const std::string_view unit(end, static_cast<std::size_t>(word.data() + word.size() - end));
    horizon.weeks = unit == "w";
    if (fault != std::errc() || horizon.number == 0 || (unit != "d" && unit != "w") ||
        horizon.number > (horizon.weeks ? kWeeksMax : kDaysMax))
      return failure(ErrorCode::usage,
                     "a horizon of '{}' is not known; write days ahead and weeks ahead such as 1d,1w,2w",
                     word);
    horizons.push_back(horizon);
    from = comma + 1;
  }
  return horizons;
}

Result<BacktestResult> backtest(const DaySeries& series, std::span<const SpecialDay> special,
                                const BacktestOptions& options) {
  const std::size_t week = days_a_week(series.days);
  std::size_t needed = options.origins + kKnownMin;
  for (const Horizon& horizon : options.horizons)
    needed = std::max(needed, options.origins + kKnownMin + farthest(horizon, week));
  if (series.size() < needed)
    return failure(ErrorCode::limit,
                   "{} days with calls are too few: to forecast the last {} so far ahead takes {}; forecast "
                   "fewer of them (--origins), or nearer ones (--horizons)",
                   series.size(), options.origins, needed);
  return Backtest(series, special, options).run();
}

}  // namespace tandem::forecast
