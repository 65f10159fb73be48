#include "plan/report/charts/scale.hpp"

#include <array>
#include <cmath>

namespace tandem::report {
namespace {

double round_step(double rough, bool whole) {
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
    const double step = factor * power;
    if (whole && step != std::floor(step)) continue;
    if (step >= rough * (1 - 1e-9)) return step;
  }
  return 10 * power;
}

Axis with_steps(double step, double largest, const Label& label, std::string title) {
  Axis axis{0, step, {}, std::move(title)};
  while (axis.high < largest * (1 - 1e-9)) axis.high += step;
  const int count = static_cast<int>(std::lround(axis.high / step));
  for (int i = 0; i <= count; ++i) axis.ticks.push_back({i * step, label(i * step)});
  return axis;
}

std::string two(int n) { return {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)}; }

}  // namespace

Axis axis_from_zero(double largest, int steps, bool whole, const Label& label, std::string title) {
  if (!(largest > 0) || !std::isfinite(largest)) largest = 1;
  double step = round_step(largest / steps, whole);
  if (whole && step < 1) step = 1;
  return with_steps(step, largest, label, std::move(title));
}

Axis share_axis(const Label& label, std::string title) {
  Axis axis{0, 1, {}, std::move(title)};
  for (int i = 0; i <= 4; ++i) axis.ticks.push_back({i * 0.25, label(i * 0.25)});
  return axis;
}

Axis seconds_axis(double largest, int steps, const Label& label, std::string title) {
  constexpr std::array kSteps{1.0,   2.0,   5.0,   10.0,   15.0,   20.0,   30.0,   60.0,    120.0,  180.0,
                              300.0, 600.0, 900.0, 1200.0, 1800.0, 3600.0, 7200.0, 10800.0, 21600.0};
  if (!(largest > 0) || !std::isfinite(largest)) largest = 1;
  for (const double step : kSteps)
    if (step * steps >= largest * (1 - 1e-9)) return with_steps(step, largest, label, std::move(title));
  return with_steps(round_step(largest / steps / 3600, true) * 3600, largest, label, std::move(title));
}

Axis clock_axis(int from_minute, int until_minute, int most_ticks) {
  Axis axis{static_cast<double>(from_minute), static_cast<double>(until_minute), {}, {}};
  int step = 60;
  for (const int hours : {1, 2, 3, 4, 6, 12}) {
    step = hours * 60;
    if ((until_minute - from_minute) / step <= most_ticks) break;
  }
  for (int at = (from_minute + step - 1) / step * step; at <= until_minute; at += step)
    axis.ticks.push_back({static_cast<double>(at), two(at / 60) + ":00"});
  return axis;
}

}  // namespace tandem::report
