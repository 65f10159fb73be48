#pragma once

#include <string>

#include "core/base/zone.hpp"
#include "plan/staffing/rosters/roster.hpp"

namespace tandem::rosters {

/// All shifts as one iCalendar object (RFC 5545): an event a shift, its SUMMARY the agent and the shift, its
/// CATEGORIES the agent, its DESCRIPTION the breaks. Without a zone the times are "floating": those of the
/// wall clock of whoever reads them; with one they are in UTC. The same roster gives the same text.
std::string ics_of(const Roster& roster, const Zone* zone);

}  // namespace tandem::rosters
