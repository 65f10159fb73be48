#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "plan/staffing/mix/goals.hpp"
#include "plan/staffing/mix/headcount.hpp"
#include "plan/staffing/mix/sample.hpp"

namespace tandem::mix {

/// What one agent more, or fewer, of each group in one interval does to the windows near it: differences of
/// simulated slacks with common random numbers.
struct Differences {
  std::vector<std::size_t> windows;  ///< that hold an interval which the agent is felt in
  std::vector<double> more, fewer;   ///< by group, then windows

  std::span<const double> of_more(std::size_t group) const {
    return std::span(more).subspan(group * windows.size(), windows.size());
  }
  std::span<const double> of_fewer(std::size_t group) const {
    return std::span(fewer).subspan(group * windows.size(), windows.size());
  }
};

/// The smallest and largest headcount, and what an agent of a group costs in an interval.
struct Choice {
  Headcount least, most;
  std::vector<double> cost;  ///< by interval, then group

  double cost_of(std::size_t group, std::size_t interval) const {
    return cost[interval * least.groups() + group];
  }
  double cost_of(const Headcount& headcount) const;
};

/// An agent is felt in the interval before (callers of its last minutes), its own, and so many after it.
struct Reach {
  std::size_t after = 1;
  /// Intervals so far apart can be changed in one run, and what each change does told from the rest.
  std::size_t spacing() const { return after + 2; }
  std::size_t first(std::size_t interval) const { return interval == 0 ? 0 : interval - 1; }
  std::size_t end(std::size_t interval, std::size_t intervals) const {
    return interval + after + 1 < intervals ? interval + after + 1 : intervals;
  }
};
/// Half an hour outlasts the talks and the queue that an agent's coming or going leaves behind.
Reach reach_of(const simulation::Slices& slices);

/// By interval: places of the windows that hold an interval within reach of it.
std::vector<std::vector<std::size_t>> windows_near(const Goals& goals, const Reach& reach);

/// What the windows near an interval gained from one run's cells to another's in the intervals within its
/// reach.
std::vector<double> felt_changes(const Goals& goals, const Reach& reach, std::size_t interval,
                                 const std::vector<std::size_t>& windows, const std::vector<double>& before,
                                 const std::vector<double>& after);

/// Takes the differences anew in the intervals named, around `at`: every agent that can come or go is tried,
/// in runs of `replications` in which intervals out of each other's reach are changed together (one day tells
/// what many changes do).
Result<void> take_differences(const Sample& sample, const Choice& choice, const Reach& reach,
                              const Headcount& at, const std::vector<bool>& intervals,
                              std::uint32_t replications, std::vector<Differences>& differences);

}  // namespace tandem::mix
