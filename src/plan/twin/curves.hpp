#pragma once

#include <vector>

#include "core/base/duration.hpp"
#include "plan/simulation/distribution.hpp"

namespace tandem::twin {

/// Lengths of time of which some are only known to be longer (censored).
struct Lengths {
  std::vector<std::int64_t> ended, censored;  ///< microseconds
  void add(Duration length, bool has_ended) {
    (has_ended ? ended : censored).push_back(length.microseconds());
  }
  std::size_t size() const { return ended.size() + censored.size(); }
};

/// Kaplan & Meier's estimate as a hazard, each step spread over the time since the one before. Who outlasts
/// the last step ends at the mean rate. Where nothing ended: never.
simulation::Distribution hazard_of(Lengths lengths);

/// Times of service, each as likely as it was often there; many are thinned to equal parts by rank, each with
/// its own mean, which keeps the mean of all. At least one.
simulation::Distribution service_of(std::vector<double> seconds);

}  // namespace tandem::twin
