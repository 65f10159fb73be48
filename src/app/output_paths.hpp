#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace tandem::app {

/// A file that a command is to write, and the option that names it. "" and "-" are none.
struct OutputPath {
  std::string_view option;
  std::string_view path;
};

/// Checked before anything is read: an output that is one of the inputs, by whatever name or link, and two
/// outputs that are one file, are errors. `inputs` are files; "-" is standard input.
Result<void> check_outputs(std::span<const OutputPath> outputs, std::span<const std::string> inputs);

}  // namespace tandem::app
