#include "plan/analysis/distributions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "core/kpi/tally.hpp"
#include "plan/analysis/lognormal.hpp"
#include "plan/analysis/order_statistics.hpp"

namespace tandem::analysis {
namespace {

constexpr std::array kShares = {0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.80, 0.90, 0.95, 0.99, 0.999};
/// Seconds; a day holds any call that is one.
constexpr std::array kBinWidths = {0.1,   0.2,    0.5,    1.0,    2.0,     5.0,    10.0,
                                   15.0,  20.0,   30.0,   60.0,   120.0,   300.0,  600.0,
                                   900.0, 1800.0, 3600.0, 7200.0, 14400.0, 86400.0};
constexpr double kBinsWanted = 40;

double seconds(std::int64_t microseconds) { return static_cast<double>(microseconds) / 1e6; }

void add_moments(Distribution& d, std::span<const std::int64_t> sorted) {
  double sum = 0, squares = 0;
  for (const std::int64_t value : sorted) sum += seconds(value);
  d.mean = sum / static_cast<double>(sorted.size());
  for (const std::int64_t value : sorted) squares += (seconds(value) - d.mean) * (seconds(value) - d.mean);
  d.sd = sorted.size() < 2 ? 0 : std::sqrt(squares / static_cast<double>(sorted.size() - 1));
}

void add_bins(Distribution& d, std::span<const std::int64_t> sorted) {
  const double reach = seconds(sorted[nearest_rank(sorted.size(), 0.99)]);
  const auto fits = [reach](double width) { return reach / width <= kBinsWanted; };
  const auto* found = std::ranges::find_if(kBinWidths, fits);
  const double width = found == kBinWidths.end() ? kBinWidths.back() : *found;
  const auto bins = static_cast<std::size_t>(std::min(std::floor(reach / width) + 1, 10 * kBinsWanted));
  for (std::size_t i = 0; i <= bins; ++i) d.bin_edges.push_back(static_cast<double>(i) * width);
  auto from = sorted.begin();
  for (std::size_t i = 1; i <= bins; ++i) {
    const auto edge = static_cast<std::int64_t>(std::llround(d.bin_edges[i] * 1e6));
    const auto until = std::lower_bound(from, sorted.end(), edge);
    d.bin_counts.push_back(until - from);
    from = until;
  }
  d.beyond = sorted.end() - from;
}

}  // namespace

std::vector<std::int64_t> CallTimes::wait_all() const {
  std::vector<std::int64_t> all;
  all.reserve(wait_answered.size() + wait_abandoned.size());
  std::ranges::merge(wait_answered, wait_abandoned, std::back_inserter(all));
  return all;
}

CallTimes times_of(std::span<const CallRecord> calls, const kpi::Rules& rules) {
  CallTimes times;
  times.wait_answered.reserve(calls.size());
  times.talk.reserve(calls.size());
  times.handle.reserve(calls.size());
  for (const CallRecord& call : calls) {
    kpi::Tally alone;
    const auto counted = kpi::count(alone, rules, call);
    if (counted.as == kpi::CountsAs::left_out) continue;
    if (!counted.waited) {
      const auto wait = call.wait();
      if (wait && *wait > Duration()) times.wait_others.push_back(wait->microseconds());
      continue;
    }
    const bool answered = counted.as == kpi::CountsAs::answered;
    (answered ? times.wait_answered : times.wait_abandoned).push_back(counted.wait.microseconds());
    if (!answered) continue;
    const auto talk = call.talk();
    if (!talk) continue;
    const auto work = call.after_call_work();
    times.talk.push_back(talk->microseconds());
    times.handle.push_back((*talk + work.value_or(Duration())).microseconds());
    if (work) times.acw.push_back(work->microseconds());
  }
  for (auto* kind : {&times.wait_answered, &times.wait_abandoned, &times.wait_others, &times.talk, &times.acw,
                     &times.handle}) {
    sort_ascending(*kind);
  }
  return times;
}

Distribution distribution_of(std::span<const std::int64_t> sorted) {
  Distribution d;
  d.count = static_cast<std::int64_t>(sorted.size());
  if (sorted.empty()) return d;
  const auto first_positive = std::ranges::upper_bound(sorted, 0);
  d.zero = first_positive - sorted.begin();
  d.min = seconds(sorted.front());
  d.max = seconds(sorted.back());
  add_moments(d, sorted);
  for (const double share : kShares) {
    d.percentiles.emplace_back(share, seconds(sorted[nearest_rank(sorted.size(), share)]));
  }
  add_bins(d, sorted);
  d.lognormal = fit_lognormal({first_positive, sorted.end()});
  return d;
}

}  // namespace tandem::analysis
