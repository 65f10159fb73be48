#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace tandem::importing {

/// A ZIP archive in memory, its parts unpacked piece by piece. Parts are unpacked one at a time.
class ZipArchive {
 public:
  /// Errors: no ZIP archive, a truncated one.
  static Result<ZipArchive> open(std::string bytes, std::string file);
  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;
  ~ZipArchive();

  bool has(const std::string& part) const;
  /// Goes to the start of a part. Errors: not there, encrypted, an unknown method of packing.
  Result<void> begin(const std::string& part);
  /// The next unpacked bytes of the part; 0 at its end. Errors: damaged bytes, a wrong checksum.
  Result<std::size_t> read(std::span<char> into);
  /// A whole part of at most `limit` unpacked bytes.
  Result<std::string> read_all(const std::string& part, std::size_t limit);
  const std::string& file() const { return file_; }

 private:
  struct Open;
  ZipArchive(std::unique_ptr<Open> open, std::string file);
  std::unexpected<Error> damaged(std::string_view what) const;
  std::unique_ptr<Open> open_;
  std::string file_;
  std::string part_;
};

}  // namespace tandem::importing
