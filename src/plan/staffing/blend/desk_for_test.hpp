#pragma once

#include <cmath>
#include <vector>

#include "plan/staffing/blend/desk_demand.hpp"

/// Desks and what comes to them, for the tests of this folder.
namespace tandem::blend::made {

/// Monday, 5 January 2026.
inline const LocalDay kMonday = LocalDay(std::chrono::year(2026) / 1 / 5);

inline calendar::WeeklyHours open_daily(int from, int until) {
  calendar::WeeklyHours hours;
  for (calendar::DaySpans& day : hours.days)
    day.push_back({calendar::WallTime::of(from, 0), calendar::WallTime::of(until, 0)});
  return hours;
}

inline Channel phone() {
  return {.name = "phone",
          .kind = Channel::Kind::call,
          .records = {},
          .share = 0.8,
          .within = Duration::seconds(20)};
}
inline Channel chat() {
  return {.name = "chat",
          .kind = Channel::Kind::chat,
          .records = {},
          .share = 0.8,
          .within = Duration::seconds(60),
          .at_once = 3,
          .slowdown = 0.2};
}
inline Channel mail(Duration within = Duration::hours(4), bool of_opening_time = true) {
  return {.name = "mail",
          .kind = Channel::Kind::work,
          .records = {},
          .share = 0.9,
          .within = within,
          .of_opening_time = of_opening_time};
}

/// Open from 8 to 18 every day.
inline Desk desk(std::vector<Channel> channels) {
  Desk made{.name = "desk", .country = {}, .special_days = {}, .hours = open_daily(8, 18)};
  made.channels = std::move(channels);
  return made;
}

/// In each hour so many contacts of each channel while the desk is open, more around noon; tickets until
/// 22:00.
inline DeskDemand demand(const Desk& desk, std::vector<double> contacts, std::size_t days = 2,
                         std::size_t days_after = 1) {
  DeskDemand made{.first = kMonday,
                  .days = days,
                  .days_after = days_after,
                  .interval = Duration::hours(1),
                  .open = {},
                  .channels = {}};
  made.open = open_intervals(desk, made.first, days + days_after, made.interval, {});
  for (std::size_t channel = 0; channel < desk.channels.size(); ++channel) {
    const bool live = desk.channels[channel].is_live();
    ChannelDemand& of = made.channels.emplace_back();
    for (std::size_t at = 0; at < made.size(); ++at) {
      const std::size_t hour = at % 24;
      const bool comes = live ? made.open[at] : hour >= 8 && hour < 22;
      const double busy = 1 + 0.5 * std::cos((static_cast<double>(hour) - 12) / 3);
      of.contacts.push_back(comes ? contacts[channel] * busy : 0);
      of.handle_seconds.push_back(desk.channels[channel].handle_seconds.value_or(300));
    }
    if (live) of.patience_seconds = 150;
  }
  return made;
}

}  // namespace tandem::blend::made
