#pragma once

#include <span>
#include <vector>

#include "core/events/call_record.hpp"
#include "plan/forecast/forecast.hpp"
#include "plan/quote/floor.hpp"

namespace tandem::quote {

/// The last twelve months at most of which a series has all days but three at either end.
std::vector<std::chrono::year_month> whole_months(const forecast::DaySeries& series);

/// The floor of days that were: what was expected is what the same weekday and slot had on average in its
/// month; each of `courses` paths is what came. Handle times go with the slot of the day, over all days.
Floor past_floor(const forecast::DaySeries& whole, std::span<const forecast::Stream> parts,
                 const std::vector<Callers>& callers, const Zone& zone,
                 const std::vector<std::chrono::year_month>& months, std::size_t courses);

/// Agents on duty, on average, by day and slot of a floor: from first to last activity of each day, gaps of
/// more than 15 minutes taken out.
std::vector<double> on_duty(const Floor& floor, std::span<const CallRecord> calls);

/// A share of them, whole agents in each slot, so that what is rounded off in one goes to the next.
Staff staff_of(const std::vector<double>& agents, double share);

/// Of a month, what is by day and slot added up to hours.
double hours_of(const Floor& floor, const std::vector<double>& agents, std::chrono::year_month month);

}  // namespace tandem::quote
