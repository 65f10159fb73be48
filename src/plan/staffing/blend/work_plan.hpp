#pragma once

#include <vector>

#include "plan/staffing/blend/deadline_work.hpp"
#include "plan/staffing/blend/deadlines.hpp"

namespace tandem::blend {

/// What a desk's tickets need beside what its teams have over.
struct WorkNeed {
  std::vector<double> capacity;      ///< hours by interval that teams have over for tickets
  std::vector<std::uint32_t> staff;  ///< in teams
  bool with_seats = true;            ///< the added must find seats beside those
  bool even = true;                  ///< else anywhere: to compare totals alone
};

/// The agents added, for all channels of work together, so much of each expected.
Added staff_work(const Desk& desk, const DeskDemand& demand, const WorkNeed& need, double work_factor);

/// Of each channel's hours that are promised within the intervals told and what follows them, the share done
/// in time; 1 of calls and chats, and where nothing comes. `counts`: by channel, tickets by interval.
struct WorkFigures {
  std::vector<double> in_time;
  WorkDone done;
};
WorkFigures work_figures(const Desk& desk, const DeskDemand& demand,
                         const std::vector<std::vector<double>>& counts, const std::vector<double>& capacity);

/// Mean length of a ticket of the desk, seconds; 0 without tickets.
double ticket_seconds(const Desk& desk, const DeskDemand& demand);

}  // namespace tandem::blend
