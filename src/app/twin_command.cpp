#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <memory>

#include "app/arguments.hpp"
#include "app/call_input.hpp"
#include "app/command.hpp"
#include "app/input_arguments.hpp"
#include "app/output_file.hpp"
#include "app/plain_page.hpp"
#include "app/twin_html.hpp"
#include "app/twin_output.hpp"
#include "plan/analysis/calls_in_order.hpp"
#include "plan/twin/twin.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(Is the simulation true? Learns from the first days of real records how callers and agents behave, simulates
each later day with its real arrivals and agents, and puts the result beside what happened. Of the later days it
looks at nothing but who called when, and when each agent was there.

Examples:
  tandem twin '*.txt' --train-until 1999-04-30 --test-until 1999-07-31
  tandem twin calls.csv --zone Europe/Berlin --train-until 2024-03-31 --test-until 2024-06-30 --threshold 15s
  tandem twin calls.csv --train-until 2024-03-31 --test-until 2024-04-30 --json > twin.json
  tandem twin calls.csv --train-until 2024-03-31 --test-until 2024-04-30 --html twin.html --lang ru

Exit codes: 0 done; 2 the command line; 3 a file cannot be read or written; 4 no days to learn from or to compare, or too
many rows refused; 130 stopped.
)";

struct TwinArguments {
  InputArguments input;
  std::string train_until, test_until, threshold = "20s";
  std::uint32_t replications = 10;
  std::uint64_t seed = 1;
  bool json = false;
  std::string html, language = "en";
};

struct Plan {
  Input input;
  twin::TwinOptions twin;
};

Result<void> read_arguments(const TwinArguments& arguments, const Session& session, Plan& plan) {
  TANDEM_TRY(read_input(arguments.input, session, plan.input));
  const std::array<OutputPath, 1> outputs = {{{"--html", arguments.html}}};
  TANDEM_TRY(check_outputs(arguments.input, outputs));
  TANDEM_ASSIGN(train_until, parse_day("--train-until", arguments.train_until));
  TANDEM_ASSIGN(test_until, parse_day("--test-until", arguments.test_until));
  if (test_until <= train_until)
    return failure(ErrorCode::usage, "--test-until {} is not after --train-until {}", arguments.test_until,
                   arguments.train_until);
  TANDEM_ASSIGN(threshold, parse_duration(arguments.threshold));
  plan.twin.train_until = train_until;
  plan.twin.test_until = test_until;
  plan.twin.rules.answer.limit = threshold;
  plan.twin.rules.short_abandon.limit = std::min(plan.twin.rules.short_abandon.limit, threshold);
  plan.twin.replications = arguments.replications;
  plan.twin.seed = arguments.seed;
  plan.twin.threads = plan.input.options.threads;
  // The log's order is the same with one thread, whichever call of an instant is first.
  plan.input.options.threads = 1;
  return {};
}

Result<void> compare(const TwinArguments& arguments, const Session& session) {
  Plan plan;
  TANDEM_TRY(read_arguments(arguments, session, plan));
  importing::Directory directory;
  analysis::CallTable table;
  TANDEM_ASSIGN(quality, read_calls(arguments.input, plan.input, session, directory, table));
  TANDEM_ASSIGN(zone, zone_of_days(plan.input.options.zone, quality));
  plan.twin.zone = zone;
  const analysis::CallsInOrder calls(table, ClientId::none());
  TANDEM_ASSIGN(result, twin::compare(calls.calls(), directory, plan.twin, session.cancelled));
  if (!arguments.html.empty())
    TANDEM_TRY(write_file(arguments.html, page_of(result, plan.twin, language_of(arguments.language))));
  const std::string text = arguments.json ? json_of(result, plan.twin) : table_of(result, plan.twin);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return {};
}

Exit run(const TwinArguments& arguments, const Session& session) {
  const auto done = compare(arguments, session);
  return done ? Exit::ok : report(done.error());
}

}  // namespace

void add_twin_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("twin", "Is the simulation true? Simulate days of real records");
  command->footer(kExamples);
  auto arguments = std::make_shared<TwinArguments>();
  add_input_options(*command, arguments->input,
                    {.zone_help = "of days and of times without offset: Europe/Berlin"});
  add_threads_option(*command, arguments->input);
  command->add_option("--train-until", arguments->train_until, "the last day that is learned from")
      ->type_name("DAY")
      ->required();
  command->add_option("--test-until", arguments->test_until, "the last day that is simulated")
      ->type_name("DAY")
      ->required();
  command->add_option("--threshold", arguments->threshold, "in time is what is answered within")
      ->type_name("TIME")
      ->capture_default_str();
  command->add_option("--replications", arguments->replications, "how often each day is simulated")
      ->type_name("N")
      ->check(CLI::Range(1U, 10'000U))
      ->capture_default_str();
  command->add_option("--seed", arguments->seed, "another seed, other callers")
      ->type_name("N")
      ->capture_default_str();
  command->add_flag("--json", arguments->json, "one JSON object: seconds and fractions");
  add_page_options(*command, arguments->html, arguments->language);
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
