#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/zone.hpp"
#include "plan/staffing/blend/desk.hpp"

namespace tandem::blend {

/// What is to come in one channel, by interval of the desk's days.
struct ChannelDemand {
  std::vector<double> contacts;
  std::vector<double> handle_seconds;             ///< of one, the mean; above 0 where there are contacts
  std::vector<std::vector<std::uint32_t>> paths;  ///< by path and interval; may be none
  std::optional<double> patience_seconds;         ///< of calls and chats; none: nobody gives up
};

/// Days one after another, each from midnight to midnight of a wall clock of 24 hours.
struct DeskDemand {
  LocalDay first;
  std::size_t days = 0;  ///< that are answered for
  /// Days after those, whose work and deadlines the last ones are staffed with in view.
  std::size_t days_after = 0;
  Duration interval;
  std::vector<bool> open;               ///< by interval: the desk is, from its begin to its end
  std::vector<ChannelDemand> channels;  ///< as the desk has them

  std::size_t intervals_a_day() const { return static_cast<std::size_t>(Duration::days(1) / interval); }
  std::size_t intervals() const { return days * intervals_a_day(); }
  std::size_t size() const { return open.size(); }  ///< with the days after
  double hours() const { return interval.seconds() / 3600; }
  LocalDay day_of(std::size_t at) const {
    return first + std::chrono::days(static_cast<std::int64_t>(at / intervals_a_day()));
  }
};

/// Whether the desk is open from the begin of each interval of so many days to its end, but for the days on
/// which it is `closed`.
std::vector<bool> open_intervals(const Desk& desk, LocalDay first, std::size_t days, Duration interval,
                                 std::span<const LocalDay> closed);

/// How many days after the last one the deadlines of its work may lie: so far ahead staffing must look. 0
/// without work, at most kDaysAfterMax.
inline constexpr std::size_t kDaysAfterMax = 35;
std::size_t days_ahead(const Desk& desk);

}  // namespace tandem::blend
