#pragma once

#include <string>

#include "plan/forecast/forecast.hpp"
#include "plan/staffing/requirement.hpp"

namespace tandem::app {

/// The agents that the days to come take, and what they were asked to keep.
struct StaffResult {
  forecast::StreamForecast forecast;
  staffing::Demand demand;
  staffing::Promise promise;
  staffing::Requirement requirement;
  double shrinkage = 0;

  double positions(double agents) const { return agents / (1 - shrinkage); }
};

std::string table_of(const StaffResult& result);
std::string json_of(const StaffResult& result);
/// One row an interval: interval_start, agents.
std::string csv_of(const StaffResult& result);

}  // namespace tandem::app
