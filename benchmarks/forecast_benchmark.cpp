// One fit of a forecast, and a day's forecast with its interval, by days and slots.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>

#include "core/base/random.hpp"
#include "plan/forecast/rolling_forecast.hpp"

namespace tandem::forecast {
namespace {

/// Weekdays of an office from 7:00 on, with busy Mondays and a hump before noon.
DaySeries office(std::size_t days, std::size_t slots) {
  Random random(1);
  DaySeries series{.interval = Duration::hours(14) / static_cast<std::int64_t>(slots), .slots = slots};
  LocalDay day(std::chrono::year(2025) / std::chrono::January / 6);
  while (series.days.size() < days) {
    if (const std::chrono::weekday weekday(day);
        weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) {
      series.days.push_back(day);
      const double level = random.lognormal(0, 0.04) * (weekday == std::chrono::Monday ? 1.2 : 1);
      for (std::size_t slot = 0; slot < slots; ++slot) {
        const double part = static_cast<double>(slot) / static_cast<double>(slots);
        const double mean = 30'000 / static_cast<double>(slots) * level * (0.4 + 1.2 * std::sin(3.1 * part));
        series.counts.push_back(static_cast<double>(random.poisson(mean)));
      }
    }
    day += std::chrono::days(1);
  }
  series.handled.assign(series.counts.size(), 0);
  series.handle_seconds = series.handled;
  return series;
}

void fit(benchmark::State& state) {
  const auto days = static_cast<std::size_t>(state.range(0));
  const DaySeries series = office(days, static_cast<std::size_t>(state.range(1)));
  const DayEffects calendar(series.days, days, {});
  for (auto _ : state) benchmark::DoNotOptimize(DayModel(series, days, calendar));
}
BENCHMARK(fit)
    ->Args({120, 28})
    ->Args({120, 168})
    ->Args({500, 28})
    ->Args({500, 168})
    ->Unit(benchmark::kMillisecond);

/// The next two weeks from nothing: with the fits of thirty days before, which tell how wide intervals are.
void two_weeks(benchmark::State& state) {
  const auto days = static_cast<std::size_t>(state.range(0));
  DaySeries series = office(days + 10, static_cast<std::size_t>(state.range(1)));
  const std::vector<LocalDay> coming(series.days.end() - 10, series.days.end());
  series.days.resize(days);
  series.counts.resize(days * series.slots);
  for (auto _ : state) {
    RollingForecast rolling(series, coming, {});
    for (std::size_t ahead = 1; ahead <= 10; ++ahead) benchmark::DoNotOptimize(rolling.forecast(days, ahead));
  }
}
BENCHMARK(two_weeks)->Args({120, 28})->Args({120, 168})->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tandem::forecast
