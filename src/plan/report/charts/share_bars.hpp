#pragma once

#include <optional>
#include <string>
#include <vector>

namespace tandem::report {

/// Lying bars of shares side by side with their names, formulas and figures, and a line at the target: the
/// six service-level formulas.
struct ShareBars {
  std::string label;  ///< for screen readers
  struct Row {
    std::string title, formula;
    std::optional<double> share;   ///< 0..1
    std::string figure, distance;  ///< printed right of the bar
    bool emphasised = false;
  };
  std::vector<Row> rows;
  std::optional<double> target;
  std::string target_title;
  std::string draw() const;
};

}  // namespace tandem::report
