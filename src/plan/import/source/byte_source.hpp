#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "core/base/result.hpp"

namespace tandem::importing {

/// The bytes of one input, unpacked, from first to last. Opened by name, closed when destroyed.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Fills as much of `into` as there is; fewer bytes than asked only at the end; 0 at the end. A truncated
  /// or broken archive and a failing disk are errors that name the file.
  virtual Result<std::size_t> read(std::span<char> into) = 0;
  /// Of a plain file that can be read at any offset with pread(); -1 for archives and standard input.
  virtual int file_descriptor() const { return -1; }
  /// Bytes on disk (packed size for archives), 0 where unknown.
  virtual std::uint64_t size_on_disk() const = 0;
  /// Bytes of those consumed so far, for progress.
  virtual std::uint64_t consumed_on_disk() const = 0;
};

/// "-" is standard input. Packing is told by content (.gz, .xz, .zst), not by name; UTF-16 by its byte order
/// mark: it comes as UTF-8. A directory, a file that
/// is not there or may not be read, and an empty file are errors that say what to do.
Result<std::unique_ptr<ByteSource>> open_source(const std::string& path);

/// Bytes in memory, for tests and for parts of archives.
std::unique_ptr<ByteSource> memory_source(std::string bytes);

}  // namespace tandem::importing
