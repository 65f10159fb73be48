#pragma once

#include <cstdint>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/zone.hpp"
#include "plan/staffing/rosters/rules.hpp"

namespace tandem::rosters {

/// What an agent has worked before the first day of a plan, as far as rules reach across that edge. Days are
/// those on which a shift starts.
struct Past {
  LocalTime worked_until = LocalTime::min();  ///< end of the last shift
  std::uint32_t days_in_row = 0;              ///< up to the day before the plan's first
  /// Of the week that the plan's first day is in.
  Duration week_paid;
  std::uint32_t week_days = 0;
  /// The weekend of that week has been worked: the plan begins on its Sunday.
  bool this_weekend = false;
  std::vector<bool> weekends;  ///< those before it, the latest first
};

/// Of the shifts that start before `first`; others are no past.
Past past_of(const NamedAgent& agent, LocalDay first);

}  // namespace tandem::rosters
