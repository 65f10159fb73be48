#pragma once

#include <string>

#include "app/plan_result.hpp"
#include "plan/report/language/message.hpp"

namespace tandem::app {

/// What an implementation manager shows the client: promise, odds and cost, then the how.
std::string page_of(const PlanResult& plan, report::Language language);

}  // namespace tandem::app
