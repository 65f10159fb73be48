#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <memory>

#include "app/agents_input.hpp"
#include "app/command.hpp"
#include "app/output_file.hpp"
#include "app/output_paths.hpp"
#include "app/plain_page.hpp"
#include "app/progress.hpp"
#include "app/roster_html.hpp"
#include "app/roster_output.hpp"
#include "plan/staffing/rosters/adopt_agents.hpp"
#include "plan/staffing/rosters/demand.hpp"
#include "plan/staffing/rosters/published.hpp"
#include "plan/staffing/rosters/roster.hpp"
#include "plan/staffing/rosters/roster_ics.hpp"
#include "plan/staffing/rosters/rules_json.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(Who works when: from the agents that are required on the phones, by interval, and the rules of work - shifts,
breaks, contracts, rest, weekends, leave - the roster that costs least, and how far it can be from the best there is.

REQUIRED is a table interval_start,agents by the wall clock; intervals that are not there require nobody. With a column
skill, or group as tandem mix --csv writes it, agents who have a skill are required for it.

Examples:
  tandem roster required.csv --rules rules.json
  tandem roster required.csv --rules rules.json --csv roster.csv --seconds 60
  tandem roster required.csv --rules rules.json --html roster.html --ics roster.ics --zone Europe/Berlin
  tandem roster required.csv --rules rules.json --json | jq .gap
  tandem roster required.csv --rules rules.json --check by-hand.csv
  tandem roster required.csv --rules rules.json --keep roster.csv --before last-week.csv

Exit codes: 0 done, also where agents are short or a roster breaks rules and it is said so; 2 the command line; 3 a file
cannot be read or written, or the solver (package coinor-cbc) is not there; 4 the rules, the table or a roster have faults;
130 stopped.

What rules hold: docs/reference/roster-rules.schema.json, docs/guide/make-a-roster.md; rosters: docs/reference/roster-files.md
)";

struct RosterArguments {
  AgentsArguments required;
  std::string rules, csv, ics, zone;
  std::string check, keep, before;
  std::string html, language = "en";
  std::optional<double> seconds;
  double gap = 0.005;
  std::uint64_t seed = 1;
  bool json = false;
};

/// What a roster is made from; it points to all of it.
struct RosterInput {
  rosters::Demand demand;
  rosters::Rules rules;
  std::optional<rosters::PublishedRoster> published;  ///< of --check or --keep
};

/// Null where --zone is not given.
Result<const Zone*> zone_of(const RosterArguments& arguments) {
  if (arguments.zone.empty()) return nullptr;
  return Zone::find(arguments.zone);
}

/// The shifts of somebody's roster, whose agents are taken into the rules.
Result<rosters::PublishedRoster> read_roster(const std::string& path, const RosterArguments& arguments,
                                             RosterInput& input) {
  TANDEM_ASSIGN(zone, zone_of(arguments));
  const LocalDay end = input.demand.first + std::chrono::days(static_cast<int>(input.demand.days));
  TANDEM_ASSIGN(roster, rosters::read_published(path, {.zone = zone, .last = end}));
  TANDEM_TRY(rosters::adopt_agents(roster, input.demand.first, input.rules));
  return std::move(roster);
}

Result<void> read_rosters(const RosterArguments& arguments, RosterInput& input) {
  if (!arguments.before.empty()) TANDEM_TRY(read_roster(arguments.before, arguments, input));
  const std::string& path = arguments.check.empty() ? arguments.keep : arguments.check;
  if (path.empty()) return {};
  TANDEM_ASSIGN(roster, read_roster(path, arguments, input));
  input.published = std::move(roster);
  return {};
}

Result<rosters::Roster> make(const RosterArguments& arguments, const RosterInput& input,
                             const Session& session) {
  DoingLine line;
  rosters::RosterOptions options{.seconds = arguments.seconds,
                                 .gap = arguments.gap,
                                 .seed = arguments.seed,
                                 .cancel = &session.cancelled,
                                 .progress = [&line](std::string_view doing) { line.tell(doing); }};
  if (!arguments.check.empty())
    return rosters::check_roster(input.demand, input.rules, *input.published, options);
  if (input.published) options.kept = &*input.published;
  return rosters::make_roster(input.demand, input.rules, options);
}

Made made_as(const RosterArguments& arguments) {
  if (!arguments.check.empty()) return Made::by_others;
  return arguments.keep.empty() ? Made::anew : Made::around_kept;
}

Result<void> write_outputs(const RosterArguments& arguments, const rosters::Roster& roster) {
  if (!arguments.csv.empty()) TANDEM_TRY(write_file(arguments.csv, csv_of(roster)));
  if (!arguments.ics.empty()) {
    TANDEM_ASSIGN(zone, zone_of(arguments));
    TANDEM_TRY(write_file(arguments.ics, rosters::ics_of(roster, zone)));
  }
  if (!arguments.html.empty())
    TANDEM_TRY(
        write_file(arguments.html, page_of(roster, made_as(arguments), language_of(arguments.language))));
  return {};
}

Exit run(const RosterArguments& arguments, const Session& session) {
  const std::array<OutputPath, 3> outputs = {
      {{"--csv", arguments.csv}, {"--ics", arguments.ics}, {"--html", arguments.html}}};
  const std::array<std::string, 5> inputs = {arguments.required.file, arguments.rules, arguments.check,
                                             arguments.keep, arguments.before};
  if (const auto sound = check_outputs(outputs, inputs); !sound) return report(sound.error());
  if (const auto zone = zone_of(arguments); !zone) return report(zone.error());
  RosterInput input;
  auto demand = read_agents(arguments.required, {.days_max = rosters::kDaysMax, .skills = true});
  if (!demand) return report(demand.error());
  input.demand = std::move(*demand);
  auto rules = rosters::read_rules(arguments.rules);
  if (!rules) return report_all(rules.error());
  input.rules = std::move(*rules);
  if (const auto read = read_rosters(arguments, input); !read) return report(read.error());
  const auto roster = make(arguments, input, session);
  if (!roster) return report(roster.error());
  if (const auto written = write_outputs(arguments, *roster); !written) return report(written.error());
  const std::string text = arguments.json ? json_of(*roster) : table_of(*roster, made_as(arguments));
  std::fwrite(text.data(), 1, text.size(), stdout);
  return Exit::ok;
}

void add_roster_inputs(CLI::App& command, RosterArguments& arguments) {
  auto* check =
      command
          .add_option("--check", arguments.check,
                      "judge this roster (CSV or .ics) instead of making one: cover, cost, rules broken")
          ->type_name("ROSTER");
  command
      .add_option("--keep", arguments.keep,
                  "published shifts (CSV or .ics) stay, but for those on leave; others are made around them")
      ->type_name("ROSTER")
      ->excludes(check);
  command
      .add_option("--before", arguments.before,
                  "the roster of the days before (CSV or .ics): rest, days in a row and hours count on")
      ->type_name("ROSTER");
}

}  // namespace

void add_roster_command(CLI::App& app, Session& session) {
  auto* command =
      app.add_subcommand("roster", "Who works when: shifts, breaks and days off at the least cost");
  command->footer(kExamples);
  auto arguments = std::make_shared<RosterArguments>();
  add_agents_options(*command, arguments->required);
  command->add_option("--rules", arguments->rules, "JSON file with shifts, contracts and agents")
      ->required()
      ->type_name("FILE");
  command
      ->add_option("--seconds", arguments->seconds,
                   "the most that the solver may take for the plan of shifts; else by its size")
      ->type_name("N")
      ->check(CLI::Range(1.0, 86'400.0));
  command->add_option("--gap", arguments->gap, "so near to the best there can be is near enough")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--seed", arguments->seed, "another seed, another of the rosters that are as good")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--csv", arguments->csv, "write every shift: agent, day, start, end, breaks")
      ->type_name("FILE");
  command->add_option("--ics", arguments->ics, "write every shift as an event of a calendar")
      ->type_name("FILE");
  command
      ->add_option("--zone", arguments->zone,
                   "of the wall clock, for calendars; else those written are anywhere's")
      ->type_name("ZONE");
  add_roster_inputs(*command, *arguments);
  command->add_flag("--json", arguments->json, "one JSON object: money, hours, shifts");
  add_page_options(*command, arguments->html, arguments->language);
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
