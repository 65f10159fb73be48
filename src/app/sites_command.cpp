#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <memory>

#include "app/agents_input.hpp"
#include "app/arguments.hpp"
#include "app/command.hpp"
#include "app/output_file.hpp"
#include "app/output_paths.hpp"
#include "app/plain_page.hpp"
#include "app/progress.hpp"
#include "app/sites_output.hpp"
#include "core/base/quantity_text.hpp"
#include "plan/import/source/whole_file.hpp"
#include "plan/staffing/headcount/people_json.hpp"
#include "plan/staffing/sites/sites_json.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(Where should the calls be taken? From the agents required on the phones, by interval, what the work costs at each site
alone - wages, premiums by its own clock and holidays, on-costs, supervision, hiring, seats, set-up - and in the cheapest mix
of them; which hours no site is open, and what a site's quality, as you state it, does.

REQUIRED is a table interval_start,agents by the wall clock of --zone, two years at most: what tandem staff --csv writes.

Examples:
  tandem staff calls.csv --zone Europe/Berlin --horizon 12mo --csv required.csv
  tandem sites required.csv --sites sites.json --zone Europe/Berlin --shrinkage 30% --calls 390000
  tandem sites required.csv --sites sites.json --zone Europe/Berlin --people people.json --html sites.html
  tandem sites required.csv --sites sites.json --zone Europe/Berlin --json | jq .cheapest

Exit codes: 0 done, also where hours stay uncovered and the comparison says so; 2 the command line; 3 a file cannot be read
or written; 4 the sites, the people or the table have faults; 130 stopped.

What sites hold: docs/reference/sites.schema.json, docs/guide/compare-sites.md
)";

struct SitesArguments {
  AgentsArguments required;
  std::string sites, people, zone, shrinkage, html, language = "en";
  std::optional<double> calls;
  double seconds = 60;
  bool json = false;
};

/// Share of paid time away from the phones by month, of --people or --shrinkage.
using Shrinkage = std::array<double, sites::kMonthsAYear>;

std::expected<Shrinkage, std::vector<Error>> read_shrinkage(const SitesArguments& arguments) {
  const auto one = [](Error error) { return std::unexpected(std::vector<Error>{std::move(error)}); };
  Shrinkage shrinkage = {};
  if (arguments.people.empty()) {
    constexpr const char* kUsual = "30%";  // where nothing is said, as tandem staff has it
    const auto share = parse_shrinkage(arguments.shrinkage.empty() ? kUsual : arguments.shrinkage);
    if (!share) return one(share.error());
    shrinkage.fill(*share);
    return shrinkage;
  }
  if (!arguments.shrinkage.empty())
    return one({ErrorCode::usage, "--people states the shrinkage; leave --shrinkage out", {}});
  auto text = importing::read_whole_file(arguments.people, headcount::kPeopleBytesMax);
  if (!text) return one(std::move(text).error());
  const auto people = headcount::parse_people(*text, arguments.people);
  if (!people) return std::unexpected(people.error());
  for (std::size_t month = 0; month < shrinkage.size(); ++month) {
    const std::chrono::month of_year(static_cast<unsigned>(month) + 1);
    shrinkage[month] = 1 - headcount::paid_time_in(people->shrinkage, of_year).productive;
  }
  return shrinkage;
}

Result<void> print(const SitesArguments& arguments, sites::Sites sites, const Shrinkage& shrinkage,
                   const Session& session) {
  TANDEM_ASSIGN(zone, Zone::find(arguments.zone));
  TANDEM_ASSIGN(demand, read_agents(arguments.required, {.days_max = rosters::kPlanDaysMax}));
  const sites::Work work{.required = sites::series_of(demand, *zone),
                         .zone = zone,
                         .shrinkage = shrinkage,
                         .calls = arguments.calls};
  DoingLine line;
  const auto waiting = [&line] { line.tell("looking for the cheapest mix"); };
  TANDEM_ASSIGN(made, sites::compare_sites(
                          work, sites,
                          {.seconds = arguments.seconds, .cancel = &session.cancelled, .waiting = waiting}));
  const SitesResult result{.sites = std::move(sites), .comparison = std::move(made)};
  if (!arguments.html.empty())
    TANDEM_TRY(write_file(arguments.html, page_of(result, language_of(arguments.language))));
  const std::string text = arguments.json ? json_of(result) : table_of(result);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return {};
}

Exit run(const SitesArguments& arguments, const Session& session) {
  const std::array<OutputPath, 1> outputs = {{{"--html", arguments.html}}};
  const std::array<std::string, 3> inputs = {arguments.required.file, arguments.sites, arguments.people};
  if (const auto sound = check_outputs(outputs, inputs); !sound) return report(sound.error());
  const auto text = importing::read_whole_file(arguments.sites, sites::kSitesBytesMax);
  if (!text) return report(text.error());
  auto sites = sites::parse_sites(*text, arguments.sites);
  if (!sites) return report_all(sites.error());
  const auto shrinkage = read_shrinkage(arguments);
  if (!shrinkage) return report_all(shrinkage.error());
  const auto done = print(arguments, std::move(*sites), *shrinkage, session);
  return done ? Exit::ok : report(done.error());
}

}  // namespace

void add_sites_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand(
      "sites", "Where calls should be taken: sites and mixes of them by cost, risk and cover");
  command->footer(kExamples);
  auto arguments = std::make_shared<SitesArguments>();
  add_agents_options(*command, arguments->required);
  command->add_option("--sites", arguments->sites, "JSON file with the sites and their prices")
      ->required()
      ->type_name("FILE");
  command->add_option("--zone", arguments->zone, "of the table's wall clock")->required()->type_name("ZONE");
  command->add_option("--people", arguments->people, "JSON file whose shrinkage counts, by month")
      ->type_name("FILE");
  command->add_option("--shrinkage", arguments->shrinkage, "paid time away from the phone; else 30%")
      ->type_name("SHARE");
  command->add_option("--calls", arguments->calls, "of all intervals, for what a call costs")
      ->type_name("N")
      ->check(CLI::Range(0.0, 1e12));
  command->add_option("--seconds", arguments->seconds, "the most that the solver may take for the mix")
      ->type_name("N")
      ->check(CLI::Range(1.0, 86'400.0))
      ->capture_default_str();
  command->add_flag("--json", arguments->json, "one JSON object: money, hours, calls");
  add_page_options(*command, arguments->html, arguments->language);
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
