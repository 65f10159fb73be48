#include "app/output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

namespace tandem::app {
namespace {

std::unexpected<Error> cannot_write(const std::string& path, int error) {
  return failure_at({.file = path}, ErrorCode::unreadable, "cannot be written: {}", std::strerror(error));
}

Result<void> write_directly(const std::string& path, std::string_view content) {
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "wb"));
  if (!file) return cannot_write(path, errno);
  if (std::fwrite(content.data(), 1, content.size(), file.get()) != content.size()) {
    return cannot_write(path, errno);
  }
  // A full disk may show at the end only.
  if (std::fclose(file.release()) != 0) return cannot_write(path, errno);
  return {};
}

}  // namespace

std::string part_of(const std::string& path) {
  std::error_code error;
  const auto target = std::filesystem::canonical(path, error);
  return (error ? path : target.string()) + ".part";
}

Result<void> write_file(const std::string& path, std::string_view content) {
  return write_file(path, [content](const std::string& part) { return write_directly(part, content); });
}

Result<void> write_file(const std::string& path,
                        const std::function<Result<void>(const std::string& part)>& write) {
  namespace fs = std::filesystem;
  std::error_code error;
  const auto status = fs::status(path, error);
  if (fs::is_directory(status)) {
    return failure_at({.file = path}, ErrorCode::unreadable, "is a directory; give the name of a file in it");
  }
  if (fs::exists(status) && !fs::is_regular_file(status)) return write(path);
  // Through a link, the file that it names is replaced, not the link.
  const std::string target = fs::exists(status) ? fs::canonical(path, error).string() : path;
  const std::string part = part_of(path);
  auto written = write(part);
  if (written) {
    fs::rename(part, target, error);
    if (error) written = cannot_write(path, error.value());
  }
  if (!written) {
    fs::remove(part, error);
    // The name that people gave says more than the one in between.
    Error told = written.error();
    if (told.where.file == part) told.where.file = path;
    return std::unexpected(std::move(told));
  }
  return {};
}

}  // namespace tandem::app
