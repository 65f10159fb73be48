#pragma once

#include <string>

#include "core/base/result.hpp"

namespace tandem::app {

/// Proposes a mapping for the table in `path`: the mapping goes to `out` ("" and "-": standard output), what
/// it was guessed from and what a person must decide to standard error. `json`: all of it as one object on
/// standard output.
Result<void> print_suggestion(const std::string& path, const std::string& out, bool json);

}  // namespace tandem::app
