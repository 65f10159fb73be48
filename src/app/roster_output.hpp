#pragma once

#include <cstdint>
#include <string>

#include "plan/staffing/rosters/roster.hpp"

namespace tandem::app {

/// Whose roster it is: made anew, made around published shifts, or somebody's that was looked at.
enum class Made : std::uint8_t { anew, around_kept, by_others };

std::string table_of(const rosters::Roster& roster, Made made);
std::string json_of(const rosters::Roster& roster);
/// One row a shift: agent, contract, shift, day, start, end, breaks as "12:00-12:30 15:00-15:15".
std::string csv_of(const rosters::Roster& roster);

/// What agents of a contract work.
struct Worked {
  std::size_t agents = 0, at_work = 0, shifts = 0;
  double hours = 0, pay = 0;
};
Worked worked_by(const rosters::Roster& roster, std::size_t contract);

/// What a skill requires and lacks, in agent-hours, and how many agents of the rules have it.
struct SkillCover {
  double required = 0, short_of = 0;
  std::size_t agents = 0;
};
/// Of one of the demand's skills.
SkillCover cover_of_skill(const rosters::Roster& roster, std::size_t skill);

/// Hours of a day of the plan, in agent-hours.
struct DayCover {
  double required = 0, planned = 0, short_of = 0, over = 0;
};
DayCover cover_of(const rosters::Roster& roster, std::size_t day);

/// What stands in the way of a day's demand, as a sentence.
std::string sentence_of(const rosters::Roster& roster, const rosters::Conflict& conflict);

/// "22:00" of its day.
std::string clock_of(const rosters::Problem& problem, int tick);
/// "2026-01-05 22:00", so many ticks after the start of the plan.
std::string moment_text(const rosters::Problem& problem, int tick);

}  // namespace tandem::app
