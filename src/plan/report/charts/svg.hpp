#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tandem::report {

struct Point {
  double x = 0, y = 0;
};

/// Writes one <svg>. Coordinates are rounded to a tenth; colours and fonts come from the page by class, so
/// that one drawing serves light, dark and print. Texts and tooltips are escaped here.
class Svg {
 public:
  /// `label` is what a screen reader says instead of the drawing.
  Svg(double width, double height, std::string_view label);

  void open_group(std::string_view name);
  void close_group() { out_ += "</g>"; }
  void line(Point from, Point to, std::string_view name);
  void rectangle(Point corner, double width, double height, std::string_view name,
                 std::string_view tooltip = {});
  void circle(Point centre, double radius, std::string_view name, std::string_view tooltip = {});
  void polyline(std::span<const Point> list, std::string_view name);
  /// Closed and filled.
  void polygon(std::span<const Point> list, std::string_view name);
  enum class Anchor { start, middle, end };
  void text(Point at, std::string_view words, Anchor anchor, std::string_view name = {});
  /// Turned to run upwards.
  void upright_text(Point at, std::string_view words, std::string_view name);

  std::string finish() &&;

 private:
  void number(double value);
  void attribute(std::string_view name, double value);
  void css(std::string_view name);
  void points(std::span<const Point> points);
  void close(std::string_view element, std::string_view tooltip);
  std::string out_;
};

}  // namespace tandem::report
