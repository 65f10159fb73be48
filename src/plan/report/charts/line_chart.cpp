#include "plan/report/charts/line_chart.hpp"

#include <ranges>

namespace tandem::report {
namespace {

/// Draws what lies between two gaps.
void draw_run(Plot& plot, const LineSeries& series, const std::vector<Point>& run) {
  if (run.empty()) return;
  if (series.area) {
    std::vector<Point> closed = run;
    closed.push_back({run.back().x, plot.bottom()});
    closed.push_back({run.front().x, plot.bottom()});
    plot.svg().polygon(closed, series.css + " area");
  }
  if (run.size() == 1)
    plot.svg().circle(run.front(), 2.2, series.css + " dot");
  else
    plot.svg().polyline(run, series.css + " line");
}

void draw_series(Plot& plot, const LineSeries& series) {
  std::vector<Point> run;
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    const auto& [x, y] = series.points[i];
    if (!y) {
      draw_run(plot, series, run);
      run.clear();
      continue;
    }
    run.push_back(plot.at(x, *y));
    if (series.stepped && i + 1 < series.points.size())
      run.push_back(plot.at(series.points[i + 1].first, *y));
  }
  draw_run(plot, series, run);
}

void draw_band(Plot& plot, const Band& band) {
  std::vector<Point> outline;
  for (const Band::At& at : band.points) outline.push_back(plot.at(at.x, at.high));
  for (const Band::At& at : std::views::reverse(band.points)) outline.push_back(plot.at(at.x, at.low));
  if (!outline.empty()) plot.svg().polygon(outline, band.css + " band");
}

}  // namespace

std::string LineChart::draw() const {
  Plot plot(size, label, x, y);
  plot.svg().open_group("grid");
  for (const double at : separators)
    plot.svg().line({plot.x(at), plot.top()}, {plot.x(at), plot.bottom()}, "");
  plot.svg().close_group();
  for (const Band& band : bands) draw_band(plot, band);
  for (const LineSeries& one : series) draw_series(plot, one);
  if (target) plot.reference(target->at, target->label);
  for (const Strip& strip : strips) plot.strip(strip.from, strip.until, strip.tooltip);
  return std::move(plot).finish();
}

}  // namespace tandem::report
