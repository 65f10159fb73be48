#pragma once

#include <string>
#include <vector>

#include "plan/report/charts/scale.hpp"

namespace tandem::report {

/// Rows of bars over one time line: who works when.
struct GanttChart {
  struct Bar {
    double from = 0, until = 0;
    std::string css;  ///< "s1"...
    std::string tooltip;
  };
  struct Row {
    std::string name;
    std::vector<Bar> bars;  ///< later ones over earlier ones
  };
  std::string label;  ///< for screen readers
  double low = 0, high = 1;
  std::vector<Tick> ticks;  ///< a grid line each, its words above the rows
  std::vector<Row> rows;
  std::string draw() const;
};

}  // namespace tandem::report
