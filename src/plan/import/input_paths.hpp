#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace tandem::importing {

/// The files that paths stand for. A path with * ? or [ that names no file itself is a pattern as in a shell;
/// what it matches comes in alphabetical order. Errors: a pattern that matches nothing, and a file that is
/// given twice (each of its calls would count twice).
Result<std::vector<std::string>> input_paths(std::span<const std::string> paths);

}  // namespace tandem::importing
