#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "plan/forecast/day_model.hpp"
#include "plan/forecast/day_series.hpp"
#include "plan/forecast/day_terms.hpp"

namespace tandem::forecast {

/// What is forecast of one day, by slot.
struct DayForecast {
  LocalDay day;
  std::vector<double> counts;        ///< the median
  std::vector<double> lower, upper;  ///< of the 90 % interval
};

/// How far forecasts are off, so many days ahead.
struct Spread {
  double chance = 1;                  ///< variance within days by the mean: 1 for Poisson counts
  double level = 0;                   ///< standard deviation of the day's level, of itself
  double low = -1.645, high = 1.645;  ///< the middle 90 % of errors, in standard deviations
  double deviation(double count) const;
};

/// Forecasts of a series from any of its days on, as they would have been made then; each fit is made once
/// and kept. Of days to come it may know which there will be, and the calendar. Not shared between threads.
class RollingForecast {
 public:
  /// `series.days` may be followed by days to come, `coming`. All that is given is copied, but for `whole`:
  /// of what the series is a part, with the same slots, if anything. It must live longer.
  RollingForecast(DaySeries series, std::span<const LocalDay> coming, std::span<const SpecialDay> special,
                  RollingForecast* whole = nullptr);

  /// Instead of a whole: what the series begins as while it is short, and how far off its level may be.
  void begin_as(const Course& course, double level_deviation);

  const DaySeries& series() const { return series_; }
  /// Of the day that is `ahead` days, from 1, after the first `known` ones.
  const std::vector<double>& counts(std::size_t known, std::size_t ahead);
  /// With its interval, after how far such forecasts were off before: of the last 30 days that were known.
  DayForecast forecast(std::size_t known, std::size_t ahead);
  Spread spread(std::size_t known, std::size_t ahead);
  /// Days with calls that a usual week has.
  std::size_t days_a_week() const { return days_a_week_; }
  const DayModel& model(std::size_t known);
  /// How long each fit took, by a clock of seconds; nothing without one.
  void time_fits(std::function<double()> clock) { clock_ = std::move(clock); }
  const std::vector<double>& fit_seconds() const { return fit_seconds_; }

 private:
  using Ahead = std::pair<std::size_t, std::size_t>;
  Ahead reach_of(std::size_t ahead) const;
  const Course* whole_until(LocalDay day);

  DaySeries series_;
  std::vector<LocalDay> days_;  ///< the series' and those to come
  std::vector<SpecialDay> special_;
  RollingForecast* whole_;
  const Course* begins_as_ = nullptr;
  Spread unknown_;
  std::size_t days_a_week_ = 1;
  std::map<std::size_t, DayModel> models_;                         ///< by days known
  std::map<Ahead, std::vector<double>> counts_;                    ///< by days known and ahead
  std::map<std::pair<std::size_t, std::size_t>, Spread> spreads_;  ///< by days known and first day ahead
  std::function<double()> clock_;
  std::vector<double> fit_seconds_;
};

/// Days with calls in a usual week of a history: those of the weekdays that have some in half of its weeks.
std::size_t days_a_week(std::span<const LocalDay> days);

}  // namespace tandem::forecast
