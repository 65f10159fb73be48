#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include "core/base/random.hpp"
#include "plan/forecast/day_series.hpp"

/// Series for the tests of this folder.
namespace tandem::forecast::made {

inline LocalDay day(int year, unsigned month, unsigned day) {
  return LocalDay(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day));
}

/// Monday, 1 January 2024.
inline const LocalDay kMonday = day(2024, 1, 1);

/// From 0, Monday.
inline std::size_t weekday_of(LocalDay day) { return std::chrono::weekday(day).iso_encoding() - 1; }

/// How much of a month of 30.5 days is over.
inline double part_of_month(LocalDay day) {
  return (static_cast<double>(static_cast<unsigned>(std::chrono::year_month_day(day).day())) - 0.5) / 30.5;
}

/// So many, from that Monday on, of the first `open` weekdays.
inline std::vector<LocalDay> open_days(std::size_t count, std::size_t open = 5) {
  std::vector<LocalDay> days;
  for (LocalDay day = kMonday; days.size() < count; day += std::chrono::days(1))
    if (weekday_of(day) < open) days.push_back(day);
  return days;
}

/// `count_on(day, slot)`, the day counted from 0. Slots from 8:00.
template <class CountOn>
DaySeries series(std::vector<LocalDay> days, std::size_t slots, const CountOn& count_on,
                 Duration interval = Duration::minutes(30)) {
  DaySeries made{.interval = interval,
                 .first_slot = static_cast<std::size_t>(Duration::hours(8) / interval),
                 .slots = slots,
                 .days = std::move(days)};
  for (std::size_t i = 0; i < made.size(); ++i)
    for (std::size_t slot = 0; slot < slots; ++slot)
      made.counts.push_back(static_cast<double>(count_on(i, slot)));
  return made;
}

/// Of mean 1 and of standard deviation 1 / sqrt(shape): the level of a day.
inline double gamma_level(Random& random, int shape) {
  double sum = 0;
  for (int i = 0; i < shape; ++i) sum += random.exponential(1);
  return sum / shape;
}

/// A usual day: two peaks, the second a little lower, in each of its slots.
inline double two_peaks(std::size_t slot, std::size_t slots) {
  constexpr double kShares[] = {0.5, 1.1, 1.5, 1.3, 0.8, 0.9, 1.2, 1.0, 0.7};
  return kShares[slot * std::size(kShares) / slots];
}

inline double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

}  // namespace tandem::forecast::made
