#include "plan/report/charts/svg.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

#include "plan/report/charts/xml_text.hpp"

namespace tandem::report {
Svg::Svg(double width, double height, std::string_view label) {
  out_ = "<svg viewBox=\"0 0 ";
  number(width);
  out_ += ' ';
  number(height);
  out_ += "\" role=\"img\" aria-label=\"";
  out_ += escaped(label);
  out_ += "\">";
}

void Svg::number(double value) {
  const auto tenths = static_cast<std::int64_t>(std::llround(value * 10));
  std::array<char, 24> digits;
  if (tenths < 0) out_ += '-';
  const std::int64_t size = tenths < 0 ? -tenths : tenths;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), size / 10).ptr;
  out_.append(digits.data(), end);
  if (size % 10 != 0) {
    out_ += '.';
    out_ += static_cast<char>('0' + size % 10);
  }
}

void Svg::attribute(std::string_view name, double value) {
  out_ += ' ';
  out_ += name;
  out_ += "=\"";
  number(value);
  out_ += '"';
}

void Svg::css(std::string_view name) {
  if (name.empty()) return;
  out_ += " class=\"";
  out_ += name;
  out_ += '"';
}

void Svg::points(std::span<const Point> points) {
  out_ += " points=\"";
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i > 0) out_ += ' ';
    number(points[i].x);
    out_ += ',';
    number(points[i].y);
  }
  out_ += '"';
}

void Svg::close(std::string_view element, std::string_view tooltip) {
  if (tooltip.empty()) {
    out_ += "/>";
    return;
  }
  out_ += "><title>";
  out_ += escaped(tooltip);
  out_ += "</title></";
  out_ += element;
  out_ += '>';
}

void Svg::open_group(std::string_view name) {
  out_ += "<g";
  css(name);
  out_ += '>';
}

void Svg::line(Point from, Point to, std::string_view name) {
  out_ += "<line";
  css(name);
  attribute("x1", from.x);
  attribute("y1", from.y);
  attribute("x2", to.x);
  attribute("y2", to.y);
  out_ += "/>";
}

void Svg::rectangle(Point corner, double width, double height, std::string_view name,
                    std::string_view tooltip) {
  out_ += "<rect";
  css(name);
  attribute("x", corner.x);
  attribute("y", corner.y);
  attribute("width", width);
  attribute("height", height);
  close("rect", tooltip);
}

void Svg::circle(Point centre, double radius, std::string_view name, std::string_view tooltip) {
  out_ += "<circle";
  css(name);
  attribute("cx", centre.x);
  attribute("cy", centre.y);
  attribute("r", radius);
  close("circle", tooltip);
}

void Svg::polyline(std::span<const Point> list, std::string_view name) {
  out_ += "<polyline";
  css(name);
  points(list);
  out_ += "/>";
}

void Svg::polygon(std::span<const Point> list, std::string_view name) {
  out_ += "<polygon";
  css(name);
  points(list);
  out_ += "/>";
}

void Svg::text(Point at, std::string_view words, Anchor anchor, std::string_view name) {
  out_ += "<text";
  css(name);
  attribute("x", at.x);
  attribute("y", at.y);
  if (anchor != Anchor::start)
    out_ += anchor == Anchor::middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"";
  out_ += '>';
  out_ += escaped(words);
  out_ += "</text>";
}

void Svg::upright_text(Point at, std::string_view words, std::string_view name) {
  out_ += "<text";
  css(name);
  out_ += " text-anchor=\"middle\" transform=\"translate(";
  number(at.x);
  out_ += ' ';
  number(at.y);
  out_ += ") rotate(-90)\">";
  out_ += escaped(words);
  out_ += "</text>";
}

std::string Svg::finish() && {
  out_ += "</svg>";
  return std::move(out_);
}

}  // namespace tandem::report
