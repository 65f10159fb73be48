#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/report/charts/plot.hpp"

namespace tandem::report {

/// One line; a point without value leaves a gap.
struct LineSeries {
  std::string css;  ///< "s1".. "s7"
  std::vector<std::pair<double, std::optional<double>>> points;
  bool area = false;     ///< filled down to the axis
  bool stepped = false;  ///< each value holds until the next point's x
};

/// Between two lines: an interval.
struct Band {
  struct At {
    double x = 0, low = 0, high = 0;
  };
  std::string css;  ///< "s1"...
  std::vector<At> points;
};

/// A tooltip over a stretch of x.
struct Strip {
  double from = 0, until = 0;
  std::string tooltip;
};

struct LineChart {
  ChartSize size = kWide;
  std::string label;  ///< for screen readers
  Axis x, y;
  std::vector<Band> bands;  ///< behind the lines
  std::vector<LineSeries> series;
  std::vector<Strip> strips;
  std::vector<double> separators;  ///< upright grid lines
  std::optional<Tick> target;      ///< a horizontal line
  std::string draw() const;
};

}  // namespace tandem::report
