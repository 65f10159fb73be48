#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <thread>

#include "app/arguments.hpp"
#include "app/command.hpp"
#include "app/mix_output.hpp"
#include "app/output_file.hpp"
#include "app/output_paths.hpp"
#include "app/progress.hpp"
#include "plan/simulation/model_json.hpp"
#include "plan/staffing/mix/request_json.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(How many agents of which group, in each interval? Searches for the cheapest agents that meet targets on a model's
floor - service level, abandonment, waits, by queue, client, interval or day, or with a probability - by simulating days
around the router that serves live calls. Says what one team for everything, Erlang A and Erlang C would take, and checks
the answer on days that were not searched on.

Examples:
  tandem mix floor.json --sla 80/20
  tandem mix floor.json --targets targets.json --csv agents.csv
  tandem mix floor.json --targets targets.json --days 128 --threads 2 --json | jq .cost

Exit codes: 0 done, also where targets cannot be met and the answer says so; 2 the command line; 3 a file cannot be read or
written; 4 the model or the targets have faults; 130 stopped.

What targets hold: docs/reference/mix-targets.schema.json, docs/guide/mix-skills.md
)";

struct MixArguments {
  std::string model, targets, sla, csv;
  std::string confidence = "95%";
  std::uint32_t days = 100, check_days = 200, rounds = 3;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool json = false;
};

Exit report_all(const std::vector<Error>& faults) {
  Exit exit = Exit::ok;
  for (const Error& fault : faults) exit = report(fault);
  return exit;
}

Result<mix::MixOptions> options_of(const MixArguments& arguments) {
  mix::MixOptions options{.seed = arguments.seed,
                          .replications = arguments.days,
                          .check_replications = arguments.check_days,
                          .threads = arguments.threads};
  if (options.threads == 0) options.threads = std::max(1U, std::thread::hardware_concurrency());
  TANDEM_ASSIGN(confidence, parse_share(arguments.confidence));
  if (!(confidence > 0 && confidence < 1))
    return failure(ErrorCode::usage, "--confidence is {}; write 95% or 99%", arguments.confidence);
  options.confidence = confidence;
  options.search.rounds = arguments.rounds;
  return options;
}

/// 80/20: of all calls of each interval.
Result<mix::Target> target_of(const std::string& sla, const simulation::Model& model) {
  TANDEM_ASSIGN(promise, parse_promise(sla));
  TANDEM_ASSIGN(kpi, kpi::find_definition(model.service_level));
  mix::Target target{.kpi = kpi, .rules = model.rules, .value = promise.share};
  target.rules.answer.limit = promise.within;
  return target;
}

/// Reads both files and finds; prints what is wrong with either.
Exit run(const MixArguments& arguments, const Session& session) {
  const OutputPath csv{"--csv", arguments.csv};
  const std::array<std::string, 2> inputs = {arguments.model, arguments.targets};
  if (const auto sound = check_outputs({&csv, 1}, inputs); !sound) return report(sound.error());
  if (arguments.targets.empty() == arguments.sla.empty())
    return report({ErrorCode::usage, "say what is to be met: --targets FILE, or --sla 80/20", {}});
  auto options = options_of(arguments);
  if (!options) return report(options.error());
  const auto model = simulation::read_model(arguments.model);
  if (!model) return report_all(model.error());
  mix::Request request = mix::plain_request(*model);
  if (!arguments.targets.empty()) {
    auto read = mix::read_request(arguments.targets, *model);
    if (!read) return report_all(read.error());
    request = std::move(*read);
  } else {
    const auto target = target_of(arguments.sla, *model);
    if (!target) return report(target.error());
    request.targets.push_back(*target);
  }
  TerminalLine line;
  options->cancel = &session.cancelled;
  options->search.progress = [&line](std::string_view doing) {
    line.show([&](double elapsed) { return fmt::format("{}, {:.0f} s", doing, elapsed); });
  };
  const auto found = mix::find_mix(*model, request, *options);
  if (!found) return report(found.error());
  const MixRun made{*model, request, *options, *found};
  if (!arguments.csv.empty())
    if (const auto written = write_file(arguments.csv, csv_of(made)); !written)
      return report(written.error());
  const std::string text = arguments.json ? json_of(made) : table_of(made);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return Exit::ok;
}

}  // namespace

void add_mix_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand(
      "mix", "How many agents of which skills, by interval: the cheapest that meet targets");
  command->footer(kExamples);
  auto arguments = std::make_shared<MixArguments>();
  constexpr std::uint32_t kDaysMax = 100'000, kRoundsMax = 100;
  command->add_option("model", arguments->model, "JSON file with the model of the floor")
      ->required()
      ->type_name("MODEL");
  command->add_option("--targets", arguments->targets, "JSON file with targets, and what agents cost")
      ->type_name("FILE");
  command->add_option("--sla", arguments->sla, "instead: so much answered in so many seconds, each interval")
      ->type_name("SHARE/TIME");
  command->add_option("--days", arguments->days, "replications of the model that are searched on")
      ->type_name("N")
      ->check(CLI::Range(1U, kDaysMax))
      ->capture_default_str();
  command->add_option("--check-days", arguments->check_days, "others that the answer is checked on")
      ->type_name("N")
      ->check(CLI::Range(2U, kDaysMax))
      ->capture_default_str();
  command->add_option("--rounds", arguments->rounds, "more of them search longer")
      ->type_name("N")
      ->check(CLI::Range(1U, kRoundsMax))
      ->capture_default_str();
  command->add_option("--confidence", arguments->confidence, "of the intervals")
      ->type_name("SHARE")
      ->capture_default_str();
  command->add_option("--seed", arguments->seed, "another seed, other callers")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--threads", arguments->threads, "0: as many as the machine has")
      ->type_name("N")
      ->check(CLI::Range(0U, 1024U))
      ->capture_default_str();
  command->add_option("--csv", arguments->csv, "write the agents by interval and group")->type_name("FILE");
  command->add_flag("--json", arguments->json, "one JSON object: money, hours, seconds and fractions");
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
