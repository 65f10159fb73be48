#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "app/command.hpp"
#include "app/mix_arguments.hpp"
#include "app/pool_output.hpp"
#include "app/progress.hpp"
#include "core/base/quantity_text.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(What do clients gain by sharing agents? Searches for the cheapest agents that keep every client's targets together, for
each client apart, and for all coalitions between (to six clients); shares out the cost by Shapley's value; and runs the
shared floor on days on which one client has more calls: what that does to the others, with the model's guarantees and
without.

Examples:
  tandem pool floor.json --targets targets.json
  tandem pool floor.json --targets targets.json --spike 100% --json

Exit codes: 0 done; 2 the command line; 3 a file cannot be read; 4 the model or the targets have faults; 130 stopped.

What targets hold: docs/reference/mix-targets.schema.json, docs/guide/pool-clients.md
)";

struct PoolArguments {
  MixArguments mix;
  std::string spike = "50%";
};

/// So many more, as a share: "50%", "100%", "2".
Result<double> parse_spike(const std::string& typed) {
  constexpr double kMost = 10, kPercent = 100;
  std::string_view text = typed;
  auto number = take_number(text);
  if (number && text == "%") number = *number / kPercent;
  if (!number || (text != "%" && !text.empty()) || *number > kMost)
    return failure(ErrorCode::usage, "--spike is {}; write 50%, and 1000% at most", typed);
  return *number;
}

Exit run(const PoolArguments& arguments, const Session& session) {
  const auto spike = parse_spike(arguments.spike);
  if (!spike) return report(spike.error());
  auto input = read_mix_input(arguments.mix, session);
  if (!input) return input.error();
  DoingLine line;
  input->options.search.progress = [&line](std::string_view doing) { line.tell(doing); };
  const pooling::PoolOptions options{.mix = input->options, .spike = *spike};
  const auto pool = pooling::pool_clients(input->model, input->request, options);
  if (!pool) {
    Error error = pool.error();
    if (error.where.file.empty() && !error.where.field.empty()) error.where.file = arguments.mix.model;
    return report(error);
  }
  const PoolRun made{input->model, input->request, options, *pool};
  const std::string text = arguments.mix.json ? json_of(made) : table_of(made);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return Exit::ok;
}

}  // namespace

void add_pool_command(CLI::App& app, Session& session) {
  auto* command =
      app.add_subcommand("pool", "What clients gain by sharing agents, and what one's spike does to others");
  command->footer(kExamples);
  auto arguments = std::make_shared<PoolArguments>();
  add_mix_options(*command, arguments->mix);
  command->add_option("--spike", arguments->spike, "so many more calls of one client")
      ->type_name("SHARE")
      ->capture_default_str();
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
