#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace tandem::app {

enum class Shell : std::uint8_t { bash, zsh, fish };

/// A script that completes the program's commands, their options and the values an option lists; file names
/// elsewhere. Written from the tree of options itself, so it never lags behind.
std::string completion_script(const CLI::App& program, Shell shell);

/// The type's name of an option that takes one of some values, for help and completion: "NAME:{strict,...}".
std::string with_values(std::string_view type, const std::vector<std::string>& values);

}  // namespace tandem::app
