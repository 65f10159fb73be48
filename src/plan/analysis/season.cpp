#include "plan/analysis/season.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "plan/analysis/order_statistics.hpp"

namespace tandem::analysis {
namespace {

constexpr double kDaysAMonth = 365.2425 / 12;
/// With less there is no telling a trend from a month's own course: paydays, bills, holidays.
constexpr double kTrendDaysMin = 56;
/// Pairs grow with the square: beyond, the medians of stretches of days stand for their days.
constexpr std::size_t kPointsMax = 400;

using Points = std::vector<std::pair<double, double>>;

Points thinned(const Points& points) {
  if (points.size() <= kPointsMax) return points;
  const std::size_t stretch = (points.size() + kPointsMax - 1) / kPointsMax;
  Points few;
  for (std::size_t from = 0; from < points.size(); from += stretch) {
    std::vector<double> x, y;
    for (std::size_t i = from; i < std::min(points.size(), from + stretch); ++i) {
      x.push_back(points[i].first);
      y.push_back(points[i].second);
    }
    few.emplace_back(median(std::move(x)), median(std::move(y)));
  }
  return few;
}

/// Logarithm of the day's calls over its weekday's median: the weekdays fall out, the trend stays.
Points levels(std::span<const ObservedDay> days) {
  std::array<std::vector<double>, 7> by_weekday;
  for (const ObservedDay& day : days) {
    if (day.usual) by_weekday[static_cast<std::size_t>(day.weekday())].push_back(day.tally.offered);
  }
  std::array<double, 7> usual{};
  std::ranges::transform(by_weekday, usual.begin(), [](auto& values) { return median(std::move(values)); });
  Points points;
  for (const ObservedDay& day : days) {
    if (!day.usual) continue;
    const double level = day.tally.offered / usual[static_cast<std::size_t>(day.weekday())];
    points.emplace_back(static_cast<double>(day.number - days.front().number), std::log(level));
  }
  return points;
}

}  // namespace

std::optional<Slope> theil_sen(std::span<const std::pair<double, double>> points) {
  std::vector<double> slopes;
  slopes.reserve(points.size() * points.size() / 2);
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = i + 1; j < points.size(); ++j) {
      const double dx = points[j].first - points[i].first;
      if (dx != 0) slopes.push_back((points[j].second - points[i].second) / dx);
    }
  }
  if (slopes.empty()) return std::nullopt;
  const auto n = static_cast<double>(points.size());
  const auto pairs = static_cast<double>(slopes.size());
  const double reach = 1.959963984540054 * std::sqrt(n * (n - 1) * (2 * n + 5) / 18);
  const auto nth = [&slopes](double rank) {
    const double last = static_cast<double>(slopes.size() - 1);
    const auto at = static_cast<std::ptrdiff_t>(std::clamp(rank, 0.0, last));
    std::nth_element(slopes.begin(), slopes.begin() + at, slopes.end());
    return slopes[static_cast<std::size_t>(at)];
  };
  // The M1-th and (M2 + 1)-th of the ordered slopes (Hollander & Wolfe, Nonparametric Statistical Methods).
  Slope slope;
  slope.low = nth(std::floor((pairs - reach) / 2) - 1);
  slope.high = nth(std::ceil((pairs + reach) / 2));
  slope.median = median(std::move(slopes));
  return slope;
}

Season season_of(std::span<const ObservedDay> days) {
  struct Month {
    std::int64_t calls = 0;
    int open_days = 0;
  };
  std::map<std::chrono::year_month, Month> months;
  for (const ObservedDay& day : days) {
    Month& month = months[month_of(local_day(day.number))];
    month.calls += day.tally.offered;
    month.open_days += day.open ? 1 : 0;
  }
  Season season;
  for (const auto& [name, month] : months) {
    season.calls_by_month.emplace_back(name, month.calls);
    if (month.open_days > 0) {
      season.calls_per_open_day.emplace_back(name, static_cast<double>(month.calls) / month.open_days);
    }
  }
  const Points points = thinned(levels(days));
  if (points.size() < 2 || points.back().first - points.front().first < kTrendDaysMin) return season;
  if (const auto slope = theil_sen(points)) {
    const auto monthly = [](double daily) { return std::expm1(daily * kDaysAMonth); };
    season.trend_per_month = monthly(slope->median);
    season.trend_low = monthly(slope->low);
    season.trend_high = monthly(slope->high);
  }
  return season;
}

}  // namespace tandem::analysis
