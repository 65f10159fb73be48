#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tandem::docs {

/// One command of a ```console block, with what the page says it prints.
struct Example {
  std::size_t line = 0;  ///< in the page, from 1
  std::string command;
  std::vector<std::string> expected;
};

/// Every line "$ command" of every ```console block of a page; a command that ends in "\" goes on in the next
/// line, and lines "> " right after it are more lines of it (here-documents). What follows, up to the next "$
/// ", is its output. A block opened as ```console no-run is shown only.
std::vector<Example> examples_of(std::string_view page);

/// Whether the output is as the page says. A line "..." stands for any number of lines, "..." within a line
/// for any characters; blanks at line ends do not count.
bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& printed);

std::vector<std::string> lines_of(std::string_view text);

}  // namespace tandem::docs
