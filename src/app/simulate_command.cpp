#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "app/arguments.hpp"
#include "app/command.hpp"
#include "app/output_file.hpp"
#include "app/output_paths.hpp"
#include "app/progress.hpp"
#include "app/simulate_output.hpp"
#include "plan/simulation/event_log_recorder.hpp"
#include "plan/simulation/markov.hpp"
#include "plan/simulation/model_json.hpp"
#include "plan/simulation/study.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(Runs a model of a floor - callers, queues, agents - many times around the router that serves live calls, and
says what to expect and how sure that is. The same model and seed give the same answer, whatever the number of
threads; two variants of a model meet the same callers.

Examples:
  tandem simulate desk.json
  tandem simulate desk.json --precision 1% --threads 2
  tandem simulate desk.json --replications 200 --seed 7 --json > desk-result.json
  tandem simulate desk.json --replications 1 --events desk.events && tandem kpi desk.events --by queue,interval
  tandem simulate floor.json --replications 1 --events bank.events --client bank && tandem minutes bank.events

Exit codes: 0 done; 2 the command line; 3 a file cannot be read or written; 4 the model has faults; 130 stopped.

What a model holds: docs/reference/simulation-model.schema.json, docs/guide/simulate-a-floor.md
)";

struct SimulateOptions {
  std::string model;
  std::uint32_t replications = 10;
  std::optional<std::string> precision;
  std::uint32_t replications_max = 10'000;
  std::string confidence = "95%";
  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::string engine = "auto";
  std::string events;
  std::optional<std::string> client;
  bool json = false;
};

Result<simulation::StudyOptions> study_options(const SimulateOptions& typed) {
  simulation::StudyOptions options{.replications = typed.replications,
                                   .precision = std::nullopt,
                                   .replications_max = typed.replications_max,
                                   .seed = typed.seed,
                                   .threads = typed.threads};
  if (options.threads == 0) options.threads = std::max(1U, std::thread::hardware_concurrency());
  TANDEM_ASSIGN(confidence, parse_share(typed.confidence));
  if (!(confidence > 0 && confidence < 1))
    return failure(ErrorCode::usage, "--confidence is {}; write 95% or 99%", typed.confidence);
  options.confidence = confidence;
  if (typed.precision) {
    TANDEM_ASSIGN(precision, parse_share(*typed.precision));
    if (!(precision > 0)) return failure(ErrorCode::usage, "--precision is 0; write 1% or 0.5%");
    options.precision = precision;
  }
  return options;
}

/// Whose events are written; none(): the whole floor's.
Result<ClientId> client_of(const SimulateOptions& typed, const simulation::Model& model) {
  if (!typed.client) return ClientId();
  const std::vector<std::string>& clients = model.plan.clients;
  const auto found = std::ranges::find(clients, *typed.client);
  if (found == clients.end())
    return failure(ErrorCode::not_found, "--client: the model has no client '{}'; it has {}", *typed.client,
                   fmt::join(clients, ", "));
  return ClientId(static_cast<std::uint32_t>(found - clients.begin()));
}

/// With every event in a file where one is wanted: the whole of it, or none.
Result<simulation::StudyResult> study(const SimulateOptions& typed, const simulation::Model& model,
                                      simulation::StudyOptions options, const Session& session) {
  TANDEM_ASSIGN(client, client_of(typed, model));
  TerminalLine line;
  const auto progress = [&line](std::uint32_t done, std::uint32_t wanted) {
    if (done == 0) return;  // nothing tells how long one takes
    line.show([&](double elapsed) {
      return fmt::format("replication {} of {}, {:.0f} s left", done, wanted,
                         elapsed / done * (wanted - done));
    });
  };
  if (typed.engine == "ctmc") return simulation::solve_markov_chain(model, options, session.cancelled);
  if (typed.events.empty()) return simulation::run_study(model, options, session.cancelled, progress);
  std::optional<simulation::StudyResult> result;
  const auto run_into = [&](const std::string& part) -> Result<void> {
    TANDEM_ASSIGN(log, simulation::EventLogFile::create(part, model, client));
    options.event_log = &log;
    TANDEM_ASSIGN(made, simulation::run_study(model, options, session.cancelled, progress));
    TANDEM_TRY(log.finish());
    result = std::move(made);
    return {};
  };
  TANDEM_TRY(write_file(typed.events, run_into));
  return std::move(*result);
}

/// An exponential model is solved, unless its calls themselves are asked for.
bool is_solved(const SimulateOptions& typed, const simulation::Model& model) {
  return typed.events.empty() && !typed.precision && !simulation::why_no_markov_chain(model);
}

Exit run(SimulateOptions typed, Session& session) {
  const auto options = study_options(typed);
  if (!options) return report(options.error());
  if (typed.client && typed.events.empty())
    return report({ErrorCode::usage, "--client says whose events are written; --events FILE says where", {}});
  const OutputPath events{"--events", typed.events};
  if (const auto sound = check_outputs({&events, 1}, {&typed.model, 1}); !sound) return report(sound.error());
  const auto model = simulation::read_model(typed.model);
  if (!model) return report_all(model.error());
  if (typed.engine == "auto") typed.engine = is_solved(typed, *model) ? "ctmc" : "router";
  const auto began = std::chrono::steady_clock::now();
  const auto result = study(typed, *model, *options, session);
  if (!result) return report(result.error());
  const StudyRun made{
      .file = typed.model,
      .seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(),
      .threads = options->threads,
      .seed = typed.seed,
      .engine = typed.engine};
  // Not in the answer itself, which is the same each time.
  if (!typed.json && isatty(STDERR_FILENO) == 1)
    fmt::print(stderr, "{:.1f} million calls in {:.2f} s on {} thread{}\n",
               static_cast<double>(result->calls) / 1e6, made.seconds, made.threads,
               made.threads == 1 ? "" : "s");
  if (typed.json)
    write_json(stdout, *result, *model, made);
  else
    std::fputs(table_of(*result, *model, made).c_str(), stdout);
  return Exit::ok;
}

}  // namespace

void add_simulate_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("simulate", "What to expect of a floor: run a model of it, many times");
  command->footer(kExamples);
  auto options = std::make_shared<SimulateOptions>();
  command->add_option("model", options->model, "JSON file with the model")->required()->type_name("MODEL");
  command->add_option("--replications", options->replications, "how often it is run, at least")
      ->type_name("N")
      ->check(CLI::Range(1U, 1'000'000U))
      ->capture_default_str();
  command->add_option("--precision", options->precision, "go on until all totals are known so well: 1%")
      ->type_name("SHARE");
  command->add_option("--replications-max", options->replications_max, "the most that --precision may take")
      ->type_name("N")
      ->check(CLI::Range(1U, 1'000'000U))
      ->capture_default_str();
  command->add_option("--confidence", options->confidence, "of the intervals")
      ->type_name("SHARE")
      ->capture_default_str();
  command->add_option("--seed", options->seed, "another seed, other callers")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--threads", options->threads, "0: as many as the machine has")
      ->type_name("N")
      ->check(CLI::Range(0U, 1024U))
      ->capture_default_str();
  command->add_option("--engine", options->engine, "router, ctmc (exponential models) or auto")
      ->check(CLI::IsMember({"auto", "router", "ctmc"}))
      ->type_name("ENGINE")
      ->capture_default_str();
  command->add_option("--events", options->events, "write every event to a file, which tandem kpi reads")
      ->type_name("FILE");
  command
      ->add_option("--client", options->client, "write what this client sees: work for others is elsewhere")
      ->type_name("NAME");
  command->add_flag("--json", options->json, "one JSON object: seconds and fractions");
  command->callback(
      [&session, options] { session.run = [options, &session] { return run(*options, session); }; });
}

}  // namespace tandem::app
