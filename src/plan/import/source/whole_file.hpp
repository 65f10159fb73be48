#pragma once

#include <cstddef>
#include <string>

#include "core/base/result.hpp"

namespace tandem::importing {

/// A file's text, unpacked where it is packed; an error where it is longer than `bytes_max`.
Result<std::string> read_whole_file(const std::string& path, std::size_t bytes_max);

}  // namespace tandem::importing
