#pragma once

#include "plan/staffing/rosters/demand.hpp"
#include "plan/staffing/rosters/rules.hpp"

namespace tandem::rosters {

/// Rules where nobody gave any: full time in shifts of eight hours with half an hour of lunch, part time in
/// shifts of four and six, from the first interval that requires anybody until the last; five days and 40
/// hours a week (part time 24), eleven hours of rest, two days in a row off by the most days in a row. As
/// many agents as could ever be of use.
Rules usual_rules(const Demand& demand, double cost_hour);

}  // namespace tandem::rosters
