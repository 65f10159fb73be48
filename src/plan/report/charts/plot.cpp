#include "plan/report/charts/plot.hpp"

#include <algorithm>

namespace tandem::report {
namespace {

constexpr double kCharacter = 6.8;  // of a digit at the size of tick labels

/// Characters, not bytes.
std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

double label_width(const Axis& axis) {
  std::size_t longest = 1;
  for (const Tick& tick : axis.ticks) longest = std::max(longest, length(tick.label));
  return static_cast<double>(longest) * kCharacter;
}

}  // namespace

Plot::Plot(ChartSize size, std::string_view label, const Axis& x, const Axis& y)
    : x_(x), y_(y), svg_(size.width, size.height, label) {
  left_ = std::max(label_width(y) + 12, 30.0);
  right_ = size.width - 14;
  top_ = y.title.empty() ? 12 : 26;
  bottom_ = size.height - (x.title.empty() ? 26 : 44);
  draw_axes();
}

void Plot::draw_axes() {
  svg_.open_group("grid");
  for (const Tick& tick : y_.ticks)
    if (tick.at > y_.low) svg_.line({left_, y(tick.at)}, {right_, y(tick.at)}, "");
  svg_.close_group();
  svg_.open_group("tick");
  for (const Tick& tick : y_.ticks)
    if (!tick.label.empty()) svg_.text({left_ - 7, y(tick.at) + 4}, tick.label, Svg::Anchor::end);
  for (const Tick& tick : x_.ticks) {
    if (tick.label.empty()) continue;
    // A label at the very edge would be cut off when centred.
    const double at = x(tick.at);
    const double half = static_cast<double>(length(tick.label)) * kCharacter / 2;
    const bool cut = at + half > right_ + 14;
    svg_.text({cut ? right_ + 12 : at, bottom_ + 17}, tick.label,
              cut ? Svg::Anchor::end : Svg::Anchor::middle);
  }
  svg_.close_group();
  svg_.open_group("notch");
  for (const Tick& tick : x_.ticks) svg_.line({x(tick.at), bottom_}, {x(tick.at), bottom_ + 4}, "");
  svg_.line({left_, bottom_}, {right_, bottom_}, "base");
  svg_.close_group();
  if (!y_.title.empty()) svg_.text({0, 12}, y_.title, Svg::Anchor::start, "axis");
  if (!x_.title.empty()) svg_.text({right_, bottom_ + 37}, x_.title, Svg::Anchor::end, "axis");
}

double Plot::x(double value) const {
  const double share = (value - x_.low) / (x_.high - x_.low);
  return left_ + std::clamp(share, 0.0, 1.0) * (right_ - left_);
}

double Plot::y(double value) const {
  const double share = (value - y_.low) / (y_.high - y_.low);
  return bottom_ - std::clamp(share, 0.0, 1.0) * (bottom_ - top_);
}

void Plot::reference(double value, std::string_view words) {
  svg_.line({left_, y(value)}, {right_, y(value)}, "ref");
  svg_.text({right_ - 4, y(value) - 5}, words, Svg::Anchor::end, "ref");
}

void Plot::upright(double value, std::string_view words) {
  const double at = x(value);
  svg_.line({at, top_}, {at, bottom_}, "ref");
  const bool near_right = at > (left_ + right_) / 2;
  svg_.text({near_right ? at - 5 : at + 5, top_ + 11}, words,
            near_right ? Svg::Anchor::end : Svg::Anchor::start, "ref");
}

void Plot::strip(double from, double until, std::string_view tooltip) {
  svg_.rectangle({x(from), top_}, x(until) - x(from), bottom_ - top_, "hit", tooltip);
}

}  // namespace tandem::report
