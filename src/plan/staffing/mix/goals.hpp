#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plan/simulation/run_tally.hpp"
#include "plan/staffing/mix/request.hpp"

namespace tandem::mix {

/// One target of one part of the floor, linear in what is counted: sign * (over - at * under) >= 0.
struct Line {
  std::size_t target = 0;
  std::optional<std::uint32_t> part;  ///< the client or queue, by place; none: the floor
  std::vector<std::uint32_t> types;   ///< whose calls count
  std::size_t rules = 0;              ///< into Goals::rules
  std::vector<kpi::Term> over, under;
  bool under_duty = false;  ///< the time that agents are on duty counts under it, in microseconds
  double at = 0;
  double sign = 1;
  double unit = 1;  ///< of what is counted: 1e-6 where it is microseconds
  bool is_ratio() const { return under_duty || !under.empty(); }
};

/// A line over some intervals, from `first` to before `end`: what must hold.
struct Window {
  std::size_t line = 0;
  std::size_t first = 0, end = 0;
  double each_replication = 0;  ///< added to a replication's slack: of targets without a denominator
  std::optional<double> probability;
};

/// What a request's targets mean for a model whose time is divided into slices: a ratio that must reach a
/// value becomes a slack, which adds up over intervals and replications and must not be below 0. A percentile
/// of waits that must be at most x is the share of waits of at most x that must be at least its rank: exactly
/// so for the nearest rank.
struct Goals {
  std::vector<kpi::Rules> rules;
  std::vector<Line> lines;
  std::vector<Window> windows;
  std::size_t intervals = 0;

  std::size_t cells() const { return lines.size() * intervals; }
};
Goals goals_of(const Request& request, const simulation::Model& model, const simulation::Slices& slices);

/// The model's horizon with the request's interval, as one stretch of time.
simulation::Horizon horizon_of(const Request& request, const simulation::Model& model);

}  // namespace tandem::mix
