#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <mutex>
#include <thread>

#include "app/blend_output.hpp"
#include "app/command.hpp"
#include "app/output_file.hpp"
#include "app/output_paths.hpp"
#include "app/plain_page.hpp"
#include "app/progress.hpp"
#include "plan/import/source/whole_file.hpp"
#include "plan/staffing/blend/desk_json.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(How many agents does a desk take that answers calls and chats and works on tickets and mail? Forecasts every channel,
staffs calls (Erlang A) and chats (several at once) by interval, has tickets done before their deadlines in the time that is
left, adds the fewest agents for the rest, says what teams of their own would take, and simulates the answer with the router
that serves live calls; where that misses a target, it adds agents and simulates again.

DESK.json names the channels, their records (files beside it) and targets.

Examples:
  tandem blend desk.json --horizon 2w
  tandem blend desk.json --csv agents.csv --channels-csv channels.csv --html desk.html
  tandem blend desk.json --probability 90% --shrinkage 32% --json | jq .paid_hours

Exit codes: 0 done, also where targets cannot be met and the answer says so; 2 the command line; 3 a file cannot be read or
written; 4 the desk or its records have faults; 130 stopped.

What a desk holds: docs/reference/blend-request.schema.json, docs/guide/blend-chats-and-tickets.md
)";

constexpr std::uint32_t kReplicationsMax = 10'000, kRoundsMax = 20;

Result<blend::SureDesk> staff(const BlendArguments& arguments, const BlendInput& input,
                              const Session& session) {
  DoingLine line;
  std::mutex drawing;
  const blend::StaffOptions staffing{
      .probability = input.probability,
      .extra = {},
      .progress = [&](std::string_view doing, std::optional<double> share) { line.tell(doing, share); },
      .cancel = &session.cancelled};
  blend::CheckOptions check{.replications = arguments.replications,
                            .seed = arguments.seed,
                            .threads = arguments.threads,
                            .progress =
                                [&](double share) {
                                  const std::lock_guard lock(drawing);
                                  line.tell("simulating", share);
                                },
                            .cancel = &session.cancelled};
  if (check.threads == 0) check.threads = std::max(1U, std::thread::hardware_concurrency());
  return blend::staff_surely(input.desk, input.demand, staffing, check, arguments.rounds);
}

Result<void> print(const BlendArguments& arguments, BlendInput input, const Session& session) {
  TANDEM_ASSIGN(made, staff(arguments, input, session));
  const BlendResult result{.input = std::move(input), .made = std::move(made)};
  if (!arguments.csv.empty()) TANDEM_TRY(write_file(arguments.csv, csv_of(result)));
  if (!arguments.channels_csv.empty())
    TANDEM_TRY(write_file(arguments.channels_csv, channels_csv_of(result)));
  if (!arguments.html.empty())
    TANDEM_TRY(write_file(arguments.html, page_of(result, language_of(arguments.language))));
  const std::string text = arguments.json ? json_of(result) : table_of(result);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return {};
}

/// Outputs are held against all that the desk names, before any of it is read.
Result<void> check_files(const BlendArguments& arguments) {
  const std::array<OutputPath, 3> outputs = {
      {{"--csv", arguments.csv}, {"--channels-csv", arguments.channels_csv}, {"--html", arguments.html}}};
  std::vector<std::string> inputs = {arguments.desk};
  if (const auto text = importing::read_whole_file(arguments.desk, blend::kDeskBytesMax))
    if (const auto desk = blend::parse_desk(*text, arguments.desk)) inputs = files_of(*desk, arguments.desk);
  return check_outputs(outputs, inputs);
}

Exit run(const BlendArguments& arguments, const Session& session) {
  if (arguments.replications == 1)
    return report({ErrorCode::usage, "--replications 1 tells nothing of chance; write 2 or more, or 0", {}});
  if (const auto sound = check_files(arguments); !sound) return report(sound.error());
  auto input = read_blend_input(arguments, session);
  if (!input) return report_all(input.error());
  const auto done = print(arguments, std::move(*input), session);
  return done ? Exit::ok : report(done.error());
}

}  // namespace

void add_blend_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("blend", "How many agents for calls, chats and tickets together?");
  command->footer(kExamples);
  auto arguments = std::make_shared<BlendArguments>();
  const auto text = [&](const char* name, std::string& value, const char* help, const char* type) {
    return command->add_option(name, value, help)->type_name(type)->capture_default_str();
  };
  text("desk", arguments->desk, "JSON file with the desk and its channels", "DESK")->required();
  text("--interval", arguments->interval, "of what is staffed", "TIME");
  text("--horizon", arguments->horizon, "how far: days, weeks or months, 62 days at most", "TIME");
  text("--probability", arguments->probability, "targets are to be kept with; else by what is expected",
       "SHARE");
  text("--shrinkage", arguments->shrinkage, "paid time away from the desk", "SHARE");
  command->add_option("--paths", arguments->paths, "so many samples of how the days may go")
      ->type_name("N")
      ->check(CLI::Range(20U, 1'000U))
      ->capture_default_str();
  command->add_option("--replications", arguments->replications, "of the simulation; 0: none")
      ->type_name("N")
      ->check(CLI::Range(0U, kReplicationsMax))
      ->capture_default_str();
  command
      ->add_option("--rounds", arguments->rounds,
                   "agents are added so often where simulation misses a target")
      ->type_name("N")
      ->check(CLI::Range(0U, kRoundsMax))
      ->capture_default_str();
  command->add_option("--seed", arguments->seed, "another seed, other samples")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--threads", arguments->threads, "0: as many as the machine has")
      ->type_name("N")
      ->check(CLI::Range(0U, 256U))
      ->capture_default_str();
  text("--csv", arguments->csv, "write the agents by interval", "FILE");
  text("--channels-csv", arguments->channels_csv, "write them by interval and channel, with the backlog",
       "FILE");
  command->add_flag("--json", arguments->json, "one JSON object: agents, hours, fractions");
  add_page_options(*command, arguments->html, arguments->language);
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
