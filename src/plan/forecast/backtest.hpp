#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/forecast/accuracy.hpp"
#include "plan/forecast/baselines.hpp"
#include "plan/forecast/rolling_forecast.hpp"

namespace tandem::forecast {

/// How far ahead: "1d" the next day, from each day; "2w" the second week, from the end of every week. A week
/// is as many days as one usually has calls on.
struct Horizon {
  std::size_t number = 1;
  bool weeks = false;
  std::string text() const { return std::to_string(number) + (weeks ? "w" : "d"); }
};
/// "1d,1w,2w": up to 366 days or 53 weeks.
Result<std::vector<Horizon>> parse_horizons(std::string_view text);

struct BacktestOptions {
  std::size_t origins = 30;  ///< the last days of the series, forecast one by one
  std::vector<Horizon> horizons = {{1, false}, {1, true}, {2, true}};
  std::function<double()> clock;         ///< of seconds, to time the fits; may be empty
  std::function<void(double)> progress;  ///< is told the share that is done; may be empty
  const std::atomic<bool>* cancel = nullptr;
};

/// One day of the first horizon, beside what came.
struct BacktestDay {
  DayForecast forecast;
  std::vector<double> actual;
};

struct BacktestResult {
  struct Scored {
    std::string horizon;
    Accuracy accuracy;
  };
  struct ScoredBaseline {
    Baseline baseline;
    std::vector<Scored> horizons;
  };
  std::size_t days_a_week = 0;
  std::size_t known = 0;   ///< days before the first that is forecast
  double naive_error = 0;  ///< mean absolute error of the seasonal naive forecast in those, calls a slot
  std::vector<Scored> horizons;
  std::vector<ScoredBaseline> baselines;
  std::vector<BacktestDay> days;
  std::vector<double> fit_seconds;
};

/// Forecasts the last days of a series as if they had not come yet, from the days before each origin alone,
/// and holds them against what came; so do the baselines. Every day is forecast once for each horizon. Fails
/// with ErrorCode::limit where too few days are left to learn from, and cancelled.
Result<BacktestResult> backtest(const DaySeries& series, std::span<const SpecialDay> special,
                                const BacktestOptions& options);

}  // namespace tandem::forecast
