#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "plan/simulation/model.hpp"
#include "plan/simulation/run_tally.hpp"

namespace tandem::mix {

/// What a model's callers bring, before anybody is there to serve them: those who call again are not in it.
struct FloorLoad {
  std::size_t types = 0;
  std::vector<double> calls;           ///< expected, by interval, then type; transfers included
  std::vector<double> seconds;         ///< by interval: its length
  std::vector<double> handle_seconds;  ///< by type: the mean of talk and after-call work
  std::vector<std::optional<double>> patience_seconds;  ///< by type: the mean; none: for ever
  std::vector<std::vector<bool>> serves;                ///< by group, then type: at any stage

  double calls_of(std::size_t interval, std::size_t type) const { return calls[interval * types + type]; }
  double erlangs(std::size_t interval, std::size_t type) const {
    return calls_of(interval, type) * handle_seconds[type] / seconds[interval];
  }
};
FloorLoad load_of(const simulation::Model& model, const simulation::Slices& slices);

}  // namespace tandem::mix
