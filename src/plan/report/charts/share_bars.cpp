#include "plan/report/charts/share_bars.hpp"

#include <algorithm>

#include "plan/report/charts/svg.hpp"

namespace tandem::report {

std::string ShareBars::draw() const {
  constexpr double kWidth = 960, kRow = 42, kTop = 20, kBars = 330, kBarsEnd = 800, kBar = 18;
  const double height = kTop + kRow * static_cast<double>(rows.size()) + 2;
  Svg svg(kWidth, height, label);
  const auto x = [&](double share) { return kBars + std::clamp(share, 0.0, 1.0) * (kBarsEnd - kBars); };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    const double y = kTop + kRow * static_cast<double>(i);
    const std::string_view css = row.emphasised ? "row strong" : "row";
    svg.text({0, y + 17}, row.title, Svg::Anchor::start, css);
    svg.text({0, y + 33}, row.formula, Svg::Anchor::start, "formula");
    const double top = y + (kRow - kBar) / 2;
    svg.rectangle({kBars, top}, kBarsEnd - kBars, kBar, "track");
    if (row.share)
      svg.rectangle({kBars, top}, x(*row.share) - kBars, kBar, row.emphasised ? "s1 bar" : "s6 bar");
    svg.text({kBarsEnd + 72, top + 14}, row.figure, Svg::Anchor::end,
             row.emphasised ? "row strong" : "row bold");
    svg.text({kWidth, top + 14}, row.distance, Svg::Anchor::end, "formula");
  }
  if (target) {
    svg.line({x(*target), kTop - 4}, {x(*target), height}, "ref");
    svg.text({x(*target), kTop - 8}, target_title, Svg::Anchor::middle, "ref");
  }
  return std::move(svg).finish();
}

}  // namespace tandem::report
