#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::checks {

/// A text file of the project: its path from the project's root, and all of it.
struct SourceFile {
  std::string path;
  std::string text;
};

/// Every text file of the project that people write, in order of path: not what is built, generated or
/// installed. Binary files (pictures) are there with an empty text.
std::vector<SourceFile> read_project(const std::filesystem::path& root);

/// Lines without their ends.
std::vector<std::string_view> lines_of(std::string_view text);
std::string_view without_outer_blanks(std::string_view text);
/// "src/core/base/zone.cpp" -> "src/core/base"; "" at the root.
std::string_view folder_of(std::string_view path);
std::string_view name_of_file(std::string_view path);

/// The code with every character of comments and of string and character literals made a blank; line ends
/// stay, so that lines and columns are those of the original.
std::string without_comments_and_literals(std::string_view code);

}  // namespace tandem::checks
