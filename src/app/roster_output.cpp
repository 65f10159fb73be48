#include "app/roster_output.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "app/number_text.hpp"
#include "app/text_table.hpp"
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

std::string day_text(LocalDay day) {
  constexpr std::array<const char*, 7> kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  return fmt::format("{} {}", kWeekdays[rosters::weekday_index(day)], to_text(day));
}

std::string amount(double value) { return grouped(fmt::format("{:.0f}", value)); }
double rounded(double value) { return std::round(value * 10'000) / 10'000; }

int begins(const Problem& problem, const RosterShift& shift) { return problem.begins(shift.day, shift.kind); }
int ends(const Problem& problem, const RosterShift& shift) {
  return begins(problem, shift) + problem.kinds[shift.kind].length;
}

std::string clock_of(const Problem& problem, int tick) {
  const int in_day = tick % problem.ticks_a_day;
  const auto minutes = std::lround(problem.hours(in_day) * 60);
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

/// What agents of a contract work.
struct Worked {
  std::size_t agents = 0, at_work = 0, shifts = 0;
  double hours = 0, pay = 0;
};

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
  if (!roster.proven)
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

void write_steps(JsonWriter& json, const Roster& roster) {
  const Problem& problem = roster.problem;
  json.key("intervals");
  json.open_array();
  for (std::size_t tick = 0; tick < problem.ticks(); ++tick) {
    if (problem.required[tick] == 0 && roster.planned[tick] == 0) continue;
    json.open_object();
    json.member("start", moment_text(problem, static_cast<int>(tick)));
    json.member("required", problem.required[tick]);
    json.member("planned", roster.planned[tick]);
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
    json.close_object();
  }
  json.close_array();
}

}  // namespace

DayCover cover_of(const Roster& roster, std::size_t day) {
  const Problem& problem = roster.problem;
  DayCover cover;
  const auto a_day = static_cast<std::size_t>(problem.ticks_a_day);
  for (std::size_t tick = day * a_day; tick < (day + 1) * a_day; ++tick) {
    const double required = problem.required[tick], planned = roster.planned[tick];
    cover.required += problem.hours(1) * required;
    cover.planned += problem.hours(1) * planned;
    cover.short_of += problem.hours(1) * std::max(0.0, required - planned);
    cover.over += problem.hours(1) * std::max(0.0, planned - required);
  }
  return cover;
}

std::string moment_text(const Problem& problem, int tick) {
  const auto day = static_cast<std::size_t>(tick / problem.ticks_a_day);
  return fmt::format("{} {}", to_text(problem.date(day)), clock_of(problem, tick));
}

std::string sentence_of(const Roster& roster, const Conflict& conflict) {
  const std::string day = day_text(roster.problem.date(conflict.day));
  if (conflict.families.empty())
    return fmt::format("{}: {:.1f} agent-hours that no shift of any contract reaches.", day,
                       conflict.hours_short);
  std::vector<std::string_view> names;
  for (const rosters::Family family : conflict.families) names.push_back(name_of(family));
  return fmt::format("{}: at least {:.1f} agent-hours short by {}{}.", day, conflict.hours_short,
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
  text += days_table(roster) + "\n" + contracts_table(roster);
  if (const std::string said = tally_text(roster) + let_go_text(roster) + notes(roster); !said.empty())
    text += "\n" + said;
  return text;
}

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
