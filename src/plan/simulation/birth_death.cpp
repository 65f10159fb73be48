#include "plan/simulation/birth_death.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/base/log_gamma.hpp"

namespace tandem::simulation {
namespace {

/// One stretch of uniformization holds so many steps on average: the weights of a Poisson distribution of
/// this mean are far from underflow, and a stretch is long enough that its tail costs little.
constexpr double kStepsAStretch = 400;
/// Weights that are left out add up to less.
constexpr double kLeftOut = 1e-15;
/// Where a step changes a distribution by less in all, it has settled.
constexpr double kSettled = 1e-15;

/// The weights of a Poisson distribution until all but kLeftOut is there, and for each what comes after it.
struct Weights {
  explicit Weights(double mean) {
    double sum = 0;
    const double log_mean = std::log(mean);
    for (double k = 0; 1 - sum > kLeftOut && k < 10 * mean + 200; ++k) {
      of.push_back(std::exp(k * log_mean - mean - log_gamma(k + 1)));
      sum += of.back();
      after.push_back(std::max(0.0, 1 - sum));
    }
  }
  std::vector<double> of;
  std::vector<double> after;
};

}  // namespace

BirthDeath::BirthDeath(const Rates& rates, std::size_t states) {
  for (std::size_t k = 0; k < states; ++k) {
    const std::size_t busy = std::min(k, rates.agents);
    death_.push_back(static_cast<double>(busy) * rates.service +
                     static_cast<double>(k - busy) * rates.impatience);
  }
}

/// One step of the uniformized chain.
void BirthDeath::step(const std::vector<double>& from, std::vector<double>& to, double up,
                      double uniform) const {
  const std::size_t last = from.size() - 1;
  for (std::size_t k = 0; k <= last; ++k) {
    const double out = (k < last ? up : 0) + death_[k];
    double mass = from[k] * (uniform - out);
    if (k > 0) mass += from[k - 1] * up;
    if (k < last) mass += from[k + 1] * death_[k + 1];
    to[k] = mass / uniform;
  }
}

void BirthDeath::follow(std::vector<double>& distribution, double arrival_rate, double seconds,
                        std::vector<double>& time) const {
  const double uniform = arrival_rate + death_.back();
  const double steps = uniform * seconds;
  const auto stretches = static_cast<std::size_t>(std::max(1.0, std::ceil(steps / kStepsAStretch)));
  const Weights weights(steps / static_cast<double>(stretches));
  std::vector<double> at = distribution, next(distribution.size()), end(distribution.size());
  for (std::size_t stretch = 0; stretch < stretches; ++stretch) {
    std::ranges::fill(end, 0.0);
    for (std::size_t k = 0; k < weights.of.size(); ++k) {
      for (std::size_t state = 0; state < at.size(); ++state) {
        end[state] += weights.of[k] * at[state];
        time[state] += weights.after[k] / uniform * at[state];
      }
      step(at, next, arrival_rate, uniform);
      at.swap(next);
    }
    double changed = 0, sum = 0;
    for (std::size_t state = 0; state < end.size(); ++state) {
      changed += std::abs(end[state] - distribution[state]);
      sum += end[state];
    }
    // What rounding took away is given back.
    for (std::size_t state = 0; state < end.size(); ++state) distribution[state] = end[state] / sum;
    at = distribution;
    if (changed > kSettled * kStepsAStretch) continue;
    const double left =
        seconds * static_cast<double>(stretches - stretch - 1) / static_cast<double>(stretches);
    for (std::size_t state = 0; state < end.size(); ++state) time[state] += left * distribution[state];
    return;
  }
}

Waiting::Waiting(const BirthDeath::Rates& rates, std::size_t positions) : rates_(rates) {
  double served = 1, mean_wait = 0, wait_if_served = 0;
  for (std::size_t ahead = 0; ahead < positions; ++ahead) {
    // Next, one place is gained, or the caller gives up.
    const double gain =
        static_cast<double>(rates.agents) * rates.service + static_cast<double>(ahead) * rates.impatience;
    const double all = gain + rates.impatience;
    served *= gain / all;
    mean_wait = 1 / all + gain / all * mean_wait;
    wait_if_served = served / all + gain / all * wait_if_served;
    served_.push_back(served);
    mean_wait_.push_back(mean_wait);
    wait_if_served_.push_back(wait_if_served);
  }
}

Waiting::Within Waiting::within(double seconds) const {
  const std::size_t positions = served_.size();
  const double served_rate = static_cast<double>(rates_.agents) * rates_.service;
  const double uniform = served_rate + static_cast<double>(positions) * rates_.impatience;
  const auto stretches =
      static_cast<std::size_t>(std::max(1.0, std::ceil(uniform * seconds / kStepsAStretch)));
  const Weights weights(std::max(1e-300, uniform * seconds / static_cast<double>(stretches)));
  Within result{std::vector<double>(positions), std::vector<double>(positions)};
  // Backward: from what is known of a shorter time, one place nearer. `done` is what those ahead of all
  // reach.
  const auto stretch = [&](std::vector<double>& known, double at_the_head, double by_leaving) {
    std::vector<double> at = known, next(positions), end(positions);
    for (const double weight : weights.of) {
      for (std::size_t i = 0; i < positions; ++i) end[i] += weight * at[i];
      for (std::size_t i = 0; i < positions; ++i) {
        const double gain = served_rate + static_cast<double>(i) * rates_.impatience;
        const double nearer = i > 0 ? at[i - 1] : at_the_head;
        next[i] = at[i] + (gain * (nearer - at[i]) + rates_.impatience * (by_leaving - at[i])) / uniform;
      }
      at.swap(next);
    }
    known = std::move(end);
  };
  for (std::size_t i = 0; i < stretches && seconds > 0; ++i) {
    stretch(result.served, 1, 0);
    stretch(result.gave_up, 0, 1);
  }
  return result;
}

}  // namespace tandem::simulation
