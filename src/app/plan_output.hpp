#pragma once

#include <string>

#include "app/plan_result.hpp"

namespace tandem::app {

/// The plan for a terminal: promise, odds and cost first, then how.
std::string text_of(const PlanResult& plan);
std::string json_of(const PlanResult& plan);

}  // namespace tandem::app
