#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "app/command.hpp"
#include "app/plan_result.hpp"
#include "plan/staffing/rosters/demand.hpp"

namespace tandem::app {

/// What the chats, tickets and mail of a plan are read with.
struct PlanDeskAsked {
  std::string file;         ///< a desk, as tandem blend takes it
  std::string probability;  ///< as typed, with which its targets are to be kept
  std::size_t paths = 0;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// Reads the desk and forecasts its channels over the plan's months, of calls those of the plan. Tickets a
/// month become known. All that is wrong with the desk is told: another zone than the terms', more than one
/// channel of calls, tickets that are ended before the next call is taken.
std::expected<void, std::vector<Error>> read_plan_desk(const PlanDeskAsked& asked, PlanResult& plan,
                                                       const Session& session);

/// Staffs chats, and adds agents for what tickets are not done beside calls by the staff chosen; what that
/// takes in each month becomes known to the cost of an hour.
Result<void> staff_plan_desk(PlanResult& plan, const Session& session);

/// So many tickets and mails a month, on average.
std::int64_t tickets_a_month(const PlanDesk& desk, std::size_t months);

/// All agents of the staff chosen by interval: on the phones, and for the desk's other work.
rosters::Demand team_of(const PlanResult& plan, LocalDay first, std::size_t days);

}  // namespace tandem::app
