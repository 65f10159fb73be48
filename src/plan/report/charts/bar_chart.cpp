#include "plan/report/charts/bar_chart.hpp"

#include <algorithm>

namespace tandem::report {

std::string BarChart::draw() const {
  const auto count = static_cast<double>(bars.size());
  Axis x{0, std::max(count, 1.0), {}, x_title};
  for (std::size_t i = 0; i < bars.size(); ++i)
    if (!bars[i].label.empty()) x.ticks.push_back({static_cast<double>(i) + 0.5, bars[i].label});
  Plot plot(size, label, x, y);
  const double slot = plot.x(1) - plot.x(0);
  // Few bars stay slim, many still leave a hair between them.
  const double width = std::min(slot * 0.74, 64.0);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const Bar& bar = bars[i];
    const double middle = plot.x(static_cast<double>(i) + 0.5);
    if (bar.value) {
      const double top = plot.y(*bar.value);
      plot.svg().rectangle({middle - width / 2, top}, width, std::max(plot.bottom() - top, 0.6),
                           bar.css + " bar");
      if (!bar.figure.empty()) plot.svg().text({middle, top - 6}, bar.figure, Svg::Anchor::middle, "figure");
    }
    if (bar.mark) {
      const double at = plot.y(*bar.mark);
      plot.svg().line({middle - slot / 2, at}, {middle + slot / 2, at}, "mark");
    }
  }
  if (target) plot.reference(target->at, target->label);
  for (std::size_t i = 0; i < bars.size(); ++i)
    if (!bars[i].tooltip.empty())
      plot.strip(static_cast<double>(i), static_cast<double>(i) + 1, bars[i].tooltip);
  return std::move(plot).finish();
}

}  // namespace tandem::report
