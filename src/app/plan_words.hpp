#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/plan_result.hpp"
#include "plan/report/language/message.hpp"

/// What every output of a plan says alike.
namespace tandem::app {

/// "93.0 %" of a fraction, "-" where there is none.
std::string percent_text(std::optional<double> share);
/// "1,234,568" of a number.
std::string whole_text(double number);
/// "12,346 EUR" of minor units: what is expected is not known to the cent.
std::string money_text(double minor_units, Currency currency);
/// "Mon" of 0
std::string weekday_text(int weekday);
/// A clause's figure in the unit that it is judged in: "81.3 %", "24.1 s".
std::string figure_text(double figure, const sla::Clause& clause);
/// "at least 80 %"
std::string target_text(const sla::Clause& clause, report::Language language = report::Language::en);

/// One service-level formula on the simulated calls of all months.
struct FormulaOdds {
  std::optional<quote::Spread> level;  ///< of a month, fractions
  std::optional<double> target_met;    ///< of months and courses
};
FormulaOdds formula_odds(const PlanResult& plan, std::size_t formula);

/// With who is to be hired, where that is the point.
std::string change_text(const quote::WhatIf& made, report::Language language);

/// Clauses that no staff keeps, each in a sentence: what is asked for, and the most that can be had.
std::vector<std::string> out_of_reach(const PlanResult& plan, report::Language language);

/// What the plan takes for granted, each in a sentence.
std::vector<std::string> assumptions_of(const PlanResult& plan, report::Language language);

/// All months of an offer together, expected, in minor units.
struct OfferSums {
  double penalty = 0, bonus = 0, total = 0;
  std::optional<double> cost, margin;
};
OfferSums sums_of(const PlanResult& plan, const quote::Offer& offer);

/// Agents who work in the first week.
/// With the staff chosen; nothing where an hour has no cost.
std::optional<double> cost_of_month(const PlanResult& plan, const quote::MonthOdds& month);
std::size_t agents_working(const rosters::Roster& roster);

}  // namespace tandem::app
