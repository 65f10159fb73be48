#include "plan/report/charts/share_bars.hpp"

#include <algorithm>

#include "plan/report/charts/svg.hpp"

namespace tandem::report {

std::string ShareBars::draw() const {
  constexpr double kWidth = 560, kRow = 40, kTop = 20, kFigure = 66;
  const double height = kTop + kRow * static_cast<double>(rows.size()) + 4;
  Svg svg(kWidth, height, label);
  const auto x = [&](double share) {
    return std::clamp((share - low) / (high - low), 0.0, 1.0) * (kWidth - kFigure);
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    const double y = kTop + kRow * static_cast<double>(i);
    svg.text({0, y + 11}, row.title, Svg::Anchor::start, row.emphasised ? "row strong" : "row");
    svg.rectangle({0, y + 17}, kWidth - kFigure, 13, "track");
    if (row.share) svg.rectangle({0, y + 17}, x(*row.share), 13, row.emphasised ? "s1 bar" : "s6 bar");
    svg.text({kWidth, y + 28}, row.figure, Svg::Anchor::end, row.emphasised ? "row strong" : "row");
  }
  if (target) {
    svg.line({x(*target), kTop - 4}, {x(*target), height}, "ref");
    svg.text({x(*target), kTop - 8}, target_title, Svg::Anchor::middle, "ref");
  }
  return std::move(svg).finish();
}

}  // namespace tandem::report
