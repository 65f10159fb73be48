#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "plan/simulation/estimate.hpp"
#include "plan/staffing/mix/goals.hpp"
#include "plan/staffing/mix/headcount.hpp"

namespace tandem::mix {

/// The replications that headcounts are judged by: every headcount meets the same callers.
struct SampleOptions {
  std::uint64_t seed = 1;
  std::uint32_t replications = 64;
  unsigned threads = 1;
  const std::atomic<bool>* cancel = nullptr;
};

/// What a headcount came to on a sample.
struct Outcome {
  /// By line, then interval: the mean slack a replication, in what the KPI counts (calls, seconds of them, or
  /// microseconds on duty).
  std::vector<double> cells;
  /// By window: the mean slack; with a probability the slack that so large a share of the replications has at
  /// least. Met where it is not below 0.
  std::vector<double> windows;
};
/// Slacks are differences of numbers that are rounded.
inline constexpr double kRounding = 1e-6;

/// What is known of a window.
struct Checked {
  std::optional<simulation::Estimate> figure;  ///< of the KPI; of a percentile: the share within the limit
  double met = 0;                              ///< share of the replications with such calls that meet it
  std::uint32_t with_calls = 0;                ///< replications
  double slack = 0;                            ///< as in Outcome
};

/// Runs headcounts of one model on one sample. Lives as long as a search; borrows model and request.
class Sample {
 public:
  Sample(const simulation::Model& model, const Request& request, SampleOptions options);

  const Goals& goals() const { return goals_; }
  const simulation::Slices& slices() const { return slices_; }
  std::uint32_t replications() const { return options_.replications; }
  std::uint64_t replications_run() const { return run_; }

  /// On the first so many replications; all together, as threads share them out.
  Result<std::vector<Outcome>> outcomes(std::span<const Headcount> headcounts,
                                        std::uint32_t replications) const;
  Result<Outcome> outcome(const Headcount& headcount) const;
  /// The figure of every window with its confidence interval.
  Result<std::vector<Checked>> check(const Headcount& headcount, double confidence) const;

 private:
  /// Of one cell: what its line counts, over and under the line.
  struct Counts {
    std::int64_t over = 0, under = 0;
  };
  Result<std::vector<Counts>> run(const simulation::Model& staffed, const Headcount& headcount,
                                  std::uint32_t replication) const;
  double slack(const Line& line, const Counts& counts) const;
  Counts sum(const std::vector<Counts>& cells, const Window& window) const;
  double share_slack(std::vector<double>& slacks, double probability) const;

  const simulation::Model& model_;
  const Request& request_;
  SampleOptions options_;
  simulation::Slices slices_;
  Goals goals_;
  mutable std::atomic<std::uint64_t> run_ = 0;
};

}  // namespace tandem::mix
