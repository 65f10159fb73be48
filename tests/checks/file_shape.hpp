#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checks/source_tree.hpp"

namespace tandem::checks {

inline constexpr std::size_t kFileLinesMax = 400;
inline constexpr std::size_t kFunctionLinesMax = 70;

/// What breaks the rules on the shape of C++ files, one sentence a breach: files and functions too long,
/// names that say nothing, headers without `#pragma once`. `long_files` lets a file be longer, a line each:
/// "PATH: reason"; a line that no file needs any more is a breach itself.
std::vector<std::string> shape_breaches(std::span<const SourceFile> files, std::string_view long_files);

/// A function's body as it stands in a file, its first line being that of the opening brace.
struct FunctionBody {
  std::string head;  ///< its declaration's last line
  std::size_t first_line = 0;
  std::size_t lines = 0;
};
/// The bodies of free functions, members and tests; a lambda is part of the function it stands in.
std::vector<FunctionBody> functions_of(std::string_view original);

}  // namespace tandem::checks
