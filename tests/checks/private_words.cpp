#include "checks/private_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

namespace tandem::checks {

namespace {

/// Written in two halves, so that this file does not name them.
struct Pattern {
  std::regex expression;
  std::string_view what;
};
const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> kPatterns = [] {
    std::vector<Pattern> made;
    made.push_back({std::regex("(^|[^A-Za-z0-9_.])/(wo"
                               "rk|ro"
                               "ot|ho"
                               "me|Use"
                               "rs|fa"
                               "rm)/"),
                    "a path of somebody's machine"});
    made.push_back({std::regex("(registry\\.np"
                               "mjs|deb\\.deb"
                               "ian|np"
                               "mmirror|py"
                               "pi)\\.org"),
                    "a registry's host"});
    made.push_back({std::regex("\"resol"
                               "ved\": *\"https?:"),
                    "a registry's address in a lock file"});
    return made;
  }();
  return kPatterns;
}

}  // namespace

std::vector<std::string> private_words(std::span<const SourceFile> files) {
  std::vector<std::string> found;
  for (const auto& file : files) {
    std::size_t number = 0;
    for (const auto line : lines_of(file.text)) {
      ++number;
      // Every pattern has a slash or a dot-org or a lock file's word in it: the cheap look first.
      if (line.size() > 4096 || (!line.contains('/') && !line.contains(".org") && !line.contains("resol")))
        continue;
      for (const auto& [expression, what] : patterns()) {
        if (std::regex_search(line.begin(), line.end(), expression))
          found.push_back(fmt::format("{}:{}: {}", file.path, number, what));
      }
    }
  }
  return found;
}

std::vector<std::string> broken_links(std::span<const SourceFile> files) {
  namespace fs = std::filesystem;
  std::set<std::string> there;
  for (const auto& file : files) {
    for (fs::path path = file.path; !path.empty(); path = path.parent_path())
      there.insert(path.generic_string());
  }
  static const std::regex kLink("\\]\\(([^)#: ]+)(#[^)]*)?\\)");
  std::vector<std::string> broken;
  for (const auto& file : files) {
    if (!file.path.ends_with(".md")) continue;
    for (std::cregex_iterator it(file.text.data(), file.text.data() + file.text.size(), kLink), end;
         it != end; ++it) {
      auto target = (fs::path(file.path).parent_path() / (*it)[1].str()).lexically_normal().generic_string();
      if (target.ends_with('/')) target.pop_back();
      if (!there.contains(target))
        broken.push_back(fmt::format("{}: links to {}, which is not there", file.path, target));
    }
  }
  return broken;
}

}  // namespace tandem::checks
