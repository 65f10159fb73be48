#include "plan/report/charts/heat_map.hpp"

#include <algorithm>
#include <cmath>

#include "plan/report/charts/svg.hpp"

namespace tandem::report {

int heat_step(double value, double largest, int steps) {
  if (!(largest > 0)) return 0;
  return std::clamp(static_cast<int>(std::floor(value / largest * steps)), 0, steps - 1);
}

std::string HeatGrid::draw() const {
  constexpr double kWidth = 960, kTitles = 40, kTop = 22, kRow = 30;
  const double totals = row_totals.empty() ? 0 : 62;
  const double column =
      (kWidth - kTitles - totals) / static_cast<double>(std::max<std::size_t>(columns.size(), 1));
  Svg svg(kWidth, kTop + kRow * static_cast<double>(rows.size()) + 2, label);
  svg.open_group("tick");
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (!columns[i].empty())
      svg.text({kTitles + static_cast<double>(i) * column, kTop - 8}, columns[i], Svg::Anchor::start);
  svg.close_group();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const double y = kTop + kRow * static_cast<double>(r);
    svg.text({kTitles - 9, y + kRow / 2 + 4}, rows[r], Svg::Anchor::end, "row");
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Cell& cell = cells[r * columns.size() + i];
      const Point corner{kTitles + static_cast<double>(i) * column, y};
      svg.rectangle(corner, column - 1, kRow - 1.5, cell.css.empty() ? "void" : cell.css, cell.tooltip);
    }
    if (!row_totals.empty()) svg.text({kWidth - 2, y + kRow / 2 + 4}, row_totals[r], Svg::Anchor::end, "row");
  }
  return std::move(svg).finish();
}

}  // namespace tandem::report
