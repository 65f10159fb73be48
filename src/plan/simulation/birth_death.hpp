#pragma once

#include <cstddef>
#include <vector>

namespace tandem::simulation {

/// Calls on a floor of n agents who are all alike: with k calls there, min(k, n) are served at `service_rate`
/// each, and k - n wait and give up at `impatience` each. States 0 .. states - 1; the last turns arrivals
/// away, so there must be so many states that it is hardly ever reached.
class BirthDeath {
 public:
  struct Rates {
    std::size_t agents = 0;
    double service = 0;     ///< per second, > 0
    double impatience = 0;  ///< per second, >= 0
  };
  BirthDeath(const Rates& rates, std::size_t states);

  std::size_t states() const { return death_.size(); }
  double death_rate(std::size_t state) const { return death_[state]; }

  /// Follows the distribution for so many seconds of arrivals at one rate, and adds to `time` the expected
  /// seconds spent in each state. Exact to about 1e-13.
  void follow(std::vector<double>& distribution, double arrival_rate, double seconds,
              std::vector<double>& time) const;

 private:
  void step(const std::vector<double>& from, std::vector<double>& to, double up, double uniform) const;
  std::vector<double> death_;
};

/// What awaits a caller who finds all agents busy and so many waiting, by that number.
class Waiting {
 public:
  Waiting(const BirthDeath::Rates& rates, std::size_t positions);

  double served(std::size_t ahead) const { return served_[ahead]; }
  /// Expected wait in seconds, until the answer or the hang-up.
  double mean_wait(std::size_t ahead) const { return mean_wait_[ahead]; }
  /// The same of those who are served, times the chance of it.
  double wait_if_served(std::size_t ahead) const { return wait_if_served_[ahead]; }
  /// The chance to be served, and the chance to have given up, within so many seconds, by the number ahead.
  struct Within {
    std::vector<double> served;
    std::vector<double> gave_up;
  };
  Within within(double seconds) const;

 private:
  BirthDeath::Rates rates_;
  std::vector<double> served_;
  std::vector<double> mean_wait_;
  std::vector<double> wait_if_served_;
};

}  // namespace tandem::simulation
