#pragma once

#include <cstdint>
#include <vector>

#include "core/kpi/tally.hpp"
#include "plan/simulation/calls_by_slice.hpp"
#include "plan/simulation/run_tally.hpp"
#include "plan/staffing/blend/call_floor.hpp"
#include "plan/staffing/blend/work_run.hpp"

namespace tandem::blend {

/// Counts a run of a desk's floor: calls by channel and interval of their offer, by the KPI engine with each
/// channel's own threshold; tickets by their promise; and what agents were busy with.
class FloorTally final : public simulation::Recorder {
 public:
  FloorTally(const Desk& desk, const DeskDemand& demand, const CallFloor& floor,
             const simulation::Slices& slices);

  void take(const routing::Fact& fact, const routing::Out& out) override;
  void left(CallId id) override;
  /// After the last event: who never left is counted as it stands.
  void finish();

  const kpi::Tally& calls(std::size_t channel, std::size_t interval) const {
    return tallies_[channel * slices_.size() + interval];
  }
  const std::vector<TicketCount>& tickets() const { return tickets_; }
  /// Hours of a group's agents at work, after finish().
  double busy_hours(std::size_t group, std::size_t interval) const;

 private:
  void count(const CallRecord& record, std::size_t slice);

  const Desk& desk_;
  const DeskDemand& demand_;
  const CallFloor& floor_;
  const simulation::Slices& slices_;
  Promises promises_;
  simulation::RunTally agents_;
  simulation::RunFigures figures_;
  std::vector<kpi::Rules> rules_;     ///< by channel
  std::vector<kpi::Tally> tallies_;   ///< by channel, interval
  std::vector<TicketCount> tickets_;  ///< by channel
  simulation::CallsBySlice calls_;
};

}  // namespace tandem::blend
