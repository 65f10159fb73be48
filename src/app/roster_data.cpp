// A roster as JSON and as a table.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <iterator>

#include "app/roster_output.hpp"
#include "plan/import/calls_csv_writer.hpp"
#include "plan/report/json_writer.hpp"
#include "plan/staffing/rosters/tally.hpp"

namespace tandem::app {
namespace {

using report::JsonWriter;
using rosters::Conflict;
using rosters::Problem;
using rosters::Roster;
using rosters::RosterShift;

double rounded(double value) { return std::round(value * 10'000) / 10'000; }

int begins(const Problem& problem, const RosterShift& shift) { return problem.begins(shift.day, shift.kind); }
int ends(const Problem& problem, const RosterShift& shift) {
  return begins(problem, shift) + problem.kinds[shift.kind].length;
}

void write_share(JsonWriter& json, std::string_view name, const rosters::Share& share) {
  json.key(name);
  json.open_object();
  json.member("least", static_cast<std::uint64_t>(share.least));
  json.member("most", static_cast<std::uint64_t>(share.most));
  json.member("mean", rounded(share.mean));
  json.close_object();
}

void write_tally(JsonWriter& json, const Roster& roster) {
  const rosters::Tally tally = rosters::tally_of(roster);
  json.key("fairness");
  json.open_object();
  json.member("agents", static_cast<std::uint64_t>(tally.agents));
  write_share(json, "weekend_shifts", tally.weekends);
  write_share(json, "early_or_late_shifts", tally.hard);
  json.close_object();
  json.key("wishes");
  json.open_object();
  json.member("shifts", static_cast<std::uint64_t>(tally.shifts_wished));
  json.member("shifts_kept", static_cast<std::uint64_t>(tally.shifts_granted));
  json.member("days_off", static_cast<std::uint64_t>(tally.days_off_wished));
  json.member("days_off_kept", static_cast<std::uint64_t>(tally.days_off_granted));
  json.close_object();
}

void write_breaches(JsonWriter& json, const Roster& roster) {
  json.key("breaches");
  json.open_array();
  for (const rosters::Breach& breach : roster.breaches) {
    json.open_object();
    json.member("agent", roster.problem.people[breach.person].name);
    json.member("day", to_text(roster.problem.date(breach.day)));
    json.member("rule", breach.rule);
    json.member("found", breach.found);
    json.member("allowed", breach.allowed);
    json.close_object();
  }
  json.close_array();
}

void write_let_go(JsonWriter& json, const Roster& roster) {
  const Problem& problem = roster.problem;
  json.key("not_kept");
  json.open_array();
  for (const RosterShift& shift : problem.let_go) {
    json.open_object();
    json.member("agent", problem.people[shift.person].name);
    json.member("shift", problem.shift_name(shift.kind));
    json.member("start", moment_text(problem, begins(problem, shift)));
    json.member("end", moment_text(problem, ends(problem, shift)));
    json.close_object();
  }
  json.close_array();
}

void write_breaks(JsonWriter& json, const Roster& roster, const RosterShift& shift) {
  const Problem& problem = roster.problem;
  json.key("breaks");
  json.open_array();
  for (const rosters::PlacedBreak& one : shift.breaks) {
    json.open_object();
    json.member("name", problem.break_name(shift.kind, one));
    json.member("start", moment_text(problem, one.at));
    json.member("end", moment_text(problem, one.at + one.length));
    json.member("paid", problem.break_paid(shift.kind, one));
    json.close_object();
  }
  json.close_array();
}

void write_shifts(JsonWriter& json, const Roster& roster) {
  const Problem& problem = roster.problem;
  json.key("shifts");
  json.open_array();
  for (const RosterShift& shift : roster.shifts) {
    const rosters::Person& person = problem.people[shift.person];
    json.open_object();
    json.member("agent", person.name);
    json.member("contract", problem.rules->contracts[person.contract].name);
    json.member("shift", problem.shift_name(shift.kind));
    json.member("day", to_text(problem.date(shift.day)));
    json.member("start", moment_text(problem, begins(problem, shift)));
    json.member("end", moment_text(problem, ends(problem, shift)));
    json.member("paid_hours", problem.hours(problem.kinds[shift.kind].paid));
    json.member("pay", rounded(problem.pay(person.contract, shift.day, shift.kind)));
    write_breaks(json, roster, shift);
    json.close_object();
  }
  json.close_array();
}

void write_days(JsonWriter& json, const Roster& roster) {
  json.key("days");
  json.open_array();
  for (std::size_t day = 0; day < roster.problem.days; ++day) {
    const DayCover cover = cover_of(roster, day);
    json.open_object();
    json.member("day", to_text(roster.problem.date(day)));
    json.member("hours_required", rounded(cover.required));
    json.member("hours_planned", rounded(cover.planned));
    json.member("hours_short", rounded(cover.short_of));
    json.member("hours_over", rounded(cover.over));
    json.close_object();
  }
  json.close_array();
}

void write_skills_at(JsonWriter& json, const Roster& roster, std::size_t tick) {
  const Problem& problem = roster.problem;
  json.key("skills");
  json.open_array();
  for (std::size_t skill = 0; skill < problem.demand->skills.size(); ++skill) {
    json.open_object();
    json.member("name", problem.demand->skills[skill]);
    json.member("required", problem.required_of[skill][tick]);
    json.member("short", rounded(roster.cover.lacking[skill][tick]));
    json.close_object();
  }
  json.close_array();
}

void write_skills(JsonWriter& json, const Roster& roster) {
  json.key("skills");
  json.open_array();
  for (std::size_t skill = 0; skill < roster.problem.demand->skills.size(); ++skill) {
    const SkillCover cover = cover_of_skill(roster, skill);
    json.open_object();
    json.member("name", roster.problem.demand->skills[skill]);
    json.member("hours_required", rounded(cover.required));
    json.member("hours_short", rounded(cover.short_of));
    json.member("agents", static_cast<std::uint64_t>(cover.agents));
    json.close_object();
  }
  json.close_array();
}

void write_steps(JsonWriter& json, const Roster& roster) {
  const Problem& problem = roster.problem;
  json.key("intervals");
  json.open_array();
  for (std::size_t tick = 0; tick < problem.ticks(); ++tick) {
    if (problem.required[tick] == 0 && roster.cover.planned[tick] == 0) continue;
    json.open_object();
    json.member("start", moment_text(problem, static_cast<int>(tick)));
    json.member("required", problem.required[tick]);
    json.member("planned", roster.cover.planned[tick]);
    if (!problem.demand->skills.empty()) write_skills_at(json, roster, tick);
    json.close_object();
  }
  json.close_array();
}

void write_contracts(JsonWriter& json, const Roster& roster) {
  json.key("contracts");
  json.open_array();
  for (std::size_t i = 0; i < roster.problem.rules->contracts.size(); ++i) {
    const Worked worked = worked_by(roster, i);
    json.open_object();
    json.member("name", roster.problem.rules->contracts[i].name);
    json.member("agents", static_cast<std::uint64_t>(worked.agents));
    json.member("at_work", static_cast<std::uint64_t>(worked.at_work));
    json.member("shifts", static_cast<std::uint64_t>(worked.shifts));
    json.member("paid_hours", rounded(worked.hours));
    json.member("pay", rounded(worked.pay));
    json.close_object();
  }
  json.close_array();
}

void write_conflicts(JsonWriter& json, const Roster& roster) {
  json.key("conflicts");
  json.open_array();
  for (const Conflict& conflict : roster.conflicts) {
    json.open_object();
    json.member("day", to_text(roster.problem.date(conflict.day)));
    json.member("hours_short", rounded(conflict.hours_short));
    json.key("rules");
    json.open_array();
    for (const rosters::Family family : conflict.families) json.value(name_of(family));
    json.close_array();
    json.key("skills");
    json.open_array();
    for (const std::size_t skill : conflict.skills) json.value(roster.problem.demand->skills[skill]);
    json.close_array();
    json.close_object();
  }
  json.close_array();
}

}  // namespace

std::string json_of(const Roster& roster) {
  JsonWriter json;
  json.open_object();
  json.member("cost", rounded(roster.cost()));
  json.member("pay", rounded(roster.pay));
  json.member("shortfall_cost", rounded(roster.shortfall_cost));
  json.member("cost_bound", rounded(roster.cost_bound));
  json.member("gap", rounded(roster.gap()));
  json.member("proven", roster.proven);
  json.member("paid_hours", rounded(roster.hours_paid));
  json.member("hours_required", rounded(roster.hours_required));
  json.member("hours_short", rounded(roster.hours_short));
  json.member("hours_over", rounded(roster.hours_over));
  json.member("shifts_left", static_cast<std::uint64_t>(roster.shifts_left));
  json.member("interval_minutes", roster.problem.tick.seconds() / 60);
  write_conflicts(json, roster);
  write_contracts(json, roster);
  write_days(json, roster);
  write_steps(json, roster);
  write_shifts(json, roster);
  write_skills(json, roster);
  write_tally(json, roster);
  write_breaches(json, roster);
  write_let_go(json, roster);
  json.close_object();
  return std::move(json).take() + "\n";
}

std::string csv_of(const Roster& roster) {
  const Problem& problem = roster.problem;
  std::string text = "agent,contract,shift,day,start,end,breaks\n";
  for (const RosterShift& shift : roster.shifts) {
    const rosters::Person& person = problem.people[shift.person];
    std::vector<std::string> breaks;
    for (const rosters::PlacedBreak& one : shift.breaks)
      breaks.push_back(
          fmt::format("{}-{}", clock_of(problem, one.at), clock_of(problem, one.at + one.length)));
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{}\n", importing::csv_field(person.name),
                   importing::csv_field(problem.rules->contracts[person.contract].name),
                   importing::csv_field(problem.shift_name(shift.kind)), to_text(problem.date(shift.day)),
                   moment_text(problem, begins(problem, shift)), moment_text(problem, ends(problem, shift)),
                   fmt::join(breaks, " "));
  }
  return text;
}

}  // namespace tandem::app
