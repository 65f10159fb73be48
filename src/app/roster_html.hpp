#pragma once

#include <string>

#include "app/roster_output.hpp"
#include "plan/report/language/message.hpp"
#include "plan/staffing/rosters/roster.hpp"

namespace tandem::app {

/// The cover by interval, who works when, and what it costs.
std::string page_of(const rosters::Roster& roster, Made made, report::Language language);

}  // namespace tandem::app
