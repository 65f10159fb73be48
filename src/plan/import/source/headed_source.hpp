#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

/// A source whose beginning can be looked at before it is read: what was seen is read again.
class HeadedSource final : public ByteSource {
 public:
  explicit HeadedSource(std::unique_ptr<ByteSource> source)
      : owned_(std::move(source)), source_(owned_.get()) {}
  /// Of a source that outlives this one.
  explicit HeadedSource(ByteSource& source) : source_(&source) {}
  /// The first bytes, at most `bytes` of them; fewer only where there are no more. Before the first read()
  /// only.
  Result<std::string_view> look(std::size_t bytes);

  Result<std::size_t> read(std::span<char> into) override;
  int file_descriptor() const override { return source_->file_descriptor(); }
  std::uint64_t size_on_disk() const override { return source_->size_on_disk(); }
  std::uint64_t consumed_on_disk() const override { return source_->consumed_on_disk(); }

 private:
  std::unique_ptr<ByteSource> owned_;
  ByteSource* source_;
  std::string head_;
  std::size_t head_given_ = 0;
};

}  // namespace tandem::importing
