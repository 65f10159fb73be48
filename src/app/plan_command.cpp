#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <memory>

#include "app/command.hpp"
#include "app/output_file.hpp"
#include "app/output_paths.hpp"
#include "app/plain_page.hpp"
#include "app/plan_html.hpp"
#include "app/plan_make.hpp"
#include "app/plan_output.hpp"
#include "app/plan_xlsx.hpp"
#include "app/progress.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(What can be promised, and what does it cost? From call records and the terms a client asks for: how many calls are
coming, the fewest agents that keep every clause with a probability, what each clause may come to month by month, what
penalties to expect, fee, cost and margin, the roster of the first week, and what if it all turns out otherwise.

FILE is call records, or counts by interval (see tandem formats).

Examples:
  tandem plan calls.csv --terms terms.json --wage 24.50
  tandem plan calls.csv --terms terms.json --probability 95% --html plan.html
  tandem plan calls.csv --terms terms.json --people people.json --sites sites.json --xlsx plan.xlsx
  tandem plan calls.csv --terms terms.json --wage 24.50 --what-if "volume +30%" --what-if "target +5"
  tandem plan counts.csv --terms terms.json --handle 240s --patience 3m --json | jq .months

Exit codes: 0 done, also where no staff keeps the terms and the plan says so; 2 the command line, or files that
contradict each other; 3 a file cannot be read or written; 4 faults in terms or rules, too few days; 130 stopped.

What terms hold: docs/reference/terms.schema.json, docs/guide/write-terms.md
)";

struct PlanCommand {
  PlanArguments plan;
  std::string html, xlsx, language = "en";
  bool json = false;
};

Exit make(const PlanArguments& arguments, const Session& session, PlanResult& plan) {
  DoingLine line;
  const auto progress = [&line](std::string_view doing, std::optional<double> done) {
    line.tell(doing, done);
  };
  const auto made = make_plan(arguments, session, progress, plan);
  return made ? Exit::ok : report_all(made.error());
}

Result<void> write_outputs(const PlanCommand& arguments, const PlanResult& plan) {
  if (!arguments.html.empty())
    TANDEM_TRY(write_file(arguments.html, page_of(plan, language_of(arguments.language))));
  if (arguments.xlsx.empty()) return {};
  return write_file(arguments.xlsx, [&plan](const std::string& part) { return write_plan_xlsx(plan, part); });
}

Exit run(const PlanCommand& arguments, const Session& session) {
  const std::array<OutputPath, 2> outputs = {{{"--html", arguments.html}, {"--xlsx", arguments.xlsx}}};
  if (const auto sound = check_outputs(arguments.plan.input, outputs); !sound) return report(sound.error());
  PlanResult plan;
  if (const Exit exit = make(arguments.plan, session, plan); exit != Exit::ok) return exit;
  if (const auto written = write_outputs(arguments, plan); !written) return report(written.error());
  const std::string text = arguments.json ? json_of(plan) : text_of(plan);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return Exit::ok;
}

void add_plan_options(CLI::App& command, PlanArguments& arguments) {
  const auto text = [&command](const char* name, std::string& value, const char* help, const char* type) {
    return command.add_option(name, value, help)->type_name(type);
  };
  text("--terms", arguments.terms, "what the client asks for", "FILE")->required();
  text("--horizon", arguments.horizon, "so many whole months, from the first that the records do not reach",
       "MONTHS")
      ->capture_default_str();
  text("--interval", arguments.interval, "of the forecast and the staff", "TIME")->capture_default_str();
  text("--probability", arguments.probability, "with which each clause is to be kept in each month", "SHARE")
      ->capture_default_str();
  text("--wage", arguments.wage, "what a paid hour costs, in the terms' currency", "AMOUNT");
  text("--shrinkage", arguments.shrinkage, "paid time away from the phone; else of --people, or 30%",
       "SHARE");
  text("--rules", arguments.rules, "shifts, contracts and agents of the first week's roster", "FILE");
  text("--desk", arguments.desk, "chats, tickets and mail that the same team has, as for tandem blend",
       "FILE");
  text("--people", arguments.supply.people,
       "shrinkage, contracts, staff, attrition and hiring: who is to be hired", "FILE");
  text("--sites", arguments.supply.sites,
       "where calls may be taken, and for how much; without --wage the cheapest is what an hour costs",
       "FILE");
  text("--handle", arguments.handle, "of one call; measured where not given", "TIME");
  text("--patience", arguments.patience, "of callers, the mean, or never; measured where not given", "TIME");
  command
      .add_option("--what-if", arguments.what_if,
                  "volume +20%, handle, patience, wage, attrition, target +5; repeatable")
      ->type_name("CHANGE")
      ->allow_extra_args(false);
  command.add_option("--courses", arguments.courses, "so many courses that the days may take")
      ->type_name("N")
      ->check(CLI::Range(10U, 2'000U))
      ->capture_default_str();
  command.add_option("--subscribers", arguments.subscribers, "of the client, where terms pay by them")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--tickets", arguments.tickets, "a month, where terms pay by them; else of --desk")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--seed", arguments.seed, "another seed, other courses")
      ->type_name("N")
      ->capture_default_str();
  command.add_flag("--no-roster", arguments.no_roster, "leave out the roster of the first week");
}

}  // namespace

void add_plan_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("plan", "What can be promised, and what does it cost?");
  command->footer(kExamples);
  auto arguments = std::make_shared<PlanCommand>();
  add_input_options(*command, arguments->plan.input, {});
  add_threads_option(*command, arguments->plan.input);
  add_calendar_options(*command, arguments->plan.calendar);
  add_plan_options(*command, arguments->plan);
  command->add_flag("--json", arguments->json, "one JSON object: money in minor units, fractions, hours");
  command->add_option("--xlsx", arguments->xlsx, "write a workbook")->type_name("FILE");
  add_page_options(*command, arguments->html, arguments->language);
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
