#include "plan/import/source/raw_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace tandem::importing {
namespace {

Where in(const std::string& path) { return {.file = path == "-" ? "standard input" : path}; }

std::unexpected<Error> cannot_open(const std::string& path, int reason) {
  switch (reason) {
    case ENOENT:
    case ENOTDIR:
      return failure_at(in(path), ErrorCode::not_found, "there is no such file; check its name and folder");
    case EACCES:
    case EPERM:
      return failure_at(in(path), ErrorCode::unreadable,
                        "may not be read ({}); ask for the right to read it, or copy it",
                        std::strerror(reason));
    default:
      return failure_at(in(path), ErrorCode::unreadable, "cannot be opened ({})", std::strerror(reason));
  }
}

std::unexpected<Error> empty_file(const std::string& path) {
  if (path == "-")
    return failure_at(in(path), ErrorCode::bad_format,
                      "nothing came in; give file names, or pipe the records in after '-'");
  return failure_at(in(path), ErrorCode::bad_format, "is empty (0 bytes); export or copy it again");
}

}  // namespace

Result<std::unique_ptr<RawFile>> RawFile::open(const std::string& path) {
  const bool standard_input = path == "-";
  const int descriptor = standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return cannot_open(path, errno);
  struct stat status{};
  const int told = ::fstat(descriptor, &status);
  const int reason = errno;
  const bool regular = told == 0 && S_ISREG(status.st_mode);
  std::unique_ptr<RawFile> file(new RawFile(path, descriptor, regular && !standard_input,
                                            regular ? static_cast<std::uint64_t>(status.st_size) : 0));
  if (told != 0) return cannot_open(path, reason);
  if (S_ISDIR(status.st_mode))
    return failure_at(in(path), ErrorCode::unreadable,
                      "is a directory; name the files in it, for example '{}{}*'", path,
                      path.ends_with('/') ? "" : "/");
  TANDEM_ASSIGN(start, file->look());
  if (start.empty()) return empty_file(path);
  return file;
}

RawFile::~RawFile() {
  if (path_ != "-") ::close(descriptor_);
}

Result<std::string_view> RawFile::look() {
  if (looked_at_.empty()) {
    looked_at_.resize(kLookBytes);
    TANDEM_ASSIGN(got, read_on(looked_at_));
    looked_at_.resize(got);
  }
  return std::string_view(looked_at_);
}

Result<std::size_t> RawFile::read(std::span<char> into) {
  std::size_t given = 0;
  if (looked_given_ < looked_at_.size()) {
    given = std::min(into.size(), looked_at_.size() - looked_given_);
    std::copy_n(looked_at_.data() + looked_given_, given, into.data());
    looked_given_ += given;
  }
  TANDEM_ASSIGN(rest, read_on(into.subspan(given)));
  consumed_ += given + rest;
  return given + rest;
}

Result<std::size_t> RawFile::read_on(std::span<char> into) {
  std::size_t filled = 0;
  while (filled < into.size()) {
    const ssize_t got = ::read(descriptor_, into.data() + filled, into.size() - filled);
    if (got == 0) break;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return failure_at(in(path_), ErrorCode::unreadable, "cannot be read on after {} bytes ({})",
                        consumed_ + filled, std::strerror(errno));
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

}  // namespace tandem::importing
