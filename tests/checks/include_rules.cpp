#include "checks/include_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>

namespace tandem::checks {

namespace {

constexpr std::string_view kSources = "src/";

/// The table, read. An exception lets one file include one header.
struct Table {
  std::vector<std::string> folders;  ///< in the order of the pipeline
  std::map<std::string, std::set<std::string>> allowed;
  std::set<std::pair<std::string, std::string>> exceptions;
  std::vector<std::string> faults;
};

Table read_table(std::string_view text) {
  Table table;
  for (const auto raw : lines_of(text)) {
    const auto line = without_outer_blanks(raw);
    if (line.empty() || line.starts_with('#')) continue;
    const auto colon = line.find(':');
    const auto arrow = line.find(" -> ");
    if (colon == std::string_view::npos) {
      table.faults.push_back(fmt::format("the table: \"{}\" has no colon", line));
    } else if (arrow < colon) {
      if (without_outer_blanks(line.substr(colon + 1)).empty()) {
        table.faults.push_back(fmt::format("the table: the exception \"{}\" gives no reason", line));
      }
      table.exceptions.emplace(without_outer_blanks(line.substr(0, arrow)),
                               without_outer_blanks(line.substr(arrow + 4, colon - arrow - 4)));
    } else {
      const std::string folder(without_outer_blanks(line.substr(0, colon)));
      std::istringstream words{std::string(line.substr(colon + 1))};
      auto& allowed = table.allowed[folder];
      for (std::string word; words >> word;) {
        if (!table.allowed.contains(word) || word == folder) {
          table.faults.push_back(
              fmt::format("the table: {} may not include {}, which stands below it", folder, word));
        }
        allowed.insert(word);
      }
      table.folders.push_back(folder);
    }
  }
  return table;
}

/// The header that a line includes by quotes or, wrongly, a project's header by brackets.
struct Include {
  std::string header;
  bool in_quotes = true;
};
std::optional<Include> include_of(std::string_view raw) {
  auto line = without_outer_blanks(raw);
  if (!line.starts_with('#')) return std::nullopt;
  line = without_outer_blanks(line.substr(1));
  if (!line.starts_with("include")) return std::nullopt;
  line = without_outer_blanks(line.substr(7));
  if (line.empty() || (line.front() != '"' && line.front() != '<')) return std::nullopt;
  const bool in_quotes = line.front() == '"';
  const auto end = line.find(in_quotes ? '"' : '>', 1);
  return Include{.header = std::string(line.substr(1, end - 1)), .in_quotes = in_quotes};
}

bool is_code(std::string_view path) { return path.ends_with(".cpp") || path.ends_with(".hpp"); }

}  // namespace

std::vector<std::string> include_breaches(std::span<const SourceFile> files, std::string_view text) {
  const Table table = read_table(text);
  std::vector<std::string> breaches = table.faults;
  std::set<std::string> headers;
  for (const auto& file : files) {
    if (file.path.starts_with(kSources)) headers.insert(file.path.substr(kSources.size()));
  }
  std::set<std::string> folders_seen;
  std::set<std::pair<std::string, std::string>> used;
  for (const auto& file : files) {
    if (!file.path.starts_with(kSources) || !is_code(file.path)) continue;
    const auto path = file.path.substr(kSources.size());
    const std::string folder(folder_of(path));
    folders_seen.insert(folder);
    std::size_t number = 0;
    for (const auto line : lines_of(file.text)) {
      ++number;
      const auto include = include_of(line);
      if (!include || (!include->in_quotes && !headers.contains(include->header))) continue;
      const auto& header = include->header;
      const std::string from(folder_of(header));
      const auto breach = [&](std::string_view why) {
        breaches.push_back(fmt::format("{}:{}: includes {}: {}", file.path, number, header, why));
      };
      if (!include->in_quotes) {
        breach("a header of the project stands in quotes");
      } else if (!headers.contains(header)) {
        breach("src/ has no such file; paths start at src/");
      } else if (header.ends_with(".cpp")) {
        breach("only headers are included");
      } else if (from == folder) {
        continue;
      } else if (const auto allowed = table.allowed.find(folder);
                 allowed != table.allowed.end() && allowed->second.contains(from)) {
        used.emplace(folder, from);
      } else if (table.exceptions.contains({path, header})) {
        used.emplace(path, header);
      } else {
        breach(fmt::format("tests/allowed_includes.txt does not let {} include {}", folder, from));
      }
    }
  }
  for (const auto& folder : folders_seen) {
    if (!table.allowed.contains(folder)) {
      breaches.push_back(fmt::format("src/{}: tests/allowed_includes.txt does not name this folder", folder));
    }
  }
  for (const auto& folder : table.folders) {
    if (!folders_seen.contains(folder)) {
      breaches.push_back(fmt::format("the table: src/{} holds no code", folder));
      continue;
    }
    for (const auto& from : table.allowed.at(folder)) {
      if (!used.contains({folder, from})) {
        breaches.push_back(fmt::format("the table: {} includes nothing of {} any more", folder, from));
      }
    }
  }
  for (const auto& exception : table.exceptions) {
    if (!used.contains(exception)) {
      breaches.push_back(
          fmt::format("the table: the exception {} -> {} is not used", exception.first, exception.second));
    }
  }
  return breaches;
}

}  // namespace tandem::checks
