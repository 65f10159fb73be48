#include "plan/report/charts/step_curve.hpp"

#include <algorithm>
#include <cmath>

namespace tandem::report {
namespace {

/// The corners of a stepped line; steps under half a unit wide and high are joined.
std::vector<Point> corners(const Plot& plot, double start, const std::vector<double>& time,
                           const std::vector<double>& value, double last) {
  constexpr double kVisible = 0.5;
  std::vector<Point> out{plot.at(0, start)};
  for (std::size_t i = 0; i < time.size() && i < value.size() && time[i] <= last; ++i) {
    const Point next = plot.at(time[i], value[i]);
    if (next.x - out.back().x < kVisible && std::abs(next.y - out.back().y) < kVisible && i + 1 < time.size())
      continue;
    out.push_back({next.x, out.back().y});
    out.push_back(next);
  }
  const double end = time.empty() ? 0 : std::min(time.back(), last);
  out.push_back({plot.x(end), out.back().y});
  return out;
}

}  // namespace

std::string StepCurve::draw() const {
  Plot plot(size, label, x, y);
  if (!low.empty()) {
    std::vector<Point> band = corners(plot, start, time, high, x.high);
    const std::vector<Point> under = corners(plot, start, time, low, x.high);
    band.insert(band.end(), under.rbegin(), under.rend());
    plot.svg().polygon(band, "s1 band");
  }
  plot.svg().polyline(corners(plot, start, time, value, x.high), "s1 line");
  for (const Tick& tick : uprights) plot.upright(tick.at, tick.label);
  for (const Strip& strip : strips) plot.strip(strip.from, strip.until, strip.tooltip);
  return std::move(plot).finish();
}

}  // namespace tandem::report
