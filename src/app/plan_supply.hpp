#pragma once

#include <string>

#include "app/command.hpp"
#include "app/plan_result.hpp"

namespace tandem::app {

/// Who is there and where calls may be taken, as files; empty where not given.
struct SupplyFiles {
  std::string people, sites;
};

/// What both files say, into the plan: its headcount and comparison are not made yet. All faults are told;
/// sites in another currency than the terms' are one.
std::expected<void, std::vector<Error>> read_supply(const SupplyFiles& files, PlanResult& plan);

/// Month by month the people for the staff chosen, and what it would cost where. Errors: intervals other than
/// 15, 30 and 60 minutes, those of both plans.
/// The share of paid time away from the phones is that of the people: on average of a year, as the months are
/// not known yet.
void take_shrinkage_of_people(PlanResult& plan);
/// Without a wage an hour costs what the cheapest alternative costs, by the paid hour.
void take_cost_of_sites(PlanResult& plan);

/// Whom the plan's people leave should so many times as many of them leave: with its hires, and with others.
Result<quote::Manning> manning_under(const HeadcountResult& people, double attrition, const Session& session);

Result<void> plan_supply(PlanResult& plan, const Session& session);

/// A stretch of the staff as the table that rosters, people and sites are planned from.
rosters::Demand demand_of(const quote::Floor& floor, const quote::Staff& staff, LocalDay first,
                          std::size_t days);

}  // namespace tandem::app
