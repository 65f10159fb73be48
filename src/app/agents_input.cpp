#include "app/agents_input.hpp"

#include <CLI/CLI.hpp>

#include "app/arguments.hpp"

namespace tandem::app {

void add_agents_options(CLI::App& command, AgentsArguments& arguments) {
  command.add_option("required", arguments.file, "CSV file with the agents required, by interval")
      ->required()
      ->type_name("REQUIRED");
  command
      .add_option("--interval", arguments.interval,
                  "of the table, where its rows leave it open: 15m, 30m, 1h")
      ->type_name("TIME");
}

Result<rosters::Demand> read_agents(const AgentsArguments& arguments, rosters::DemandOptions options) {
  if (!arguments.interval.empty()) {
    TANDEM_ASSIGN(length, parse_interval(arguments.interval));
    if (length != Duration::minutes(15) && length != Duration::minutes(30) && length != Duration::minutes(60))
      return failure(ErrorCode::usage, "--interval is {}; write 15m, 30m or 1h", arguments.interval);
    options.interval = length;
  }
  return rosters::read_demand(arguments.file, options);
}

}  // namespace tandem::app
