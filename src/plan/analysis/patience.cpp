#include "plan/analysis/patience.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace tandem::analysis {
namespace {

constexpr double kNormal95 = 1.959963984540054;

double seconds(std::int64_t microseconds) { return static_cast<double>(microseconds) / 1e6; }

/// One instant at which callers gave up.
struct Step {
  double time = 0, survival = 1, low = 1, high = 1;
};

/// 95 % bounds from Greenwood's variance on the log(-log) scale, where they stay within 0..1 (Kalbfleisch &
/// Prentice 1980).
void bound(Step& step, double greenwood_sum) {
  if (step.survival <= 0 || step.survival >= 1) {
    step.low = step.high = step.survival;
    return;
  }
  const double log_survival = std::log(step.survival);
  const double reach = kNormal95 * std::sqrt(greenwood_sum) / std::fabs(log_survival);
  step.low = std::pow(step.survival, std::exp(reach));
  step.high = std::pow(step.survival, std::exp(-reach));
}

std::vector<Step> kaplan_meier(std::span<const std::int64_t> abandoned,
                               std::span<const std::int64_t> censored) {
  std::vector<Step> steps;
  double survival = 1, greenwood = 0;
  std::size_t served = 0;
  for (std::size_t from = 0, until = 0; from < abandoned.size(); from = until) {
    const std::int64_t at = abandoned[from];
    while (until < abandoned.size() && abandoned[until] == at) ++until;
    while (served < censored.size() && censored[served] < at) ++served;
    const auto at_risk = static_cast<double>(abandoned.size() - from + censored.size() - served);
    const auto events = static_cast<double>(until - from);
    survival *= (at_risk - events) / at_risk;
    if (at_risk > events) greenwood += events / (at_risk * (at_risk - events));
    Step step{seconds(at), survival, survival, survival};
    bound(step, greenwood);
    steps.push_back(step);
  }
  return steps;
}

/// The first, the last and steps at equal ranks between: a curve drawn from them cannot be told from that of
/// all.
std::vector<Step> thinned(const std::vector<Step>& steps) {
  if (steps.size() <= kPatienceSteps) return steps;
  std::vector<Step> few;
  const double stride = static_cast<double>(steps.size() - 1) / static_cast<double>(kPatienceSteps - 1);
  for (std::size_t i = 0; i < kPatienceSteps; ++i) {
    few.push_back(steps[static_cast<std::size_t>(std::llround(static_cast<double>(i) * stride))]);
  }
  return few;
}

double area_until(const std::vector<Step>& steps, double until) {
  double area = 0, from = 0, survival = 1;
  for (const Step& step : steps) {
    area += (step.time - from) * survival;
    from = step.time;
    survival = step.survival;
  }
  return area + (until - from) * survival;
}

/// Giving up and waiting, by stretches of time from 0 on.
struct Exposure {
  double width = 0;
  std::vector<double> events, waited;
};

/// Up to the time by which all but a hundred calls (or a tenth of few) have left the queue.
Exposure exposure_of(std::span<const std::int64_t> abandoned, std::span<const std::int64_t> censored) {
  static constexpr std::array kWidths = {1.0,  2.0,  5.0,   10.0,  15.0,  20.0,
                                         30.0, 60.0, 120.0, 300.0, 600.0, 3600.0};
  static constexpr double kBinsWanted = 60;
  const std::size_t all = abandoned.size() + censored.size();
  const std::size_t kept = std::min<std::size_t>(100, all / 10);
  std::vector<std::int64_t> waits;
  waits.reserve(all);
  std::ranges::merge(abandoned, censored, std::back_inserter(waits));
  const double reach = std::min(seconds(waits[all - 1 - kept]), 24 * 3600.0);
  Exposure exposure;
  const auto* fits =
      std::ranges::find_if(kWidths, [&](double width) { return reach / width <= kBinsWanted; });
  exposure.width = fits == kWidths.end() ? kWidths.back() : *fits;
  const auto bins = static_cast<std::size_t>(std::ceil(std::max(reach, exposure.width) / exposure.width));
  exposure.events.assign(bins, 0);
  exposure.waited.assign(bins, 0);
  std::size_t gone = 0;
  for (std::size_t bin = 0; bin < bins; ++bin) {
    const double from = static_cast<double>(bin) * exposure.width;
    const auto until = static_cast<std::int64_t>(std::llround((from + exposure.width) * 1e6));
    for (; gone < all && waits[gone] < until; ++gone) exposure.waited[bin] += seconds(waits[gone]) - from;
    exposure.waited[bin] += static_cast<double>(all - gone) * exposure.width;
  }
  for (const std::int64_t wait : abandoned) {
    const auto bin = static_cast<std::size_t>(seconds(wait) / exposure.width);
    if (bin < bins) ++exposure.events[bin];
  }
  return exposure;
}

/// Occurrences over exposure, each summed with the weights 1 2 3 2 1 over neighbouring bins.
void add_hazard(Patience& patience, const Exposure& exposure) {
  static constexpr std::array kWeights = {1.0, 2.0, 3.0, 2.0, 1.0};
  const auto bins = static_cast<std::ptrdiff_t>(exposure.events.size());
  for (std::ptrdiff_t bin = 0; bin < bins; ++bin) {
    double events = 0, waited = 0;
    for (std::ptrdiff_t k = 0; k < static_cast<std::ptrdiff_t>(kWeights.size()); ++k) {
      const std::ptrdiff_t near = bin + k - 2;
      if (near < 0 || near >= bins) continue;
      events += kWeights[static_cast<std::size_t>(k)] * exposure.events[static_cast<std::size_t>(near)];
      waited += kWeights[static_cast<std::size_t>(k)] * exposure.waited[static_cast<std::size_t>(near)];
    }
    if (waited <= 0) continue;
    patience.hazard_time.push_back((static_cast<double>(bin) + 0.5) * exposure.width);
    patience.hazard.push_back(events / waited);
  }
}

}  // namespace

Patience patience_of(std::span<const std::int64_t> abandoned, std::span<const std::int64_t> censored) {
  Patience patience;
  patience.abandoned = static_cast<std::int64_t>(abandoned.size());
  patience.censored = static_cast<std::int64_t>(censored.size());
  if (abandoned.empty()) return patience;
  const std::vector<Step> steps = kaplan_meier(abandoned, censored);
  for (const Step& step : thinned(steps)) {
    patience.time.push_back(step.time);
    patience.survival.push_back(step.survival);
    patience.survival_low.push_back(step.low);
    patience.survival_high.push_back(step.high);
  }
  const auto half =
      std::ranges::find_if(steps, [](const Step& step) { return step.survival <= 0.5 + 1e-12; });
  if (half != steps.end()) patience.median = half->time;
  double waited = 0;
  for (const auto waits : {abandoned, censored}) {
    for (const std::int64_t wait : waits) waited += seconds(wait);
  }
  patience.mean_exponential = waited / static_cast<double>(abandoned.size());
  const std::int64_t longest = std::max(abandoned.back(), censored.empty() ? 0 : censored.back());
  patience.mean_restricted = area_until(steps, seconds(longest));
  add_hazard(patience, exposure_of(abandoned, censored));
  return patience;
}

}  // namespace tandem::analysis
