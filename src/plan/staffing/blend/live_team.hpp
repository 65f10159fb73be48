#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "core/base/result.hpp"
#include "plan/staffing/blend/desk_demand.hpp"

namespace tandem::blend {

/// What a team of calls or chats does in an interval.
struct TeamInterval {
  double service_level = 1;
  double busy = 0;       ///< agents at a call, or with a chat or more, the mean
  double work = 0;       ///< agents at tickets, beside calls of a team with a reserve, the mean
  double mean_wait = 0;  ///< seconds
  double p_abandon = 0;
  double at_once = 0;  ///< chats of an agent who has any
};

/// The formulas of one channel, each answer kept: Mondays of one plan are alike.
class TeamFormulas {
 public:
  /// `work_seconds`: of one ticket, the mean; 0 without tickets.
  TeamFormulas(const Channel& channel, const ChannelDemand& demand, Duration interval, double work_seconds)
      : channel_(channel), demand_(demand), interval_(interval), work_seconds_(work_seconds) {}

  /// Contacts so few are none.
  static constexpr double kContactsMin = 0.005;

  /// `reserve`: agents of a call team that tickets leave free; none: they take none, or are put down at once.
  Result<TeamInterval> of(std::size_t at, double contacts, std::uint32_t agents,
                          std::optional<std::uint32_t> reserve) const;
  /// The fewest agents that keep the channel's share in time.
  Result<std::uint32_t> agents_for(std::size_t at, double contacts,
                                   std::optional<std::uint32_t> reserve) const;

  const Channel& channel() const { return channel_; }

 private:
  Result<TeamInterval> calls(std::size_t at, double contacts, std::uint32_t agents,
                             std::optional<std::uint32_t> reserve) const;
  Result<TeamInterval> chats(std::size_t at, double contacts, std::uint32_t agents) const;

  using Asked = std::tuple<double, double, std::uint32_t, std::uint32_t>;
  const Channel& channel_;
  const ChannelDemand& demand_;
  Duration interval_;
  double work_seconds_;
  mutable std::map<Asked, TeamInterval> known_;
};

/// Contacts of an interval that a plan is made for: those expected, or what so large a share of the paths has
/// at most.
double contacts_for(const ChannelDemand& demand, std::size_t at, std::optional<double> probability);

}  // namespace tandem::blend
