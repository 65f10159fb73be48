#include "plan/report/charts/gantt_chart.hpp"

#include "plan/report/charts/svg.hpp"

namespace tandem::report {
namespace {

constexpr double kWidth = 960, kNames = 150, kTop = 22, kRow = 15, kBar = 10;
constexpr std::size_t kNameBytesMax = 40;

/// Short enough to stand beside the rows; whole characters.
std::string shortened(const std::string& name) {
  if (name.size() <= kNameBytesMax) return name;
  std::size_t at = kNameBytesMax;
  while (at > 0 && (static_cast<unsigned char>(name[at]) & 0xC0) == 0x80) --at;
  return name.substr(0, at) + "…";
}

}  // namespace

std::string GanttChart::draw() const {
  const double height = kTop + kRow * static_cast<double>(rows.size()) + 4;
  Svg svg(kWidth, height, label);
  const auto x = [this](double value) {
    return kNames + (value - low) / (high - low) * (kWidth - kNames - 4);
  };
  svg.open_group("grid");
  for (const Tick& tick : ticks) svg.line({x(tick.at), kTop - 4}, {x(tick.at), height}, "");
  svg.close_group();
  svg.open_group("tick");
  for (const Tick& tick : ticks) svg.text({x(tick.at) + 3, kTop - 8}, tick.label, Svg::Anchor::start);
  for (std::size_t i = 0; i < rows.size(); ++i)
    svg.text({kNames - 8, kTop + kRow * static_cast<double>(i) + kBar}, shortened(rows[i].name),
             Svg::Anchor::end);
  svg.close_group();
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (const Bar& bar : rows[i].bars)
      svg.rectangle({x(bar.from), kTop + kRow * static_cast<double>(i)}, x(bar.until) - x(bar.from), kBar,
                    bar.css + " bar", bar.tooltip);
  return std::move(svg).finish();
}

}  // namespace tandem::report
