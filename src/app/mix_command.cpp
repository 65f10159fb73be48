#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <memory>

#include "app/command.hpp"
#include "app/mix_arguments.hpp"
#include "app/mix_output.hpp"
#include "app/output_file.hpp"
#include "app/output_paths.hpp"
#include "app/progress.hpp"

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

Exit run(const MixArguments& arguments, const std::string& csv_path, const Session& session) {
  const OutputPath csv{"--csv", csv_path};
  const std::array<std::string, 2> inputs = {arguments.model, arguments.targets};
  if (const auto sound = check_outputs({&csv, 1}, inputs); !sound) return report(sound.error());
  auto input = read_mix_input(arguments, session);
  if (!input) return input.error();
  DoingLine line;
  input->options.search.progress = [&line](std::string_view doing) { line.tell(doing); };
  const auto found = mix::find_mix(input->model, input->request, input->options);
  if (!found) return report(found.error());
  const MixRun made{input->model, input->request, input->options, *found};
  if (!csv_path.empty())
    if (const auto written = write_file(csv_path, csv_of(made)); !written) return report(written.error());
  const std::string text = arguments.json ? json_of(made) : table_of(made);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return Exit::ok;
}

}  // namespace

void add_mix_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand(
      "mix", "How many agents of which skills, by interval: the cheapest that meet targets");
  command->footer(kExamples);
  struct Typed {
    MixArguments arguments;
    std::string csv;
  };
  auto typed = std::make_shared<Typed>();
  add_mix_options(*command, typed->arguments);
  command->add_option("--csv", typed->csv, "write the agents by interval and group")->type_name("FILE");
  command->callback([&session, typed] {
    session.run = [typed, &session] { return run(typed->arguments, typed->csv, session); };
  });
}

}  // namespace tandem::app
