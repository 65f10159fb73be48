#include "plan/forecast/rolling_forecast.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/base/check.hpp"
#include "plan/analysis/order_statistics.hpp"

namespace tandem::forecast {
namespace {

/// Errors are looked at of so many days, and of forecasts from so many known.
constexpr std::size_t kDaysLookedAt = 30, kKnownMin = 15;
/// With fewer, the figures below stand in for them.
constexpr std::size_t kDaysMin = 6;
constexpr double kLevelUnknown = 0.15, kChanceUnknown = 1.5;
constexpr double kInterval = 0.9;
/// Errors of late tell more of those to come.
constexpr double kErrorHalfLifeDays = 12;

/// One forecast day beside what came.
struct Compared {
  std::span<const double> counts, actual;
  double weight = 1;  ///< less, the longer ago it was
};

double sum_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Of the variance within days, the part that grows with the mean: robust, as days of outages tell nothing.
double chance_of(std::span<const Compared> days) {
  std::vector<double> each;
  for (const Compared& day : days) {
    const double scale = sum_of(day.actual) / std::max(sum_of(day.counts), 1.0);
    double squares = 0, slots = 0;
    for (std::size_t slot = 0; slot < day.counts.size(); ++slot) {
      const double mean = day.counts[slot] * scale;
      if (mean < 1) continue;
      squares += std::pow(day.actual[slot] - mean, 2) / mean;
      ++slots;
    }
    if (slots > 1) each.push_back(squares / (slots - 1));
  }
  return each.empty() ? kChanceUnknown : std::max(analysis::median(each), 0.5);
}

double level_of(std::span<const Compared> days, double chance) {
  std::vector<double> apart;
  double noise = 0;
  for (const Compared& day : days) {
    const double expected = std::max(sum_of(day.counts), 1.0);
    apart.push_back(sum_of(day.actual) / expected - 1);
    noise += chance / expected;
  }
  const double deviation = analysis::spread_about_zero(apart);
  return std::sqrt(std::max(deviation * deviation - noise / static_cast<double>(days.size()), 1e-6));
}

struct Error {
  double apart = 0;  ///< in standard deviations
  double weight = 1;
};

/// The least of which, and of all below, the weights are a share of all or more.
double quantile(std::span<const Error> sorted, double share) {
  double left = 0;
  for (const Error& error : sorted) left += error.weight;
  left *= share;
  for (const Error& error : sorted) {
    left -= error.weight;
    if (left <= 0) return error.apart;
  }
  return sorted.back().apart;
}

Spread spread_of(std::span<const Compared> days, const Spread& unknown) {
  Spread spread = unknown;
  if (days.size() < kDaysMin) return spread;
  spread.chance = chance_of(days);
  spread.level = level_of(days, spread.chance);
  std::vector<Error> errors;
  for (const Compared& day : days)
    for (std::size_t slot = 0; slot < day.counts.size(); ++slot)
      if (day.counts[slot] + day.actual[slot] > 0)
        errors.push_back(
            {(day.actual[slot] - day.counts[slot]) / spread.deviation(day.counts[slot]), day.weight});
  if (errors.empty()) return spread;
  std::ranges::sort(errors, {}, &Error::apart);
  spread.low = quantile(errors, (1 - kInterval) / 2);
  spread.high = quantile(errors, (1 + kInterval) / 2);
  return spread;
}

}  // namespace

double Spread::deviation(double count) const {
  return std::sqrt(chance * std::max(count, 1.0) + level * level * count * count);
}

std::size_t days_a_week(std::span<const LocalDay> days) {
  if (days.empty()) return 1;
  const double weeks = static_cast<double>((days.back() - days.front()).count() + 1) / 7;
  std::array<double, 7> seen{};
  for (const LocalDay day : days) ++seen[std::chrono::weekday(day).c_encoding()];
  const auto usual = std::ranges::count_if(seen, [&](double count) { return count >= weeks / 2; });
  return std::max<std::size_t>(1, static_cast<std::size_t>(usual));
}

RollingForecast::RollingForecast(DaySeries series, std::span<const LocalDay> coming,
                                 std::span<const SpecialDay> special, RollingForecast* whole)
    : series_(std::move(series)),
      days_(series_.days),
      special_(special.begin(), special.end()),
      whole_(whole),
      unknown_{.chance = kChanceUnknown, .level = kLevelUnknown},
      days_a_week_(forecast::days_a_week(series_.days)) {
  days_.insert(days_.end(), coming.begin(), coming.end());
}

void RollingForecast::begin_as(const Course& course, double level_deviation) {
  begins_as_ = &course;
  unknown_.level = level_deviation;
}

/// The whole as it was known by the end of a day.
const Course* RollingForecast::whole_until(LocalDay day) {
  if (whole_ == nullptr) return begins_as_;
  const auto& days = whole_->series_.days;
  return &whole_->model(static_cast<std::size_t>(std::ranges::upper_bound(days, day) - days.begin()));
}

const DayModel& RollingForecast::model(std::size_t known) {
  const auto found = models_.find(known);
  if (found != models_.end()) return found->second;
  const Course* const whole = whole_until(days_[known - 1]);
  const double began = clock_ ? clock_() : 0;
  DayModel model(series_, known, DayEffects(days_, known, special_), whole);
  if (clock_) fit_seconds_.push_back(clock_() - began);
  return models_.emplace(known, std::move(model)).first->second;
}

const std::vector<double>& RollingForecast::counts(std::size_t known, std::size_t ahead) {
  TANDEM_CHECK(ahead > 0 && known + ahead <= days_.size(), "a forecast is of a day that there is");
  const auto [found, is_new] = counts_.try_emplace({known, ahead});
  if (is_new) found->second = model(known).counts_on(days_[known + ahead - 1], ahead);
  return found->second;
}

/// Days ahead whose errors are alike: tomorrow, and week by week.
RollingForecast::Ahead RollingForecast::reach_of(std::size_t ahead) const {
  if (ahead == 1) return {1, 1};
  const std::size_t week = (ahead - 1) / days_a_week_;
  return {std::max<std::size_t>(2, week * days_a_week_ + 1), (week + 1) * days_a_week_};
}

Spread RollingForecast::spread(std::size_t known, std::size_t ahead) {
  auto [first, last] = reach_of(ahead);
  const auto found = spreads_.find({known, first});
  if (found != spreads_.end()) return found->second;
  std::vector<Compared> days;
  for (std::size_t target = known > kDaysLookedAt ? known - kDaysLookedAt : 0; target < known; ++target) {
    for (std::size_t far = first; far <= last; ++far) {
      if (target + 1 < far + kKnownMin) continue;
      const double weight = std::pow(0.5, static_cast<double>(known - target) / kErrorHalfLifeDays);
      days.push_back({counts(target + 1 - far, far), series_.row(target), weight});
    }
  }
  // Of what a short history cannot tell, what it does tell of days less far ahead is the least.
  Spread spread = spread_of(days, unknown_);
  if (days.size() < kDaysMin && first > 1) {
    const Spread nearer = this->spread(known, first == 2 ? 1 : first - 1);
    spread = nearer;
    // However far ahead: a level that is off by more has other reasons.
    const double most = 2 * std::max(unknown_.level, this->spread(known, 1).level);
    spread.level = std::min(std::max(spread.level, nearer.level * std::sqrt(2.0)), most);
  }
  spreads_[{known, first}] = spread;
  return spread;
}

DayForecast RollingForecast::forecast(std::size_t known, std::size_t ahead) {
  const std::vector<double>& median = counts(known, ahead);
  DayForecast day{.day = days_[known + ahead - 1], .counts = median};
  const Spread far = spread(known, ahead);
  for (const double count : day.counts) {
    const double deviation = far.deviation(count);
    day.lower.push_back(std::max(0.0, count + far.low * deviation));
    day.upper.push_back(std::max(0.0, count + far.high * deviation));
  }
  return day;
}

}  // namespace tandem::forecast
