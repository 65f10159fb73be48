#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "app/command.hpp"
#include "app/completion_script.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(Prints a script that makes Tab complete commands, options and values.

Examples:
  source <(tandem completion bash)                                  now, in bash
  tandem completion bash > /etc/bash_completion.d/tandem            for good, in bash
  tandem completion zsh > "${fpath[1]}/_tandem"                     for good, in zsh
  tandem completion fish > ~/.config/fish/completions/tandem.fish   for good, in fish
)";

}  // namespace

void add_completion_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("completion", "Complete commands and options in bash, zsh or fish");
  command->footer(kExamples);
  auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->type_name("SHELL");
  command->callback([&app, &session, shell] {
    session.run = [&app, shell] {
      const Shell which = *shell == "bash" ? Shell::bash : *shell == "zsh" ? Shell::zsh : Shell::fish;
      const std::string script = completion_script(app, which);
      std::fwrite(script.data(), 1, script.size(), stdout);
      return Exit::ok;
    };
  });
}

}  // namespace tandem::app
