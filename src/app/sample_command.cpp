#include <CLI/CLI.hpp>

#include "app/command.hpp"

namespace tandem::app {

void add_sample_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("sample", "");
  command->callback([&session] { session.run = [] { return Exit::internal; }; });
}

}  // namespace tandem::app
