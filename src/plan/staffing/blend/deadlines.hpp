#pragma once

#include <cstddef>
#include <vector>

#include "plan/staffing/blend/deadline_work.hpp"
#include "plan/staffing/blend/desk_demand.hpp"

namespace tandem::blend {

/// When work that comes in an interval can be done, and is promised: [released, promised).
struct Window {
  std::size_t released = 0;
  std::size_t promised = 0;
  bool is_open = false;  ///< there is an open interval in it
};

/// By interval. What comes in one is there at its end; its deadline counts from its begin, so that no ticket
/// of it is late. A deadline within the same interval, or that ends before the next is over, is kept in the
/// interval itself. Of opening time only open intervals count. A deadline after the last interval is one past
/// it.
std::vector<Window> windows_of(const Channel& channel, const DeskDemand& demand);

/// The work of one channel that a plan is to have done.
struct WorkOf {
  std::vector<Piece> pieces;
  /// Of the hours that are promised within the days looked at, the share that no staff can keep: the desk is
  /// closed as long as the deadline runs, or one ticket takes longer than the deadline is.
  double out_of_reach = 0;
};

/// As pieces, by the promise alone: what is done is held against them. `counts`: tickets by interval.
WorkOf promised_work(const Desk& desk, const DeskDemand& demand, std::size_t channel,
                     const std::vector<double>& counts);

/// The same as it is planned: of what comes in each interval the share wanted is to be done by its deadline,
/// the rest by as much again of opening time. What cannot be in time belongs to the rest first.
WorkOf planned_work(const Desk& desk, const DeskDemand& demand, std::size_t channel,
                    const std::vector<double>& counts);

}  // namespace tandem::blend
