#pragma once

#include <span>
#include <string>
#include <string_view>

#include "plan/report/charts/scale.hpp"
#include "plan/report/charts/svg.hpp"

namespace tandem::report {

/// Size of a chart in its own units; 1 unit is 1 px where the page is wide enough.
struct ChartSize {
  double width = 960, height = 280;
};
inline constexpr ChartSize kWide{960, 280};
inline constexpr ChartSize kHalf{560, 270};

/// A frame with two axes into which values are drawn: the chart kinds are made of it. Draws grid and axes
/// when made.
class Plot {
 public:
  Plot(ChartSize size, std::string_view label, const Axis& x, const Axis& y);

  double x(double value) const;
  double y(double value) const;
  Point at(double vx, double vy) const { return {x(vx), y(vy)}; }
  double left() const { return left_; }
  double right() const { return right_; }
  double top() const { return top_; }
  double bottom() const { return bottom_; }

  /// A horizontal line right across with words at its right end: a target.
  void reference(double value, std::string_view words);
  /// A vertical line with words at its top: a median.
  void upright(double value, std::string_view words);
  /// An invisible strip of full height that shows a tooltip.
  void strip(double from, double until, std::string_view tooltip);

  Svg& svg() { return svg_; }
  std::string finish() && { return std::move(svg_).finish(); }

 private:
  void draw_axes();
  Axis x_, y_;
  double left_, right_, top_, bottom_;
  Svg svg_;
};

}  // namespace tandem::report
