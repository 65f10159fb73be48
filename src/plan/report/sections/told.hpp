#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/report/sections/kpi_value.hpp"
#include "plan/report/sections/page.hpp"

/// What several sections tell in the same words.
namespace tandem::report {

/// With a capital first letter, English or Russian.
std::string capitalised(std::string_view words);
/// The contract's target: "80/20".
std::string target_name(const Page& page);
/// The contract's formula in the reader's language.
std::string contract_name(const Page& page);
std::string definition_name(const Page& page, const kpi::Definition& definition);
/// A KPI's formula as printed, its words in the reader's language.
std::string formula_of(const Page& page, const kpi::Definition& definition);
/// "≤ 20 s", "< 5 s".
std::string threshold(const Page& page, const kpi::Threshold& threshold);
/// The contract's figure among the six formulas.
std::optional<double> contract_service_level(const Page& page);
/// Position of the contract's formula among the six; 6 where it is none of them.
std::size_t contract_index(const Page& page);

/// Minutes of one interval.
int interval_minutes(const Page& page);
/// "10:00–10:30".
std::string interval_name(const Page& page, int interval);
/// The intervals of a day between which nearly all calls come: first (included) to last (excluded).
struct OpenHours {
  int first = 0, last = 0;
  double outside = 0;  ///< share of calls at other times
};
OpenHours open_hours(const Page& page);

/// Nothing beyond the end: what is not known may be left empty.
std::optional<double> value_at(const std::vector<std::optional<double>>& values, std::size_t at);

/// The weekday with most calls on a usual day, or the fewest but not none; -1 where nothing is known.
int busiest_weekday(const analysis::HeatMap& heat);
int quietest_weekday(const analysis::HeatMap& heat);
/// A weekday to answer "how many calls on a usual ..." with: Monday, or the first that has calls.
int reference_weekday(const analysis::HeatMap& heat);

/// Local "Mon 11 Jan 1999, 10:30".
std::string moment(const Page& page, Instant at);

}  // namespace tandem::report
