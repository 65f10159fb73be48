#include "checks/file_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace tandem::checks {

namespace {

// Names that could hold anything, and so come to hold everything.
constexpr std::array<std::string_view, 6> kEmptyNames = {"manager", "helper", "util",
                                                         "common",  "misc",   "stuff"};

bool is_cpp(std::string_view path) { return path.ends_with(".cpp") || path.ends_with(".hpp"); }

/// Whether the text before an opening brace, back to the last `;`, `{` or `}`, starts a scope that functions
/// can stand in rather than a function.
bool opens_scope(std::string_view head) {
  for (const std::string_view word : {"namespace", "class", "struct", "union", "enum", "extern"}) {
    for (auto at = head.find(word); at != std::string_view::npos; at = head.find(word, at + 1)) {
      const auto is_letter = [&](std::size_t i) {
        return i < head.size() && (std::isalnum(static_cast<unsigned char>(head[i])) != 0 || head[i] == '_');
      };
      const bool whole = (at == 0 || !is_letter(at - 1)) && !is_letter(at + word.size());
      // In `template <class T>` and in a parameter the word opens nothing.
      if (whole && head.substr(at).find(')') == std::string_view::npos &&
          head.substr(at).find('>') == std::string_view::npos)
        return true;
      if (whole && word == "struct" && head.contains("template") && !head.contains('(')) return true;
      if (whole && word == "class" && head.contains("template") && !head.contains('(')) return true;
    }
  }
  return false;
}

std::string last_line(std::string_view text) {
  text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  const auto end = text.rfind('\n');
  return std::string(without_outer_blanks(end == std::string_view::npos ? text : text.substr(end + 1)));
}

std::map<std::string, std::string> read_long_files(std::string_view text,
                                                   std::vector<std::string>& breaches) {
  std::map<std::string, std::string> reasons;
  for (const auto raw : lines_of(text)) {
    const auto line = without_outer_blanks(raw);
    if (line.empty() || line.starts_with('#')) continue;
    const auto colon = std::min(line.find(':'), line.size());
    const auto reason = without_outer_blanks(line.substr(std::min(colon + 1, line.size())));
    const std::string path(line.substr(0, colon));
    if (reason.empty()) breaches.push_back(fmt::format("tests/long_files.txt: {} has no reason", path));
    reasons.emplace(path, reason);
  }
  return reasons;
}

}  // namespace

std::vector<FunctionBody> functions_of(std::string_view original) {
  const std::string code = without_comments_and_literals(original);
  enum class Brace : std::uint8_t { scope, function, inner };
  struct Open {
    Brace brace;
    std::size_t line;
    std::string head;
  };
  std::vector<Open> open;
  std::vector<FunctionBody> functions;
  std::size_t line = 1;
  std::size_t head_from = 0;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == '\n') {
      ++line;
      // A preprocessor's line is no part of a declaration.
      if (const auto from = code.find_first_not_of(" \t", at + 1); from < code.size() && code[from] == '#')
        head_from = code.find('\n', from);
    } else if (c == ';') {
      head_from = at + 1;
    } else if (c == '{') {
      const auto head =
          head_from < at ? std::string_view(code).substr(head_from, at - head_from) : std::string_view();
      const bool in_scope = open.empty() || open.back().brace == Brace::scope;
      const auto brace = !in_scope            ? Brace::inner
                         : opens_scope(head)  ? Brace::scope
                         : head.contains('(') ? Brace::function
                                              : Brace::inner;
      open.push_back({brace, line, last_line(head)});
      head_from = at + 1;
    } else if (c == '}' && !open.empty()) {
      if (open.back().brace == Brace::function)
        functions.push_back({open.back().head, open.back().line, line - open.back().line + 1});
      open.pop_back();
      head_from = at + 1;
    }
  }
  return functions;
}

std::vector<std::string> shape_breaches(std::span<const SourceFile> files, std::string_view long_files) {
  std::vector<std::string> breaches;
  auto may_be_long = read_long_files(long_files, breaches);
  for (const auto& file : files) {
    if (!is_cpp(file.path)) continue;
    const auto lines = lines_of(file.text).size();
    if (lines > kFileLinesMax && may_be_long.erase(file.path) == 0) {
      breaches.push_back(
          fmt::format("{}: {} lines; a file is one idea of at most {}", file.path, lines, kFileLinesMax));
    }
    for (const auto word : kEmptyNames) {
      if (name_of_file(file.path).contains(word)) {
        breaches.push_back(
            fmt::format("{}: a file is named by what it is about, not \"{}\"", file.path, word));
      }
    }
    if (file.path.ends_with(".hpp") && !file.text.contains("#pragma once\n")) {
      breaches.push_back(fmt::format("{}: has no #pragma once", file.path));
    }
    for (const auto& function : functions_of(file.text)) {
      if (function.lines <= kFunctionLinesMax) continue;
      breaches.push_back(fmt::format("{}:{}: {} lines; a function has at most {}: {}", file.path,
                                     function.first_line, function.lines, kFunctionLinesMax, function.head));
    }
  }
  for (const auto& [path, reason] : may_be_long) {
    breaches.push_back(
        fmt::format("tests/long_files.txt: {} is not longer than {} lines", path, kFileLinesMax));
  }
  return breaches;
}

}  // namespace tandem::checks
