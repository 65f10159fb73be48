#include "plan/simulation/arrival_stream.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace tandem::simulation {
namespace {

double us_between(Instant from, Instant until) { return static_cast<double>((until - from).microseconds()); }

}  // namespace

ArrivalStream::ArrivalStream(const Arrivals& arrivals, const Horizon& horizon, Random calls, Random busyness)
    : arrivals_(arrivals),
      zone_(*horizon.zone),
      start_(horizon.start),
      end_(horizon.end()),
      calls_(calls),
      busyness_(busyness),
      first_day_(zone_.day_of(horizon.start)),
      day_(first_day_) {
  score_ = standard_normal(busyness_);
}

Instant ArrivalStream::next() {
  switch (arrivals_.kind) {
    case Arrivals::Kind::poisson:
      return next_poisson();
    case Arrivals::Kind::counts:
      return next_count();
    case Arrivals::Kind::trace:
      return next_of_trace();
  }
  return Instant::none();
}

/// The periods of the next day, in the local time of which a clock may be set: an hour that it repeats has
/// its periods twice, one that it leaves out has none.
void ArrivalStream::plan_day() {
  const std::vector<double> calls = calls_of_day();
  periods_.clear();
  period_ = 0;
  const LocalTime midnight(day_);
  const Instant ends = start_of_day(day_ + std::chrono::days(1), zone_);
  for (Instant at = start_of_day(day_, zone_); at < ends;) {
    const auto since = Duration::microseconds((zone_.to_local(at) - midnight).count());
    const std::int64_t index = since.microseconds() / arrivals_.period.microseconds();
    periods_.push_back({at, calls[static_cast<std::size_t>(index)]});
    const Instant next = at + (arrivals_.period * (index + 1) - since);
    at = std::min({next, zone_.period_at(at).until, ends});
  }
  periods_.push_back({ends, 0});
  day_ += std::chrono::days(1);
}

/// Expected in each period of the next day, as busy as it is.
std::vector<double> ArrivalStream::calls_of_day() {
  const double day_factor = arrivals_.day_cv > 0 ? standard_gamma(busyness_, arrivals_.day_cv) : 1;
  const double log_sd = std::sqrt(std::log1p(arrivals_.period_cv * arrivals_.period_cv));
  const double correlation = arrivals_.period_correlation;
  std::vector<double> calls(arrivals_.periods_a_day());
  for (std::size_t i = 0; i < calls.size(); ++i) {
    double factor = day_factor;
    if (log_sd > 0) {
      score_ = correlation * score_ + std::sqrt(1 - correlation * correlation) * standard_normal(busyness_);
      factor *= std::exp(log_sd * score_ - log_sd * log_sd / 2);
    }
    calls[i] = arrivals_.expected(first_day_, day_, i) * factor;
  }
  return calls;
}

/// Goes on to the next period; false after the last.
bool ArrivalStream::next_period() {
  ++period_;
  // A calendar may leave out a day, which has no periods.
  while (period_ + 1 >= periods_.size()) plan_day();
  const Period& period = periods_[period_];
  if (period.from >= end_) return false;
  const Instant from = std::max(period.from, start_);
  const Instant until = std::min(periods_[period_ + 1].from, end_);
  from_ = us_between(start_, from);
  until_ = std::max(from_, us_between(start_, until));
  mean_gap_ = period.calls > 0 ? static_cast<double>(arrivals_.period.microseconds()) / period.calls : 0;
  return true;
}

/// What is left of an exponential gap at the end of a period is exponential in the next, at its own rate.
Instant ArrivalStream::next_poisson() {
  double gap = mean_gap_ > 0 ? standard_exponential(calls_) : 0;
  for (;;) {
    if (mean_gap_ > 0) {
      const double at = from_ + gap * mean_gap_;
      if (at < until_) {
        from_ = at;
        return start_ + Duration::microseconds(static_cast<std::int64_t>(at));
      }
      gap -= (until_ - from_) / mean_gap_;
    }
    const bool drawn = mean_gap_ > 0;
    if (!next_period()) {
      mean_gap_ = 0;
      return Instant::none();
    }
    if (!drawn && mean_gap_ > 0 && gap <= 0) gap = standard_exponential(calls_);
  }
}

Instant ArrivalStream::next_count() {
  while (due_.empty()) {
    if (!next_period()) return Instant::none();
    // A whole number in the mean: the fraction is the chance of one more.
    const double wanted = mean_gap_ > 0 ? (until_ - from_) / mean_gap_ : 0;
    auto count = static_cast<std::size_t>(wanted);
    if (calls_.uniform() < wanted - std::floor(wanted)) ++count;
    for (std::size_t i = 0; i < count; ++i) due_.push_back(from_ + calls_.uniform() * (until_ - from_));
    std::ranges::sort(due_, std::greater());
  }
  const double at = due_.back();
  due_.pop_back();
  return start_ + Duration::microseconds(static_cast<std::int64_t>(at));
}

Instant ArrivalStream::next_of_trace() {
  while (traced_ < arrivals_.trace.size() && arrivals_.trace[traced_] < start_) ++traced_;
  if (traced_ == arrivals_.trace.size() || arrivals_.trace[traced_] >= end_) return Instant::none();
  return arrivals_.trace[traced_++];
}

}  // namespace tandem::simulation
