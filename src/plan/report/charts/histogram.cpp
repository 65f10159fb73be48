#include "plan/report/charts/histogram.hpp"

#include <algorithm>

namespace tandem::report {

std::string Histogram::draw() const {
  constexpr int kCurvePoints = 160;
  Plot plot(size, label, x, y);
  for (std::size_t i = 0; i < heights.size(); ++i) {
    if (edges[i] >= x.high) break;
    const double from = plot.x(edges[i]), until = plot.x(edges[i + 1]), top = plot.y(heights[i]);
    const double gap = until - from > 3 ? 0.8 : 0;
    plot.svg().rectangle({from, top}, std::max(until - from - gap, 0.5), plot.bottom() - top, "s1 bar");
  }
  if (fit) {
    std::vector<Point> curve;
    for (int i = 0; i <= kCurvePoints; ++i) {
      const double at = x.low + (x.high - x.low) * i / kCurvePoints;
      curve.push_back(plot.at(at, fit(at)));
    }
    plot.svg().polyline(curve, "s2 line");
  }
  for (const Tick& tick : uprights) plot.upright(tick.at, tick.label);
  for (std::size_t i = 0; i < heights.size() && edges[i] < x.high; ++i)
    if (!tooltips[i].empty()) plot.strip(edges[i], std::min(edges[i + 1], x.high), tooltips[i]);
  return std::move(plot).finish();
}

}  // namespace tandem::report
