#include "plan/staffing/mix/differences.hpp"

#include <algorithm>

namespace tandem::mix {
namespace {

struct Probe {
  std::size_t group;
  bool more;
};

/// The runs that try all probes: in each, at most one in any interval, and those out of each other's reach.
class Probing {
 public:
  Probing(const Choice& choice, const Reach& reach, const Headcount& at, const std::vector<bool>& intervals)
      : at_(at) {
    for (std::size_t i = 0; i < intervals.size(); ++i) {
      std::vector<Probe>& of = probes_.emplace_back();
      if (!intervals[i]) continue;
      for (std::size_t group = 0; group < at.groups(); ++group) {
        if (at.at(group, i) < choice.most.at(group, i)) of.push_back({group, true});
        if (at.at(group, i) > choice.least.at(group, i)) of.push_back({group, false});
      }
    }
    for (std::size_t first = 0; first < std::min(reach.spacing(), probes_.size()); ++first)
      for (std::size_t turn = 0; add_run(first, reach.spacing(), turn); ++turn) {
      }
  }

  const std::vector<Headcount>& runs() const { return runs_; }
  struct Tried {
    std::size_t interval;
    Probe probe;
  };
  const std::vector<Tried>& tried(std::size_t run) const { return tried_[run]; }

 private:
  bool add_run(std::size_t first, std::size_t spacing, std::size_t turn) {
    Headcount run = at_;
    std::vector<Tried> tried;
    for (std::size_t i = first; i < probes_.size(); i += spacing) {
      if (turn >= probes_[i].size()) continue;
      const Probe& probe = probes_[i][turn];
      run.at(probe.group, i) += probe.more ? 1U : -1U;
      tried.push_back({i, probe});
    }
    if (tried.empty()) return false;
    runs_.push_back(std::move(run));
    tried_.push_back(std::move(tried));
    return true;
  }

  const Headcount& at_;
  std::vector<std::vector<Probe>> probes_;  ///< by interval
  std::vector<Headcount> runs_;
  std::vector<std::vector<Tried>> tried_;
};

}  // namespace

double Choice::cost_of(const Headcount& headcount) const {
  double all = 0;
  for (std::size_t i = 0; i < headcount.intervals(); ++i)
    for (std::size_t group = 0; group < headcount.groups(); ++group)
      all += cost_of(group, i) * headcount.at(group, i);
  return all;
}

Reach reach_of(const simulation::Slices& slices) {
  Reach reach;
  const Duration interval = slices.end_of(0) - slices[0].from;
  for (Duration felt = interval; felt < Duration::minutes(30); felt += interval) ++reach.after;
  return reach;
}

std::vector<std::vector<std::size_t>> windows_near(const Goals& goals, const Reach& reach) {
  std::vector<std::vector<std::size_t>> near(goals.intervals);
  for (std::size_t i = 0; i < goals.intervals; ++i)
    for (std::size_t window = 0; window < goals.windows.size(); ++window)
      if (goals.windows[window].first < reach.end(i, goals.intervals) &&
          goals.windows[window].end > reach.first(i))
        near[i].push_back(window);
  return near;
}

std::vector<double> felt_changes(const Goals& goals, const Reach& reach, std::size_t interval,
                                 const std::vector<std::size_t>& windows, const std::vector<double>& before,
                                 const std::vector<double>& after) {
  std::vector<double> changes(windows.size());
  for (std::size_t k = 0; k < windows.size(); ++k) {
    const Window& window = goals.windows[windows[k]];
    const std::size_t end = std::min(window.end, reach.end(interval, goals.intervals));
    for (std::size_t i = std::max(window.first, reach.first(interval)); i < end; ++i) {
      const std::size_t cell = window.line * goals.intervals + i;
      changes[k] += after[cell] - before[cell];
    }
  }
  return changes;
}

Result<void> take_differences(const Sample& sample, const Choice& choice, const Reach& reach,
                              const Headcount& at, const std::vector<bool>& intervals,
                              std::uint32_t replications, std::vector<Differences>& differences) {
  const Goals& goals = sample.goals();
  const Probing probing(choice, reach, at, intervals);
  std::vector<Headcount> runs = probing.runs();
  runs.push_back(at);
  TANDEM_ASSIGN(outcomes, sample.outcomes(runs, replications));
  const std::vector<double>& base = outcomes.back().cells;
  for (std::size_t run = 0; run + 1 < runs.size(); ++run)
    for (const auto& [interval, probe] : probing.tried(run)) {
      Differences& to = differences[interval];
      const std::size_t count = to.windows.size();
      const std::vector<double> change =
          felt_changes(goals, reach, interval, to.windows, base, outcomes[run].cells);
      std::ranges::copy(change, (probe.more ? to.more : to.fewer).begin() +
                                    static_cast<std::ptrdiff_t>(probe.group * count));
    }
  return {};
}

}  // namespace tandem::mix
