#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace tandem::app {

/// What is written in place of a file until it is whole: beside it, through a link beside what it names.
std::string part_of(const std::string& path);

/// Writes a whole file or none: first as part_of(path), then renamed over what was there. A device or
/// pipe is written to directly. Errors say what stands in the way.
Result<void> write_file(const std::string& path, std::string_view content);
/// The same where a library writes: `write` is given the name to write to.
Result<void> write_file(const std::string& path,
                        const std::function<Result<void>(const std::string& part)>& write);

}  // namespace tandem::app
