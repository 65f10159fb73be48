#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.hpp"
#include "core/kpi/tally.hpp"
#include "plan/twin/behaviour.hpp"
#include "plan/twin/day_observed.hpp"

namespace tandem::twin {

/// What the calls of a day or a month came to, counted by the engine that counts a client's records. Of
/// simulated days: over all replications together.
class DayFigures {
 public:
  void count(const kpi::Rules& rules, const CallRecord& call);
  void add(const DayFigures& other);
  /// One replication of a simulated day.
  void add_run(const kpi::Tally& run, const std::vector<std::uint32_t>& waits);

  std::optional<double> service_level() const;
  std::optional<double> abandonment() const;
  std::optional<double> mean_wait_answered() const;
  std::optional<double> mean_wait() const;
  std::optional<double> percentile(double share) const;
  /// 95 % of single days like it come to a service level at most so far from the mean of all. Nothing where
  /// there are no replications to tell.
  std::optional<double> service_level_spread() const;
  const kpi::Tally& tally() const { return tally_; }
  /// Calls of one day: those of all replications by their number.
  double offered() const { return tally_.offered / static_cast<double>(runs_ == 0 ? 1 : runs_); }

 private:
  kpi::Tally tally_;
  std::vector<std::uint64_t> waits_;
  std::uint32_t runs_ = 0;
  double in_threshold_ = 0, in_threshold_squared_ = 0;  ///< of the replications of one day
  double variance_ = 0;                                 ///< of the calls answered in time, days added up
};

struct SimulateDays {
  const Behaviour& behaviour;
  const Zone& zone;
  kpi::Rules rules;
  std::uint32_t replications = 10;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// The days' figures, in their order: the same for any number of threads.
Result<std::vector<DayFigures>> simulate(const std::vector<DayObserved>& days, const SimulateDays& how,
                                         const std::atomic<bool>& cancelled);

}  // namespace tandem::twin
