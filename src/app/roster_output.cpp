#include "app/roster_output.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/number_text.hpp"
#include "app/text_table.hpp"
#include "plan/staffing/rosters/tally.hpp"

namespace tandem::app {
namespace {

using rosters::Conflict;
using rosters::Problem;
using rosters::Roster;
using rosters::RosterShift;

std::string day_text(LocalDay day) {
  constexpr std::array<const char*, 7> kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  return fmt::format("{} {}", kWeekdays[rosters::weekday_index(day)], to_text(day));
}

std::string amount(double value) { return grouped(fmt::format("{:.0f}", value)); }

int begins(const Problem& problem, const RosterShift& shift) { return problem.begins(shift.day, shift.kind); }
std::string days_table(const Roster& roster) {
  TextTable table({"day", "hours required", "planned", "short", "over"});
  for (std::size_t day = 0; day < roster.problem.days; ++day) {
    const DayCover cover = cover_of(roster, day);
    table.add({day_text(roster.problem.date(day)), fmt::format("{:.1f}", cover.required),
               fmt::format("{:.1f}", cover.planned), fmt::format("{:.1f}", cover.short_of),
               fmt::format("{:.1f}", cover.over)});
  }
  return table.text();
}

std::string skills_table(const Roster& roster) {
  TextTable table({"skill", "hours required", "short", "agents who have it"});
  for (std::size_t skill = 0; skill < roster.problem.demand->skills.size(); ++skill) {
    const SkillCover cover = cover_of_skill(roster, skill);
    table.add({roster.problem.demand->skills[skill], fmt::format("{:.1f}", cover.required),
               fmt::format("{:.1f}", cover.short_of), fmt::format("{}", cover.agents)});
  }
  return table.text();
}

std::string contracts_table(const Roster& roster) {
  TextTable table({"contract", "agents", "at work", "shifts", "paid hours", "pay"});
  for (std::size_t i = 0; i < roster.problem.rules->contracts.size(); ++i) {
    const Worked worked = worked_by(roster, i);
    table.add({roster.problem.rules->contracts[i].name, fmt::format("{}", worked.agents),
               fmt::format("{}", worked.at_work), fmt::format("{}", worked.shifts),
               fmt::format("{:.1f}", worked.hours), amount(worked.pay)});
  }
  return table.text();
}

std::string notes(const Roster& roster) {
  std::string text;
  for (const Conflict& conflict : roster.conflicts) text += sentence_of(roster, conflict) + "\n";
  if (roster.shifts_left > 0)
    text +=
        fmt::format("{} shifts of the best plan could be given to nobody; others stand in where they help.\n",
                    roster.shifts_left);
  if (roster.rounded)
    text +=
        "The solver found no plan in its time: this one is rounded from the relaxed plan and mended; more "
        "--seconds may find a better one.\n";
  else if (!roster.proven)
    text += "The solver's time was over before the plan was as near to the best as was asked: --seconds.\n";
  return text;
}

std::string share_text(const rosters::Share& share) {
  return fmt::format("{} to {} an agent, {:.1f} on average", share.least, share.most, share.mean);
}

std::string tally_text(const Roster& roster) {
  const rosters::Tally tally = rosters::tally_of(roster);
  std::string text;
  if (tally.agents > 0)
    text += fmt::format("Shifts on weekends: {}; early or late: {}.\n", share_text(tally.weekends),
                        share_text(tally.hard));
  if (tally.shifts_wished + tally.days_off_wished > 0)
    text += fmt::format("Wishes kept: {} of {} shifts, {} of {} days off.\n", tally.shifts_granted,
                        tally.shifts_wished, tally.days_off_granted, tally.days_off_wished);
  return text;
}

std::string breaches_table(const Roster& roster) {
  TextTable table({"agent", "day", "rule", "found", "allowed"});
  for (const rosters::Breach& breach : roster.breaches)
    table.add({roster.problem.people[breach.person].name, day_text(roster.problem.date(breach.day)),
               std::string(breach.rule), breach.found, breach.allowed});
  return table.text();
}

std::string let_go_text(const Roster& roster) {
  const Problem& problem = roster.problem;
  std::string text;
  for (const RosterShift& shift : problem.let_go)
    text += fmt::format("Not kept: {}, {} {}: agents[].leave or agents[].unavailable.\n",
                        problem.people[shift.person].name, moment_text(problem, begins(problem, shift)),
                        problem.shift_name(shift.kind));
  return text;
}

}  // namespace

Worked worked_by(const Roster& roster, std::size_t contract) {
  const Problem& problem = roster.problem;
  Worked worked;
  worked.agents =
      static_cast<std::size_t>(std::ranges::count(problem.people, contract, &rosters::Person::contract));
  std::size_t last = problem.people.size();
  for (const RosterShift& shift : roster.shifts) {
    if (problem.people[shift.person].contract != contract) continue;
    worked.at_work += shift.person != last ? 1 : 0;
    last = shift.person;
    ++worked.shifts;
    worked.hours += problem.hours(problem.kinds[shift.kind].paid);
    worked.pay += problem.pay(contract, shift.day, shift.kind);
  }
  return worked;
}

SkillCover cover_of_skill(const Roster& roster, std::size_t skill) {
  const Problem& problem = roster.problem;
  SkillCover cover;
  for (std::size_t tick = 0; tick < problem.ticks(); ++tick) {
    cover.required += problem.hours(1) * problem.required_of[skill][tick];
    cover.short_of += problem.hours(1) * roster.cover.lacking[skill][tick];
  }
  for (const rosters::Person& person : problem.people)
    cover.agents += problem.skills_of(person).test(skill) ? 1 : 0;
  return cover;
}

std::string clock_of(const Problem& problem, int tick) {
  const int in_day = tick % problem.ticks_a_day;
  const auto minutes = std::lround(problem.hours(in_day) * 60);
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

DayCover cover_of(const Roster& roster, std::size_t day) {
  const Problem& problem = roster.problem;
  DayCover cover;
  const auto a_day = static_cast<std::size_t>(problem.ticks_a_day);
  for (std::size_t tick = day * a_day; tick < (day + 1) * a_day; ++tick) {
    const double required = problem.required[tick], planned = roster.cover.planned[tick];
    cover.required += problem.hours(1) * required;
    cover.planned += problem.hours(1) * planned;
    const double lacking = roster.cover.lacking_at(tick);
    cover.short_of += problem.hours(1) * lacking;
    cover.over += problem.hours(1) * std::max(0.0, planned - required + lacking);
  }
  return cover;
}

std::string moment_text(const Problem& problem, int tick) {
  const auto day = static_cast<std::size_t>(tick / problem.ticks_a_day);
  return fmt::format("{} {}", to_text(problem.date(day)), clock_of(problem, tick));
}

std::string sentence_of(const Roster& roster, const Conflict& conflict) {
  const std::string day = day_text(roster.problem.date(conflict.day));
  std::vector<std::string_view> skills;
  for (const std::size_t skill : conflict.skills) skills.push_back(roster.problem.demand->skills[skill]);
  const std::string of = skills.empty() ? "" : fmt::format(" of {}", fmt::join(skills, ", "));
  if (conflict.families.empty())
    return fmt::format("{}: {:.1f} agent-hours{} that no shift of any contract reaches.", day,
                       conflict.hours_short, of);
  std::vector<std::string_view> names;
  for (const rosters::Family family : conflict.families) names.push_back(name_of(family));
  return fmt::format("{}: at least {:.1f} agent-hours{} short by {}{}.", day, conflict.hours_short, of,
                     fmt::join(names, ", "),
                     names.size() > 1 ? " together; without any one of them it could be covered"
                                      : "; without that it could be covered");
}

std::string table_of(const Roster& roster, Made made) {
  std::string text = fmt::format(
      "{} shifts, {:.1f} paid hours for {:.1f} required; {:.1f} hours short, {:.1f} over\n",
      roster.shifts.size(), roster.hours_paid, roster.hours_required, roster.hours_short, roster.hours_over);
  text += fmt::format("pay {}, shortfall {}: cost {}; ", amount(roster.pay), amount(roster.shortfall_cost),
                      amount(roster.cost()));
  const double above = std::max(0.0, 100 * roster.gap());
  if (made == Made::by_others)
    text += fmt::format(
        "no roster that keeps the rules costs less than {}: {:.1f} % above that; rules broken: {}\n\n",
        amount(roster.cost_bound), above, roster.breaches.size());
  else
    text += fmt::format("no roster{} costs less than {}: at most {:.1f} % above the best\n\n",
                        made == Made::around_kept ? " that keeps these shifts" : "",
                        amount(roster.cost_bound), above);
  if (!roster.breaches.empty()) text += breaches_table(roster) + "\n";
  text += days_table(roster) + "\n";
  if (!roster.problem.demand->skills.empty()) text += skills_table(roster) + "\n";
  text += contracts_table(roster);
  if (const std::string said = tally_text(roster) + let_go_text(roster) + notes(roster); !said.empty())
    text += "\n" + said;
  return text;
}

}  // namespace tandem::app
