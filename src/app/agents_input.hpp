#pragma once

#include <string>

#include "core/base/result.hpp"
#include "plan/staffing/rosters/demand.hpp"

namespace CLI {
class App;
}

namespace tandem::app {

/// The table of agents required that a command plans from: its file and --interval.
struct AgentsArguments {
  std::string file, interval;
};

void add_agents_options(CLI::App& command, AgentsArguments& arguments);
/// `options` but for the interval, which is that of --interval.
Result<rosters::Demand> read_agents(const AgentsArguments& arguments, rosters::DemandOptions options);

}  // namespace tandem::app
