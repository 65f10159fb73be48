#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/calendar_input.hpp"
#include "app/input_arguments.hpp"
#include "app/plan_result.hpp"
#include "app/plan_supply.hpp"

namespace tandem::app {

/// As typed.
struct PlanArguments {
  InputArguments input;
  CalendarArguments calendar;
  std::string terms, rules, desk, horizon = "3mo", interval = "30m";
  SupplyFiles supply;
  std::string probability = "90%", wage, shrinkage, handle, patience;
  std::vector<std::string> what_if;
  std::size_t courses = 100;
  std::int64_t subscribers = 0, tickets = 0;
  std::uint64_t seed = 1;
  bool no_roster = false;
};

/// Is told what is being done and, where that is known, how much of it: 0 to 1.
using PlanProgress = std::function<void(std::string_view doing, std::optional<double> done)>;

/// From records and terms to the plan. Faults of the terms, or of the rules of work, are all told.
std::expected<void, std::vector<Error>> make_plan(const PlanArguments& arguments, const Session& session,
                                                  const PlanProgress& progress, PlanResult& plan);

}  // namespace tandem::app
