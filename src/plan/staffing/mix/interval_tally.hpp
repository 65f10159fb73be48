#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/events/call_fold.hpp"
#include "core/kpi/tally.hpp"
#include "plan/simulation/floor_run.hpp"
#include "plan/simulation/run_tally.hpp"

namespace tandem::mix {

/// Counts the calls of a run by rules, type and interval of their offer, and nothing else: a search runs
/// thousands of days.
class IntervalTally final : public simulation::Recorder {
 public:
  IntervalTally(const simulation::Slices& slices, std::span<const kpi::Rules> rules, std::size_t types);

  void take(const routing::Fact& fact, const routing::Out& out) override;
  void left(CallId id) override;
  /// After the last event: those who never left are counted as they stand.
  void finish();

  const kpi::Tally& of(std::size_t rules, std::uint32_t type, std::size_t interval) const {
    return tallies_[(rules * types_ + type) * slices_.size() + interval];
  }

 private:
  struct Call {
    CallFold fold;
    std::uint32_t slice = 0;  ///< of its offer, from 1; 0: in the warm-up
    bool here = false;
  };
  void count(const Call& call);

  const simulation::Slices& slices_;
  std::span<const kpi::Rules> rules_;
  std::size_t types_;
  std::vector<kpi::Tally> tallies_;
  std::vector<Call> calls_;
  std::size_t slice_ = 0;  ///< of now, from 1
  Instant slice_end_;
};

}  // namespace tandem::mix
