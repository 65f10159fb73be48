#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace tandem::app {

enum class Shell : std::uint8_t { bash, zsh, fish };

/// A script that completes the program's commands, their options and the values an option lists; file names
/// elsewhere. Written from the tree of options itself, so it never lags behind.
std::string completion_script(const CLI::App& program, Shell shell);

}  // namespace tandem::app
