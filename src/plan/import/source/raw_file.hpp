#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/result.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

/// A file as it lies on disk, or standard input: where every source gets its bytes from. Owns the descriptor.
class RawFile final : public ByteSource {
 public:
  /// Errors: not there, a directory, not to be read, empty.
  static Result<std::unique_ptr<RawFile>> open(const std::string& path);
  ~RawFile() override;
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;

  Result<std::size_t> read(std::span<char> into) override;
  int file_descriptor() const override { return regular_ ? descriptor_ : -1; }
  std::uint64_t size_on_disk() const override { return size_; }
  std::uint64_t consumed_on_disk() const override { return consumed_; }
  const std::string& path() const { return path_; }

  /// Up to kLookBytes of the beginning, which a later read() gives again. Before the first read() only.
  static constexpr std::size_t kLookBytes = 16;
  Result<std::string_view> look();

 private:
  RawFile(std::string path, int descriptor, bool regular, std::uint64_t size)
      : path_(std::move(path)), descriptor_(descriptor), regular_(regular), size_(size) {}
  Result<std::size_t> read_on(std::span<char> into);
  std::string path_;
  int descriptor_;
  bool regular_;
  std::uint64_t size_;
  std::uint64_t consumed_ = 0;
  std::string looked_at_;
  std::size_t looked_given_ = 0;
};

}  // namespace tandem::importing
