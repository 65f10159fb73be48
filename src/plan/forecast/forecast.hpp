#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "plan/forecast/day_series.hpp"
#include "plan/forecast/day_terms.hpp"
#include "plan/forecast/launch.hpp"
#include "plan/forecast/rolling_forecast.hpp"

namespace tandem::forecast {

/// Calls that are forecast together: a queue, a type, a client, or all.
struct Stream {
  std::string name;
  DaySeries series;
};

struct ForecastOptions {
  LocalDay until;  ///< the last day that is forecast
  /// The first `over` slots of the day after the history are over: its counts so far are `so_far`.
  std::optional<std::vector<double>> so_far;
  std::size_t paths = 0;  ///< so many samples of the whole course
  std::uint64_t seed = 1;
  std::function<void(double)> progress;  ///< is told the share that is done; may be empty
  const std::atomic<bool>* cancel = nullptr;
};

/// A day to come.
struct ComingDay {
  DayForecast calls;
  double total = 0, total_lower = 0, total_upper = 0;
  std::vector<double> handle_seconds;  ///< by slot; empty where handle times are not known
  std::vector<double> handle_lower, handle_upper;
  /// Erlangs: calls of a slot times their handle time by its length; empty as above.
  std::vector<double> load;
};

/// A day of the history that was unlike others of its kind: an outage, a holiday, a campaign. It taught
/// little.
struct UnusualDay {
  LocalDay day;
  double calls = 0;
  double usual = 0;  ///< by what the whole history says of such a day
};

struct StreamForecast {
  std::string name;
  std::size_t days_known = 0;
  std::size_t days_a_week = 0;
  LocalDay first, last;                              ///< of the history
  std::vector<std::pair<LocalDay, double>> history;  ///< days that were, and their calls
  Duration interval;
  std::size_t first_slot = 0;
  std::vector<ComingDay> days;
  std::vector<UnusualDay> unusual;
  std::vector<std::vector<std::vector<std::uint32_t>>> paths;  ///< by path, day and slot
};

/// All together first, then the parts, each from its own days and what all have in common; a part of fewer
/// than three days is its share of the whole. The parts' counts need not add up to those of all.
Result<std::vector<StreamForecast>> forecast_days(const Stream& whole, std::span<const Stream> parts,
                                                  std::span<const SpecialDay> special,
                                                  const ForecastOptions& options);

/// Of a client that is about to be served, or has been for a few days: from the terms of its launch, which
/// its own days make less uncertain one by one. `known` may be without days; its slots are the launch's.
/// `from`: the first day that is served where none was yet.
Result<StreamForecast> forecast_launch(const Launch& launch, const DaySeries& known, LocalDay from,
                                       std::span<const SpecialDay> special, const ForecastOptions& options);

}  // namespace tandem::forecast
