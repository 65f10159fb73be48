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
#include "plan/staffing/rosters/demand.hpp"
#include "plan/staffing/rosters/roster.hpp"
#include "plan/staffing/rosters/roster_ics.hpp"
#include "plan/staffing/rosters/rules_json.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(Who works when: from the agents that are required on the phones, by interval, and the rules of work - shifts,
breaks, contracts, rest, weekends, leave - the roster that costs least, and how far it can be from the best there is.

REQUIRED is a table interval_start,agents by the wall clock; intervals that are not there require nobody.

Examples:
  tandem roster required.csv --rules rules.json
  tandem roster required.csv --rules rules.json --csv roster.csv --seconds 60
  tandem roster required.csv --rules rules.json --html roster.html --ics roster.ics --zone Europe/Berlin
  tandem roster required.csv --rules rules.json --json | jq .gap

Exit codes: 0 done, also where agents are short and the roster says so; 2 the command line; 3 a file cannot be read or
written, or the solver (package coinor-cbc) is not there; 4 the rules or the table have faults; 130 stopped.

What rules hold: docs/reference/roster-rules.schema.json, docs/guide/make-a-roster.md
)";

struct RosterArguments {
  AgentsArguments required;
  std::string rules, csv, ics, zone;
  std::string html, language = "en";
  std::optional<double> seconds;
  double gap = 0.005;
  std::uint64_t seed = 1;
  bool json = false;
};

Result<rosters::Roster> make(const RosterArguments& arguments, const rosters::Demand& demand,
                             const rosters::Rules& rules, const Session& session) {
  DoingLine line;
  return rosters::make_roster(demand, rules,
                              {.seconds = arguments.seconds,
                               .gap = arguments.gap,
                               .seed = arguments.seed,
                               .cancel = &session.cancelled,
                               .progress = [&line](std::string_view doing) { line.tell(doing); }});
}

Result<void> write_outputs(const RosterArguments& arguments, const rosters::Roster& roster) {
  if (!arguments.csv.empty()) TANDEM_TRY(write_file(arguments.csv, csv_of(roster)));
  if (!arguments.ics.empty()) {
    const Zone* zone = nullptr;
    if (!arguments.zone.empty()) {
      TANDEM_ASSIGN(found, Zone::find(arguments.zone));
      zone = found;
    }
    TANDEM_TRY(write_file(arguments.ics, rosters::ics_of(roster, zone)));
  }
  if (!arguments.html.empty())
    TANDEM_TRY(write_file(arguments.html, page_of(roster, language_of(arguments.language))));
  return {};
}

Exit run(const RosterArguments& arguments, const Session& session) {
  const std::array<OutputPath, 3> outputs = {
      {{"--csv", arguments.csv}, {"--ics", arguments.ics}, {"--html", arguments.html}}};
  const std::array<std::string, 2> inputs = {arguments.required.file, arguments.rules};
  if (const auto sound = check_outputs(outputs, inputs); !sound) return report(sound.error());
  if (const auto zone = Zone::find(arguments.zone.empty() ? "UTC" : arguments.zone); !zone)
    return report(zone.error());
  const auto demand = read_agents(arguments.required, rosters::kDaysMax);
  if (!demand) return report(demand.error());
  const auto rules = rosters::read_rules(arguments.rules);
  if (!rules) return report_all(rules.error());
  const auto roster = make(arguments, *demand, *rules, session);
  if (!roster) return report(roster.error());
  if (const auto written = write_outputs(arguments, *roster); !written) return report(written.error());
  const std::string text = arguments.json ? json_of(*roster) : table_of(*roster);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return Exit::ok;
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
      ->add_option("--zone", arguments->zone, "of the wall clock, for --ics; else its times are anywhere's")
      ->type_name("ZONE");
  command->add_flag("--json", arguments->json, "one JSON object: money, hours, shifts");
  add_page_options(*command, arguments->html, arguments->language);
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
