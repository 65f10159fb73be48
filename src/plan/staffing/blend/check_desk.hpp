#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "plan/simulation/estimate.hpp"
#include "plan/staffing/blend/staff_desk.hpp"

namespace tandem::blend {

struct CheckOptions {
  std::uint32_t replications = 20;  ///< of all days, at least 2
  double confidence = 0.95;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  std::function<void(double)> progress;  ///< is told the share that is done, by one thread; may be empty
  const std::atomic<bool>* cancel = nullptr;
};

/// What a simulation finds of a channel, over the days told.
struct CheckedChannel {
  std::optional<simulation::Estimate> in_time;    ///< share; none where nothing came
  std::optional<simulation::Estimate> mean_wait;  ///< seconds, of calls and chats
  std::optional<simulation::Estimate> p_abandon;
  /// Of calls and chats: by interval, contacts a replication that were not in time beyond what the target
  /// allows; below 0 where there were fewer.
  std::vector<double> beyond;
};

struct DeskCheck {
  std::uint32_t replications = 0;
  std::vector<CheckedChannel> channels;
};

/// Simulates a plan's days, the contacts expected coming at random: calls by the router that serves live
/// calls, counted by the KPI engine; chats by run_chats(); tickets by the same router where they are not put
/// down, else by run_tickets() in the hours that the simulated calls and chats leave, up to the ceiling on
/// occupancy. Errors: cancelled, and those of the router.
Result<DeskCheck> check_desk(const Desk& desk, const DeskDemand& demand, const DeskPlan& plan,
                             const CheckOptions& options);

/// A plan, what a simulation finds of it, and how it came to it.
struct SureDesk {
  DeskPlan plan;
  std::optional<DeskCheck> check;  ///< none: not asked for
  struct Round {
    double agent_hours = 0;
    std::vector<std::optional<double>> in_time;  ///< by channel, simulated
  };
  std::vector<Round> rounds;  ///< the last is of the plan
};

/// Staffs a desk and checks it; where a channel misses its target in the simulation though seats and opening
/// hours would allow it, adds agents where most are not in time (to tickets: plans for more of them), and
/// simulates again: so often at most, and no longer than it helps. Without replications it does not check.
Result<SureDesk> staff_surely(const Desk& desk, const DeskDemand& demand, StaffOptions staff,
                              const CheckOptions& check, std::uint32_t rounds);

}  // namespace tandem::blend
