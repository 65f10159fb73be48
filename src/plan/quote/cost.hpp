#pragma once

#include <array>
#include <cstdint>

#include "plan/quote/odds.hpp"

namespace tandem::quote {

/// What people are paid, beside the hours that a staff needs on the phones.
struct HourCost {
  Money paid_hour;       ///< of one agent, the employer's part included
  double shrinkage = 0;  ///< of paid time, away from the phones: 0 .. 1, excluded
  /// Hours that shifts have beyond those needed, as a share of these.
  double excess = 0;
};

enum class Activity : std::uint8_t { calls, waiting, excess, away };
inline constexpr std::size_t kActivities = 4;

/// Of a month, in minor units: they add up to the whole.
struct Cost {
  std::array<double, kActivities> by_activity{};
  double paid_hours = 0;
  double sum() const;
};

/// Hours on the phones: those spent on calls, and the rest of `agent_hours` waiting for one; on top of them
/// what shifts have too much, and what of paid time is spent elsewhere.
Cost cost_of(double agent_hours, double handle_hours, const HourCost& hour);
Cost cost_of(const Odds& odds, const HourCost& hour);

}  // namespace tandem::quote
