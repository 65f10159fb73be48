#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "plan/report/charts/plot.hpp"

namespace tandem::report {

/// Bars of unequal widths whose areas are counts, with a fitted density over them. Bars beyond the axis are
/// left out.
struct Histogram {
  ChartSize size = kHalf;
  std::string label;  ///< for screen readers
  Axis x, y;          ///< y: what height() gives
  std::vector<double> edges;
  std::vector<double> heights;        ///< one a bin
  std::vector<std::string> tooltips;  ///< one a bin
  std::function<double(double)> fit;  ///< height of the fitted density; empty: none
  std::vector<Tick> uprights;         ///< vertical lines: median...
  std::string draw() const;
};

}  // namespace tandem::report
