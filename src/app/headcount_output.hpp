#pragma once

#include <string>

#include "plan/report/language/message.hpp"
#include "plan/staffing/headcount/headcount.hpp"

namespace tandem::app {

/// A plan of people and what it was made of.
struct HeadcountResult {
  headcount::People people;
  headcount::Headcount plan;
};

std::string table_of(const HeadcountResult& result);
std::string json_of(const HeadcountResult& result);
std::string page_of(const HeadcountResult& result, report::Language language);

/// "(1 - breaks - leave) x (1 - sickness) x (1 - adherence)"
std::string formula_of(const headcount::People& people);
/// What a cause takes of paid time in the whole plan, months by their hours.
std::vector<double> shares_away(const HeadcountResult& result);

}  // namespace tandem::app
