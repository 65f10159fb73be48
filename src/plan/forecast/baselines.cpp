#include "plan/forecast/baselines.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>

namespace tandem::forecast {
namespace {

std::size_t weekday_of(LocalDay day) { return std::chrono::weekday(day).c_encoding(); }

/// Of the last `most` days that are asked for; nothing where there are none.
template <class Asked>
std::vector<double> mean_of_last(const DaySeries& series, std::size_t known, std::size_t most,
                                 const Asked& asked) {
  std::vector<double> sum(series.slots);
  std::size_t days = 0;
  for (std::size_t day = known; day-- > 0 && days < most;) {
    if (!asked(series.days[day])) continue;
    const auto row = series.row(day);
    for (std::size_t slot = 0; slot < series.slots; ++slot) sum[slot] += row[slot];
    ++days;
  }
  if (days == 0) return {};
  for (double& each : sum) each /= static_cast<double>(days);
  return sum;
}

std::vector<double> mean_of_weekdays(const DaySeries& series, std::size_t known, LocalDay day,
                                     std::size_t most) {
  auto mean =
      mean_of_last(series, known, most, [day](LocalDay each) { return weekday_of(each) == weekday_of(day); });
  if (mean.empty()) mean = mean_of_last(series, known, known, [](LocalDay) { return true; });
  return mean;
}

/// A level, and what each slot of the week adds to it.
class HoltWinters {
 public:
  struct Steps {
    double level, season;
  };

  HoltWinters(const DaySeries& series, std::size_t known, Steps steps)
      : slots_(series.slots), all_(mean_of_last(series, known, known, [](LocalDay) { return true; })) {
    for (std::size_t day = 0; day < known; ++day) {
      const std::size_t weekday = weekday_of(series.days[day]);
      const auto row = series.row(day);
      if (seasons_[weekday].empty()) {
        seasons_[weekday].assign(row.begin(), row.end());
        for (double& each : seasons_[weekday]) each -= level_;
      } else {
        follow(row, seasons_[weekday], steps);
      }
    }
  }
  double squared_error() const { return squares_; }
  std::vector<double> counts_on(LocalDay day) const {
    std::vector<double> counts = seasons_[weekday_of(day)];
    if (counts.empty()) return all_;
    for (double& each : counts) each = std::max(0.0, each + level_);
    return counts;
  }

 private:
  void follow(std::span<const double> row, std::vector<double>& season, Steps steps) {
    for (std::size_t slot = 0; slot < slots_; ++slot) {
      const double error = row[slot] - level_ - season[slot];
      squares_ += error * error;
      level_ += steps.level * error;
      season[slot] += steps.season * (1 - steps.level) * error;
    }
  }
  std::size_t slots_;
  std::vector<double> all_;                     ///< the mean of all days
  std::array<std::vector<double>, 7> seasons_;  ///< by weekday; empty: not seen
  double level_ = 0;
  double squares_ = 0;
};

/// With the steps that would have been best one slot ahead.
HoltWinters best_holt_winters(const DaySeries& series, std::size_t known) {
  constexpr std::array kLevelSteps = {0.0, 0.003, 0.01, 0.03, 0.1, 0.2, 0.4};
  constexpr std::array kSeasonSteps = {0.05, 0.1, 0.2, 0.3, 0.5};
  HoltWinters::Steps best{};
  double least = std::numeric_limits<double>::infinity();
  for (const double level : kLevelSteps)
    for (const double season : kSeasonSteps) {
      const double error = HoltWinters(series, known, {level, season}).squared_error();
      if (error < least) {
        least = error;
        best = {level, season};
      }
    }
  return {series, known, best};
}

}  // namespace

std::string_view name_of(Baseline baseline) {
  constexpr std::array<std::string_view, kBaselines> kNames = {"seasonal_naive", "mean_of_4_weekdays",
                                                               "mean_of_6_weekdays", "holt_winters"};
  return kNames[static_cast<std::size_t>(baseline)];
}

std::vector<std::vector<double>> baseline_counts(Baseline baseline, const DaySeries& series,
                                                 std::size_t known, std::span<const LocalDay> coming) {
  std::vector<std::vector<double>> days;
  if (baseline == Baseline::holt_winters) {
    const HoltWinters fitted = best_holt_winters(series, known);
    for (const LocalDay day : coming) days.push_back(fitted.counts_on(day));
    return days;
  }
  const std::size_t most = baseline == Baseline::seasonal_naive       ? 1
                           : baseline == Baseline::mean_of_4_weekdays ? 4
                                                                      : 6;
  for (const LocalDay day : coming) days.push_back(mean_of_weekdays(series, known, day, most));
  return days;
}

}  // namespace tandem::forecast
