#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/kpi/tally.hpp"
#include "plan/simulation/calls_by_slice.hpp"

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
  void count(const CallRecord& record, std::size_t slice);

  const simulation::Slices& slices_;
  std::span<const kpi::Rules> rules_;
  std::size_t types_;
  std::vector<kpi::Tally> tallies_;
  simulation::CallsBySlice calls_;
};

}  // namespace tandem::mix
