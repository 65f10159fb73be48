#include "app/wait_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace tandem::app {

WaitFile::~WaitFile() {
  if (file_descriptor_ >= 0) ::close(file_descriptor_);
}

Result<void> WaitFile::open() {
  std::error_code error;
  directory_ = std::filesystem::temp_directory_path(error).string();
  if (directory_.empty()) directory_ = "/tmp";
  std::string name = directory_ + "/tandem-waits-XXXXXX";
  file_descriptor_ = ::mkstemp(name.data());
  if (file_descriptor_ < 0)
    return failure_at(
        {.file = directory_}, ErrorCode::unreadable,
        "no temporary file can be made there ({}); set TMPDIR to a directory with room, or raise --memory",
        std::strerror(errno));
  ::unlink(name.c_str());
  return {};
}

Result<std::uint64_t> WaitFile::append(std::span<const std::byte> bytes) {
  if (file_descriptor_ < 0) TANDEM_TRY(open());
  const std::uint64_t place = size_;
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(file_descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0)
      return failure_at(
          {.file = directory_}, ErrorCode::unreadable,
          "the temporary file cannot be written ({}); set TMPDIR to a directory with room, or raise "
          "--memory",
          std::strerror(errno));
    size_ += static_cast<std::uint64_t>(written);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return place;
}

Result<void> WaitFile::read(std::uint64_t place, std::span<std::byte> into) const {
  while (!into.empty()) {
    const ssize_t came = ::pread(file_descriptor_, into.data(), into.size(), static_cast<off_t>(place));
    if (came < 0 && errno == EINTR) continue;
    if (came <= 0)
      return failure_at({.file = directory_}, ErrorCode::unreadable, "the temporary file cannot be read ({})",
                        came < 0 ? std::strerror(errno) : "it is shorter than what was written");
    place += static_cast<std::uint64_t>(came);
    into = into.subspan(static_cast<std::size_t>(came));
  }
  return {};
}

}  // namespace tandem::app
