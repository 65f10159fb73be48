#include "examples.hpp"

#include <algorithm>

namespace tandem::docs {
namespace {

std::string_view without_trailing_blanks(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

/// "..." within a pattern stands for any characters.
bool line_matches(std::string_view pattern, std::string_view line) {
  const auto gap = pattern.find("...");
  if (gap == std::string_view::npos) return pattern == line;
  if (!line.starts_with(pattern.substr(0, gap))) return false;
  const std::string_view rest = pattern.substr(gap + 3);
  for (std::size_t i = gap; i <= line.size(); ++i)
    if (line_matches(rest, line.substr(i))) return true;
  return false;
}

bool matches_from(const std::vector<std::string>& expected, std::size_t e,
                  const std::vector<std::string>& printed, std::size_t p) {
  for (; e < expected.size(); ++e, ++p) {
    if (expected[e] == "...") {
      for (std::size_t skip = p; skip <= printed.size(); ++skip)
        if (matches_from(expected, e + 1, printed, skip)) return true;
      return false;
    }
    if (p >= printed.size() || !line_matches(expected[e], printed[p])) return false;
  }
  return p == printed.size();
}

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(without_trailing_blanks(text.substr(0, end)));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<Example> examples_of(std::string_view page) {
  std::vector<Example> examples;
  bool inside = false;
  bool continued = false;
  std::size_t number = 0;
  for (const std::string& line : lines_of(page)) {
    ++number;
    if (line.starts_with("```")) {
      inside = !inside && line == "```console";
      if (!inside) continued = false;
      continue;
    }
    if (!inside) continue;
    if (continued || line.starts_with("$ ")) {
      if (!continued) examples.push_back({number, "", {}});
      std::string& command = examples.back().command;
      command += continued ? line : line.substr(2);
      continued = command.ends_with('\\');
      if (continued) command.pop_back();
    } else if (!examples.empty() && examples.back().expected.empty() && line.starts_with(">")) {
      examples.back().command += "\n" + line.substr(std::min<std::size_t>(2, line.size()));
    } else if (!examples.empty()) {
      examples.back().expected.push_back(line);
    }
  }
  for (Example& example : examples)  // the blank line before the next command is for the eye
    while (!example.expected.empty() && example.expected.back().empty()) example.expected.pop_back();
  return examples;
}

bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& printed) {
  std::vector<std::string> shown = printed;
  while (!shown.empty() && shown.back().empty()) shown.pop_back();
  return matches_from(expected, 0, shown, 0);
}

}  // namespace tandem::docs
