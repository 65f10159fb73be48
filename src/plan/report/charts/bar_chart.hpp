#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/report/charts/plot.hpp"

namespace tandem::report {

struct Bar {
  std::optional<double> value;  ///< nothing: no bar
  std::string label;            ///< under the bar; "": none
  std::string figure;           ///< above the bar; "": none
  std::string tooltip;
  std::string css;             ///< "s1"...
  std::optional<double> mark;  ///< a short line across the bar: what was expected
};

/// Upright bars at equal distances.
struct BarChart {
  ChartSize size = kWide;
  std::string label;  ///< for screen readers
  Axis y;
  std::vector<Bar> bars;
  std::optional<Tick> target;
  std::string x_title;
  std::string draw() const;
};

}  // namespace tandem::report
