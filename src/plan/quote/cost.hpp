#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "plan/quote/odds.hpp"

namespace tandem::quote {

/// What else a staff does in a month: chats, tickets, mail.
struct OtherWork {
  double added_hours = 0;  ///< of agents who are there for it, beside those on the phones
  double idle_hours = 0;   ///< done by those on the phones while no call is there
};

/// What people are paid, beside the hours that a staff needs on the phones.
struct HourCost {
  Money paid_hour;       ///< of one agent, the employer's part included
  double shrinkage = 0;  ///< of paid time, away from the phones: 0 .. 1, excluded
  /// Hours that shifts have beyond those needed, as a share of these.
  double excess = 0;
  std::vector<OtherWork> other;  ///< by month of the odds; empty: none
};

enum class Activity : std::uint8_t { calls, other, waiting, excess, away };
inline constexpr std::size_t kActivities = 5;

/// Of a month, in minor units: they add up to the whole.
struct Cost {
  std::array<double, kActivities> by_activity{};
  double paid_hours = 0;
  double sum() const;
};

/// Hours on duty: those spent on calls and on other work, and the rest waiting for one; on top of them what
/// shifts have too much, and what of paid time is spent elsewhere. Of one month, by its place, or of all.
Cost cost_of(const Odds& odds, const HourCost& hour, std::size_t month);
Cost cost_of(const Odds& odds, const HourCost& hour);

}  // namespace tandem::quote
