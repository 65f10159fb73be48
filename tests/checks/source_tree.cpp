#include "checks/source_tree.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>

namespace tandem::checks {
namespace fs = std::filesystem;

namespace {

constexpr std::array kFoldersNotOurs = {".git", "build", "var", "node_modules", "corpus"};

bool is_binary(std::string_view text) { return text.substr(0, 4096).contains('\0'); }

/// Blanks of a length, keeping the line ends of what they stand for.
void blank(std::string& out, std::string_view original) {
  for (const char c : original) out += c == '\n' ? '\n' : ' ';
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Where the literal or comment that starts at `at` ends (one past its last character); `at` where none does.
std::size_t end_of_hidden(std::string_view code, std::size_t at) {
  const auto rest = code.substr(at);
  const auto past = [&](std::size_t found, std::size_t length) {
    return found == std::string_view::npos ? code.size() : found + length;
  };
  if (rest.starts_with("//")) return past(code.find('\n', at), 0);
  if (rest.starts_with("/*")) return past(code.find("*/", at + 2), 2);
  if (rest.starts_with("R\"") && (at == 0 || !is_word(code[at - 1]))) {
    const auto open = code.find('(', at);
    if (open == std::string_view::npos) return code.size();
    const std::string close = ")" + std::string(code.substr(at + 2, open - at - 2)) + "\"";
    return past(code.find(close, open), close.size());
  }
  // A quote inside a number parts its digits: 1'000.
  const bool digit_separator = code[at] == '\'' && at > 0 && is_word(code[at - 1]);
  if ((code[at] != '"' && code[at] != '\'') || digit_separator) return at;
  std::size_t end = at + 1;
  while (end < code.size() && code[end] != code[at] && code[end] != '\n') end += code[end] == '\\' ? 2 : 1;
  return std::min(end + 1, code.size());
}

}  // namespace

std::vector<SourceFile> read_project(const fs::path& root) {
  std::vector<SourceFile> files;
  for (auto it = fs::recursive_directory_iterator(root); it != fs::recursive_directory_iterator(); ++it) {
    const auto name = it->path().filename().string();
    if (it->is_directory() && std::ranges::find(kFoldersNotOurs, name) != kFoldersNotOurs.end()) {
      it.disable_recursion_pending();
    }
    if (!it->is_regular_file()) continue;
    std::ifstream in(it->path(), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (is_binary(text)) text.clear();  // it is there, so pages may link to it, but has nothing to read
    files.push_back({.path = fs::relative(it->path(), root).generic_string(), .text = std::move(text)});
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string_view without_outer_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const auto from = std::min(text.find_first_not_of(kBlanks), text.size());
  const auto last = text.find_last_not_of(kBlanks);
  return last == std::string_view::npos ? std::string_view() : text.substr(from, last + 1 - from);
}

std::string_view folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view name_of_file(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string without_comments_and_literals(std::string_view code) {
  std::string out;
  out.reserve(code.size());
  for (std::size_t at = 0; at < code.size();) {
    const auto end = end_of_hidden(code, at);
    if (end == at) {
      out += code[at++];
      continue;
    }
    blank(out, code.substr(at, end - at));
    at = end;
  }
  return out;
}

}  // namespace tandem::checks
