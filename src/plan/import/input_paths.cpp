#include "plan/import/input_paths.hpp"

#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <utility>

namespace tandem::importing {
namespace {

bool is_pattern(const std::string& path) {
  if (path.find_first_of("*?[") == std::string::npos) return false;
  struct stat status{};
  return ::stat(path.c_str(), &status) != 0;
}

/// The folder that could not be looked into, if any: glob() has no other way to tell.
struct UnreadFolder {
  std::string path;
  int reason = 0;
};
thread_local UnreadFolder* unread_folder = nullptr;

int note_unread(const char* folder, int reason) {
  if (reason != ENOENT && reason != ENOTDIR && unread_folder != nullptr) *unread_folder = {folder, reason};
  return 0;  // go on
}

Result<std::vector<std::string>> matches_of(const std::string& pattern) {
  glob_t found{};
  UnreadFolder unread;
  unread_folder = &unread;
  const int state = ::glob(pattern.c_str(), GLOB_NOSORT, note_unread, &found);
  unread_folder = nullptr;
  std::vector<std::string> paths;
  for (std::size_t i = 0; state == 0 && i < found.gl_pathc; ++i) paths.emplace_back(found.gl_pathv[i]);
  ::globfree(&found);
  if (paths.empty() && unread.reason != 0)
    return failure_at({.file = pattern}, ErrorCode::unreadable,
                      "the folder {} cannot be read ({}); ask for the right to read it", unread.path,
                      std::strerror(unread.reason));
  if (paths.empty())
    return failure_at({.file = pattern}, ErrorCode::not_found,
                      "no file matches this pattern; check the name and folder");
  std::ranges::sort(paths);
  return paths;
}

}  // namespace

Result<std::vector<std::string>> input_paths(std::span<const std::string> paths) {
  if (paths.empty())
    return failure(ErrorCode::usage, "no file is given; name at least one, or '-' for standard input");
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (path == "-" || !is_pattern(path)) {
      files.push_back(path);
      continue;
    }
    TANDEM_ASSIGN(matches, matches_of(path));
    files.insert(files.end(), matches.begin(), matches.end());
  }
  std::map<std::pair<dev_t, ino_t>, std::string> seen;
  bool standard_input = false;
  for (const std::string& file : files) {
    if (file == "-") {
      if (std::exchange(standard_input, true))
        return failure(ErrorCode::usage, "standard input ('-') is given twice; it can be read once");
      continue;
    }
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
    const auto [other, first] = seen.emplace(std::pair(status.st_dev, status.st_ino), file);
    if (!first)
      return failure_at({.file = file}, ErrorCode::usage,
                        "is given twice{}; every call in it would count twice",
                        other->second == file ? "" : fmt::format(" (also as {})", other->second));
  }
  return files;
}

}  // namespace tandem::importing
