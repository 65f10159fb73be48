#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <memory>

#include "app/agents_input.hpp"
#include "app/command.hpp"
#include "app/headcount_output.hpp"
#include "app/output_file.hpp"
#include "app/output_paths.hpp"
#include "app/plain_page.hpp"
#include "plan/import/source/whole_file.hpp"
#include "plan/staffing/headcount/people_json.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(How many people are to be hired, and when? From the agents required on the phones, by interval, month by month: the
people that takes with breaks, leave, training, sickness and adherence, who is on board, who will leave, and the fewest
hires - which class is to start on which day - with which every month has what it needs.

REQUIRED is a table interval_start,agents by the wall clock, two years at most: what tandem staff --csv writes. Months are
those of the table.

Examples:
  tandem staff calls.csv --zone Europe/Berlin --horizon 12mo --csv required.csv
  tandem headcount required.csv --people people.json
  tandem headcount required.csv --people people.json --html people.html --lang ru
  tandem headcount required.csv --people people.json --json | jq '.months[] | select(.reason)'

Exit codes: 0 done, also where months are short and the plan says so; 2 the command line; 3 a file cannot be read or
written, or the solver (package coinor-cbc) is not there; 4 the people or the table have faults; 130 stopped.

What people hold: docs/reference/people.schema.json, docs/guide/plan-headcount.md
)";

struct HeadcountArguments {
  AgentsArguments required;
  std::string people, html, language = "en";
  bool json = false;
};

Result<void> print(const HeadcountArguments& arguments, headcount::People people, const Session& session) {
  TANDEM_ASSIGN(demand, read_agents(arguments.required, {.days_max = rosters::kPlanDaysMax}));
  TANDEM_ASSIGN(needs, headcount::needs_of(demand));
  TANDEM_ASSIGN(plan, headcount::headcount(needs, people, &session.cancelled));
  const HeadcountResult result{.people = std::move(people), .plan = std::move(plan)};
  if (!arguments.html.empty())
    TANDEM_TRY(write_file(arguments.html, page_of(result, language_of(arguments.language))));
  const std::string text = arguments.json ? json_of(result) : table_of(result);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return {};
}

Exit run(const HeadcountArguments& arguments, const Session& session) {
  const std::array<OutputPath, 1> outputs = {{{"--html", arguments.html}}};
  const std::array<std::string, 2> inputs = {arguments.required.file, arguments.people};
  if (const auto sound = check_outputs(outputs, inputs); !sound) return report(sound.error());
  const auto text = importing::read_whole_file(arguments.people, headcount::kPeopleBytesMax);
  if (!text) return report(text.error());
  auto people = headcount::parse_people(*text, arguments.people);
  if (!people) return report_all(people.error());
  const auto done = print(arguments, std::move(*people), session);
  return done ? Exit::ok : report(done.error());
}

}  // namespace

void add_headcount_command(CLI::App& app, Session& session) {
  auto* command =
      app.add_subcommand("headcount", "How many people are to be hired, and when: month by month");
  command->footer(kExamples);
  auto arguments = std::make_shared<HeadcountArguments>();
  add_agents_options(*command, arguments->required);
  command
      ->add_option("--people", arguments->people,
                   "JSON file with shrinkage, contracts, staff, attrition and hiring")
      ->required()
      ->type_name("FILE");
  command->add_flag("--json", arguments->json, "one JSON object: people, hours, shares of paid time");
  add_page_options(*command, arguments->html, arguments->language);
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
