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

/// The periods of the next day, in the local time of which a clock may be set.
void ArrivalStream::plan_day() {
  periods_.clear();
  period_ = 0;
  const double day_factor = arrivals_.day_cv > 0 ? standard_gamma(busyness_, arrivals_.day_cv) : 1;
  const double log_sd = std::sqrt(std::log1p(arrivals_.period_cv * arrivals_.period_cv));
  const double correlation = arrivals_.period_correlation;
  const LocalTime midnight(day_);
  for (std::size_t i = 0; i < arrivals_.periods_a_day(); ++i) {
    double factor = day_factor;
    if (log_sd > 0) {
      score_ = correlation * score_ + std::sqrt(1 - correlation * correlation) * standard_normal(busyness_);
      factor *= std::exp(log_sd * score_ - log_sd * log_sd / 2);
    }
    const auto since =
        std::chrono::microseconds(arrivals_.period.microseconds() * static_cast<std::int64_t>(i));
    periods_.push_back(
        {zone_.to_instant(midnight + since).instant, arrivals_.expected(first_day_, day_, i) * factor});
  }
  day_ += std::chrono::days(1);
  periods_.push_back({start_of_day(day_, zone_), 0});
  // Where the clock is set forward, what begins in the hour left out begins, and ends, when it is set.
  for (std::size_t i = periods_.size() - 1; i-- > 0;)
    periods_[i].from = std::min(periods_[i].from, periods_[i + 1].from);
}

/// Goes on to the next period; false after the last.
bool ArrivalStream::next_period() {
  if (periods_.empty() || period_ + 1 >= periods_.size() - 1)
    plan_day();
  else
    ++period_;
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
