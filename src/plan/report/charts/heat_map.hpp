#pragma once

#include <string>
#include <vector>

namespace tandem::report {

/// Rows x columns of coloured cells. Each cell carries one class per measure ("a3 e0 l7"), and the page's
/// style sheet decides by the chosen measure which of them colours it: one drawing shows several measures
/// without a script.
struct HeatGrid {
  std::string label;                    ///< for screen readers
  std::vector<std::string> rows;        ///< titles
  std::vector<std::string> row_totals;  ///< at the right end; empty: none
  std::vector<std::string> columns;     ///< titles; "": none over this column
  struct Cell {
    std::string css;  ///< "": nothing known here
    std::string tooltip;
  };
  std::vector<Cell> cells;  ///< [row * columns + column]
  std::string draw() const;
};

/// Which of `steps` colours, 0..steps - 1, a value of 0..largest gets.
int heat_step(double value, double largest, int steps);

}  // namespace tandem::report
