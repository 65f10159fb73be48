#include <algorithm>

#include "plan/report/charts/bar_chart.hpp"
#include "plan/report/charts/histogram.hpp"
#include "plan/report/charts/step_curve.hpp"
#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

/// The hazard is given at the middles of bins of one width; these are the bins' edges. Empty where one bin is
/// all.
std::vector<double> hazard_edges(const analysis::Patience& patience) {
  if (patience.hazard_time.size() < 2) return {};
  const double width = patience.hazard_time[1] - patience.hazard_time[0];
  std::vector<double> edges;
  for (const double middle : patience.hazard_time) edges.push_back(middle - width / 2);
  edges.push_back(patience.hazard_time.back() + width / 2);
  return edges;
}

/// The hazard ends where hardly anyone still waits; the curve is shown half as far again, and past its
/// median.
double last_shown(const analysis::Patience& patience) {
  const auto edges = hazard_edges(patience);
  const double well_known = edges.empty() ? patience.time.back() : 1.5 * edges.back();
  return std::min(patience.time.back(), std::max(well_known, 1.6 * patience.median.value_or(0)));
}

/// Index of the step that holds at a time; -1 before the first.
std::ptrdiff_t step_at(const analysis::Patience& patience, double time) {
  return std::ranges::upper_bound(patience.time, time) - patience.time.begin() - 1;
}

void survival(Page& page, double last) {
  constexpr int kStrips = 48;
  const auto& patience = page.analysis.patience;
  const Wording& w = page.words;
  StepCurve chart;
  chart.label = w.say(Text::survival_chart);
  chart.x = seconds_axis(last, 7, [&](double v) { return w.duration(v); }, "");
  chart.x.high = last;
  std::erase_if(chart.x.ticks, [&](const Tick& tick) { return tick.at > last; });
  chart.y = share_axis([&](double v) { return w.percent(v, 0); }, "");
  chart.time = patience.time;
  chart.value = patience.survival;
  chart.low = patience.survival_low;
  chart.high = patience.survival_high;
  if (patience.median && *patience.median <= last)
    chart.uprights.push_back({*patience.median, w.say(Text::median_mark, {w.duration(*patience.median)})});
  for (int i = 0; i < kStrips; ++i) {
    const double from = last * i / kStrips, until = last * (i + 1) / kStrips;
    const auto step = step_at(patience, (from + until) / 2);
    if (step < 0) continue;
    const auto at = static_cast<std::size_t>(step);
    if (at >= patience.survival_low.size() || at >= patience.survival_high.size()) continue;
    chart.strips.push_back(
        {from, until,
         w.say(Text::tip_survival,
               {w.duration((from + until) / 2), w.percent(patience.survival[at]),
                w.percent(patience.survival_low[at]), w.percent(patience.survival_high[at])})});
  }
  page.figure(Text::survival_chart, chart.draw(),
              {{"s1", std::string(w.say(Text::legend_survival))},
               {"s1 band", std::string(w.say(Text::legend_band))}});
}

void hazard(Page& page) {
  const auto& patience = page.analysis.patience;
  const Wording& w = page.words;
  if (patience.hazard.size() < 2 || patience.hazard_time.size() < patience.hazard.size()) return;
  Histogram chart;
  chart.label = w.say(Text::hazard_chart);
  chart.edges = hazard_edges(patience);
  const double last = chart.edges.back();
  chart.x = seconds_axis(last, 7, [&](double v) { return w.duration(v); }, "");
  chart.x.high = last;
  std::erase_if(chart.x.ticks, [&](const Tick& tick) { return tick.at > last; });
  double highest = 0;
  for (std::size_t i = 0; i < patience.hazard.size(); ++i) {
    const double a_minute = patience.hazard[i] * 60;
    chart.heights.push_back(a_minute);
    if (chart.edges[i] < last) highest = std::max(highest, a_minute);
    chart.tooltips.push_back(w.say(
        Text::tip_hazard, {w.duration(chart.edges[i]), w.duration(chart.edges[i + 1]), w.percent(a_minute)}));
  }
  chart.y = axis_from_zero(
      highest * 1.05, 4, false, [&](double v) { return w.percent(v, highest < 0.04 ? 1 : 0); },
      std::string(w.say(Text::axis_hazard)));
  page.figure(Text::hazard_chart, chart.draw());
}

}  // namespace

void write_patience(Page& page) {
  page.open_section("patience", Text::patience);
  const auto& a = page.analysis;
  const auto& patience = a.patience;
  const Wording& w = page.words;
  if (patience.abandoned == 0 || patience.time.empty()) {
    page.unknown(a.totals_only ? Text::because_totals_only : Text::because_nobody_left);
    page.close_section();
    return;
  }
  page.markup("<p>");
  const std::int64_t answered = a.wait_answered.count, others = patience.censored - answered;
  page.say(Text::patience_lead, {w.count(patience.abandoned),
                                 others > 0 ? w.say(Text::patience_left, {w.count(patience.censored),
                                                                          w.count(answered), w.count(others)})
                                            : w.say(Text::patience_answered, {w.count(patience.censored)})});
  page.markup(" ");
  if (patience.median)
    page.say(Text::patience_median_known, {w.duration(*patience.median)});
  else
    page.say(Text::patience_median_unknown);
  if (patience.mean_exponential) {
    page.markup(" ");
    page.say(Text::patience_mean, {w.duration(*patience.mean_exponential)});
  }
  page.markup("</p><div class=\"pair\">");
  const double last = std::max(last_shown(patience), 1.0);
  survival(page, last);
  hazard(page);
  page.markup("</div>");
  page.close_section();
}

}  // namespace tandem::report
