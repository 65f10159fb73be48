#include "plan/report/sections/distribution_chart.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "plan/report/charts/histogram.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

double lognormal_density(const analysis::Distribution::Lognormal& fit, double t) {
  if (t <= 0) return 0;
  const double z = (std::log(t) - fit.log_mean) / fit.log_sd;
  return std::exp(-z * z / 2) / (t * fit.log_sd * std::sqrt(2 * std::numbers::pi));
}

/// The axis ends with the bins, or where only the longest hundredth is left if that is far before.
double last_shown(const analysis::Distribution& distribution) {
  const double p99 = percentile(distribution, 0.99).value_or(distribution.max);
  return std::min(distribution.bin_edges.back(), std::max(2 * p99, distribution.bin_edges[1]));
}

/// Heights are calls per so many seconds, so that bins of any width compare; the unit is the usual bin's
/// width.
double usual_width(const analysis::Distribution& d, double last) {
  std::vector<double> widths;
  for (std::size_t i = 0; i + 1 < d.bin_edges.size() && d.bin_edges[i] < last; ++i)
    widths.push_back(d.bin_edges[i + 1] - d.bin_edges[i]);
  if (widths.empty()) return 1;
  std::ranges::nth_element(widths, widths.begin() + std::ssize(widths) / 2);
  return std::max(widths[widths.size() / 2], 1e-6);
}

void fit_in_words(Page& page, const analysis::Distribution& d) {
  const auto& fit = *d.lognormal;
  const Wording& w = page.words;
  const Text verdict = fit.ks <= 0.03 ? Text::fit_good : fit.ks <= 0.08 ? Text::fit_fair : Text::fit_poor;
  page.markup("<p class=\"note\">");
  page.say(verdict, {w.number(fit.ks, 3), w.number(fit.r_squared_qq, 3)});
  if (d.zero > 0) {
    page.markup(" ");
    page.say(Text::fit_zero, {w.plural(Text::n_calls, d.zero)});
  }
  page.markup("</p>");
}

}  // namespace

void distribution_chart(Page& page, Text title, const analysis::Distribution& d, Fit shown) {
  if (d.count == 0 || d.bin_edges.size() != d.bin_counts.size() + 1) return;
  const Wording& w = page.words;
  const double last = last_shown(d), unit = usual_width(d, last);
  const auto duration = [&](double v) { return w.duration(v); };
  Histogram chart;
  chart.label = w.say(title);
  chart.x = seconds_axis(last, 7, duration, "");
  chart.x.high = last;
  std::erase_if(chart.x.ticks, [&](const Tick& tick) { return tick.at > chart.x.high; });
  chart.edges = d.bin_edges;
  double highest = 0;
  std::int64_t beyond = d.beyond;
  for (std::size_t i = 0; i < d.bin_counts.size(); ++i) {
    const double from = d.bin_edges[i], until = d.bin_edges[i + 1];
    const double height = static_cast<double>(d.bin_counts[i]) / (until - from) * unit;
    chart.heights.push_back(height);
    if (from < chart.x.high)
      highest = std::max(highest, height);
    else
      beyond += d.bin_counts[i];
    chart.tooltips.push_back(d.bin_counts[i] == 0
                                 ? ""
                                 : w.say(Text::tip_bin, {w.duration(from), w.duration(until),
                                                         w.plural(Text::n_calls, d.bin_counts[i])}));
  }
  const bool fitted = shown == Fit::shown && d.lognormal.has_value() && d.lognormal->log_sd > 0;
  if (fitted)
    chart.fit = [fit = *d.lognormal, n = static_cast<double>(d.count - d.zero), unit](double t) {
      return lognormal_density(fit, t) * n * unit;
    };
  // A fit far above the data would flatten them; it is then cut at the top.
  double fit_highest = 0;
  for (double t = unit / 20; fitted && t < last; t += unit / 20)
    fit_highest = std::max(fit_highest, chart.fit(t));
  highest = std::max(highest, std::min(fit_highest, 1.5 * highest));
  chart.y = axis_from_zero(
      highest * 1.05, 4, true, [&](double v) { return w.number(v, 0); },
      w.say(Text::axis_calls_per_seconds, {w.duration(unit)}));
  if (const auto median = percentile(d, 0.5))
    chart.uprights.push_back({*median, w.say(Text::median_mark, {w.duration(*median)})});
  page.markup("<div>");
  if (fitted)
    page.figure(
        title, chart.draw(),
        {{"s1", std::string(w.say(Text::legend_seen))}, {"s2", std::string(w.say(Text::legend_fit))}});
  else
    page.figure(title, chart.draw());
  if (fitted) fit_in_words(page, d);
  if (beyond > 0) {
    page.markup("<p class=\"note\">");
    page.say(Text::beyond_axis, {w.plural(Text::n_calls, beyond), w.duration(chart.x.high)});
    page.markup("</p>");
  }
  page.markup("</div>");
}

}  // namespace tandem::report
