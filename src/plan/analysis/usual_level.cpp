#include "plan/analysis/usual_level.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "plan/analysis/order_statistics.hpp"
#include "plan/analysis/wall_clock.hpp"

namespace tandem::analysis {

std::size_t UsualLevel::slot(std::int64_t day) const {
  return scale_.by_weekday ? static_cast<std::size_t>(weekday_of(day)) : 0;
}

UsualLevel::UsualLevel(std::span<const DayValue> values, const Scale& scale)
    : values_(values.begin(), values.end()),
      scale_(scale),
      left_out_(values.size(), false),
      drift_(values.size(), 0.0) {
  static constexpr int kRoundsMax = 20;
  start_weekdays();
  for (int round = 0; round < kRoundsMax; ++round) {
    fit_drift();
    const bool changed = leave_out();
    fit_weekdays();
    if (!changed && round >= 2) break;
  }
  fit_drift();
}

void UsualLevel::start_weekdays() {
  std::array<std::vector<double>, 7> by_weekday;
  for (const DayValue& v : values_) by_weekday[slot(v.day)].push_back(v.value);
  for (std::size_t w = 0; w < 7; ++w) {
    if (!by_weekday[w].empty()) weekday_[w] = median_of_shortest_half(std::move(by_weekday[w]));
  }
}

void UsualLevel::fit_weekdays() {
  std::array<std::vector<double>, 7> by_weekday;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (!left_out_[i]) by_weekday[slot(values_[i].day)].push_back(values_[i].value - drift_[i]);
  }
  for (std::size_t w = 0; w < 7; ++w) {
    if (!by_weekday[w].empty()) weekday_[w] = median(std::move(by_weekday[w]));
  }
}

void UsualLevel::fit_drift() {
  for (std::size_t i = 0; i < values_.size(); ++i) drift_[i] = drift_at(values_[i].day);
}

double UsualLevel::drift_at(std::int64_t day) const {
  static constexpr std::size_t kDaysMin = 3;
  if (values_.empty()) return 0;
  const std::int64_t span = values_.back().day - values_.front().day + std::abs(day - values_.front().day);
  for (std::int64_t reach = kHalfWindowDays;; reach *= 2) {
    const auto first = std::ranges::lower_bound(values_, day - reach, {}, &DayValue::day);
    std::vector<double> near;
    for (auto it = first; it != values_.end() && it->day <= day + reach; ++it) {
      const auto i = static_cast<std::size_t>(it - values_.begin());
      if (!left_out_[i]) near.push_back(it->value - *weekday_[slot(it->day)]);
    }
    if (near.size() >= kDaysMin || reach > span) return median(std::move(near));
  }
}

bool UsualLevel::leave_out() {
  std::vector<double> residuals;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (!left_out_[i]) residuals.push_back(values_[i].value - *weekday_[slot(values_[i].day)] - drift_[i]);
  }
  spread_ = std::max(scale_.spread_min, spread_about_zero(residuals));
  bool changed = false;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const double expected = *weekday_[slot(values_[i].day)] + drift_[i];
    const double off = std::fabs(values_[i].value - expected);
    const bool out = off > scale_.off_min && off > kSpreads * spread(expected);
    changed |= out != left_out_[i];
    left_out_[i] = out;
  }
  return changed;
}

double UsualLevel::spread(double expected) const {
  return std::sqrt(spread_ * spread_ + scale_.chance(expected));
}

std::optional<double> UsualLevel::expected(std::int64_t day) const {
  const auto weekday = weekday_[slot(day)];
  if (!weekday) return std::nullopt;
  return *weekday + drift_at(day);
}

double UsualLevel::deviation(const DayValue& value) const {
  const auto usual = expected(value.day);
  return usual ? (value.value - *usual) / spread(*usual) : 0;
}

bool UsualLevel::stands_off(const DayValue& value) const {
  const auto usual = expected(value.day);
  return usual && std::fabs(value.value - *usual) > scale_.off_min && std::fabs(deviation(value)) > kSpreads;
}

}  // namespace tandem::analysis
