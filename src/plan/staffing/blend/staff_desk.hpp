#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/staffing/blend/deadlines.hpp"
#include "plan/staffing/blend/live_team.hpp"

namespace tandem::blend {

struct StaffOptions {
  /// Targets are to be kept with, of the paths; none: by the contacts expected.
  std::optional<double> probability;
  /// Of the work expected, so much is planned for: what a simulation asks for on top.
  double work_factor = 1;
  /// Agents on top of what the formulas find, by channel and interval; empty: none.
  std::vector<std::vector<std::uint32_t>> extra;
  /// Teams that are known already, by channel and interval: instead of those of the formulas. Empty: none,
  /// and so of a channel.
  std::vector<std::vector<std::uint32_t>> given = {};
  /// Instead of the reserve that takes fewest hours, where tickets are not put down.
  std::optional<std::uint32_t> reserve;
  std::function<void(std::string_view, std::optional<double>)> progress;  ///< may be empty
  const std::atomic<bool>* cancel = nullptr;
};

/// One channel of a plan.
struct ChannelPlan {
  /// Of calls and chats: their team, by interval with the days after; of work: none.
  std::vector<std::uint32_t> agents;
  std::vector<TeamInterval> intervals;  ///< of those teams, on the contacts expected
  double contacts = 0;                  ///< of the days told, while the desk is open or of work
  double contacts_closed = 0;           ///< calls and chats that come while it is closed: not served
  double in_time = 1;                   ///< share of the contacts, or of the hours of work, expected
  double hours = 0;                     ///< of agents in the team, or of work to be done
  double mean_wait = 0;                 ///< seconds, of calls and chats
  double p_abandon = 0;
  double busy = 0;          ///< share of the team's time spent on its own contacts
  double at_once = 0;       ///< chats of an agent who has any
  double out_of_reach = 0;  ///< of work: the share that no staff can have in time
  /// With a probability: of the paths, the share that keeps the target over all days. Not told of calls
  /// beside tickets that are ended first.
  std::optional<double> kept;
  bool short_of_seats = false;

  bool keeps(double share) const { return in_time >= share - 1e-9; }
};

/// Work through the days.
struct Backlog {
  std::vector<double> hours, over_due;  ///< at the end of each interval
  std::size_t worst_at = 0;             ///< the interval of the days told with the most hours
};

struct DeskPlan {
  std::vector<ChannelPlan> channels;
  std::vector<std::uint32_t> added;   ///< for work, by interval with the days after
  std::vector<std::uint32_t> agents;  ///< all together
  std::vector<double> work_capacity;  ///< hours that can go to work, of all
  std::vector<double> work_done;      ///< hours
  Backlog backlog;
  std::optional<std::uint32_t> reserve;  ///< agents of each call team that tickets leave free
  double work_factor = 1;                ///< of the work expected, so much was planned for
  double agent_hours = 0;                ///< of the days told
  double added_hours = 0;
  /// With a team for each channel, and one for all work, that do nothing else.
  double apart_hours = 0;
  std::vector<std::uint32_t> apart_work;  ///< the team of work, by interval
  double work_hours = 0;                  ///< of tickets that come in the days told
  double work_in_idle_hours = 0;          ///< done in the time that call and chat teams have over
};

/// The fewest agents of a desk by formula: calls by Erlang A, chats by chat_performance(), each interval by
/// itself; then the fewest added agents with which work, done earliest deadline first in the time that is
/// left up to the desk's ceiling on occupancy, keeps its deadlines.
///
/// Where tickets are put down for who comes, that is all that agents have over. Where they are not, tickets
/// are taken in call teams as long as more than a reserve are free; of all reserves the one that takes fewest
/// agent hours, with the teams that it takes (see calls_beside_work()). Chat agents then take none. Seats
/// that are too few leave some waiting and the plan says whom. Errors: formulas that cannot say.
Result<DeskPlan> staff_desk(const Desk& desk, const DeskDemand& demand, const StaffOptions& options);

/// Hours that all teams and the added can spend on tickets, by interval, if a path's contacts come instead of
/// those expected: those that teams are busy with go with their contacts.
std::vector<double> work_capacity_on(const Desk& desk, const DeskDemand& demand, const DeskPlan& plan,
                                     std::size_t path);

}  // namespace tandem::blend
