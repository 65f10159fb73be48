#pragma once

#include <string>
#include <vector>

#include "plan/report/charts/line_chart.hpp"

namespace tandem::report {

/// A survival curve: value i holds from time i until time i + 1, with its confidence band. Neighbouring steps
/// that no reader could tell apart are drawn as one, so a month of waits stays a small drawing.
struct StepCurve {
  ChartSize size = kHalf;
  std::string label;  ///< for screen readers
  Axis x, y;
  double start = 1;  ///< the value before the first time
  std::vector<double> time, value, low, high;
  std::vector<Tick> uprights;
  std::vector<Strip> strips;
  std::string draw() const;
};

}  // namespace tandem::report
