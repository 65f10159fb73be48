#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plan/import/source/unpackers.hpp"

namespace tandem::importing {

/// What the three unpackers have in common: the packed bytes, a buffer at a time, and the words for a broken
/// archive.
class PackedInput {
 public:
  PackedInput(std::unique_ptr<RawFile> file, std::string_view kind)
      : file_(std::move(file)), kind_(kind), buffer_(kPackedBufferBytes) {}

  /// The packed bytes not yet used; fetches more when there are none. Empty at the end of the file.
  Result<std::span<const char>> pending();
  void use(std::size_t bytes) { begin_ += bytes; }
  bool at_end() const { return at_end_; }

  std::unexpected<Error> cut_short() const;
  std::unexpected<Error> damaged(std::string_view reason) const;
  std::unexpected<Error> too_much_memory() const;
  const RawFile& file() const { return *file_; }

 private:
  std::uint64_t used() const { return file_->consumed_on_disk() - (end_ - begin_); }
  Where where() const;
  std::unique_ptr<RawFile> file_;
  std::string_view kind_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool at_end_ = false;
};

}  // namespace tandem::importing
