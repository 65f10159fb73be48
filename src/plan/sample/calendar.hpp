#pragma once

#include <array>

#include "core/base/zone.hpp"
#include "plan/sample/help_desk.hpp"

namespace tandem::sample {

inline constexpr int kSlotsPerDay = 48;

/// A nationwide public holiday in Germany, where the desk's customers live.
bool is_holiday(LocalDay day);
DayClass class_of(LocalDay day);
bool is_open(Line line, LocalDay day, double hour);

/// The half hours of a day as instants; the one that the clock leaves out in spring is empty.
std::array<Instant, kSlotsPerDay + 1> slots_of(LocalDay day, const Zone& zone);

/// How a day's volume differs from a plain Wednesday of the first year: growth, season, weekday, holidays,
/// the week of the invoices. What a planner can know, and what comes to pass: planners underrate Mondays and
/// invoice weeks.
struct DayLevel {
  double planned = 1;
  double actual = 1;
};
DayLevel level_of(Line line, LocalDay day, LocalDay first_day);

/// Share of a day's calls that a half hour gets.
double share_of_slot(Line line, int slot);

}  // namespace tandem::sample
