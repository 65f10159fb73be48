#include "app/output_paths.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <optional>

#include "app/output_file.hpp"

namespace tandem::app {
namespace {

struct FileIdentity {
  dev_t device;
  ino_t inode;
  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

/// Of a regular file: devices and pipes can be read and written at once.
std::optional<FileIdentity> identity_of(const std::string& path) {
  struct stat status{};
  const int told = path == "-" ? ::fstat(STDIN_FILENO, &status) : ::stat(path.c_str(), &status);
  if (told != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return FileIdentity{status.st_dev, status.st_ino};
}

/// Two names of one file that may not be there yet.
bool is_same_file(const std::string& a, const std::string& b) {
  const auto of_a = identity_of(a);
  if (of_a || identity_of(b)) return of_a == identity_of(b);
  namespace fs = std::filesystem;
  std::error_code error;
  if (fs::exists(a, error) || fs::exists(b, error)) return false;
  return fs::weakly_canonical(fs::absolute(a, error), error) ==
         fs::weakly_canonical(fs::absolute(b, error), error);
}

Result<void> check_against_inputs(const OutputPath& output, std::span<const std::string> inputs) {
  const std::string path(output.path);
  const auto written = identity_of(path);
  const auto written_first = identity_of(part_of(path));
  for (const std::string& input : inputs) {
    const auto read = identity_of(input);
    if (!read || (read != written && read != written_first)) continue;
    const std::string name = input == "-" ? path + ", which is standard input" : input;
    return failure(ErrorCode::usage, "{} would overwrite the input {}; name another file", output.option,
                   name);
  }
  return {};
}

bool is_file(const OutputPath& output) { return !output.path.empty() && output.path != "-"; }

}  // namespace

Result<void> check_outputs(std::span<const OutputPath> outputs, std::span<const std::string> inputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (!is_file(outputs[i])) continue;
    TANDEM_TRY(check_against_inputs(outputs[i], inputs));
    for (const OutputPath& other : outputs.first(i)) {
      if (!is_file(other) || !is_same_file(std::string(other.path), std::string(outputs[i].path))) continue;
      return failure(ErrorCode::usage, "{} and {} both name {}; give each a file of its own", other.option,
                     outputs[i].option, outputs[i].path);
    }
  }
  return {};
}

}  // namespace tandem::app
