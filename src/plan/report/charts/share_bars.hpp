#pragma once

#include <optional>
#include <string>
#include <vector>

namespace tandem::report {

/// Lying bars of shares side by side with their figures, and a line at the target: the six service-level
/// formulas.
struct ShareBars {
  std::string label;  ///< for screen readers
  struct Row {
    std::string title;
    std::optional<double> share;  ///< 0..1
    std::string figure;           ///< printed at the bar's end
    bool emphasised = false;
  };
  std::vector<Row> rows;
  std::optional<double> target;
  std::string target_title;
  double low = 0, high = 1;  ///< what the bars span
  std::string draw() const;
};

}  // namespace tandem::report
