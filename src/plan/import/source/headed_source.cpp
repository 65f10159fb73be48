#include "plan/import/source/headed_source.hpp"

#include <algorithm>

#include "core/base/check.hpp"

namespace tandem::importing {

Result<std::string_view> HeadedSource::look(std::size_t bytes) {
  TANDEM_CHECK(head_given_ == 0, "the beginning is looked at before it is read");
  if (head_.size() < bytes) {
    const std::size_t had = head_.size();
    head_.resize(bytes);
    TANDEM_ASSIGN(got, source_->read(std::span(head_).subspan(had)));
    head_.resize(had + got);
  }
  return std::string_view(head_).substr(0, bytes);
}

Result<std::size_t> HeadedSource::read(std::span<char> into) {
  const std::size_t given = std::min(into.size(), head_.size() - head_given_);
  std::copy_n(head_.data() + head_given_, given, into.data());
  head_given_ += given;
  if (given == into.size()) return given;
  TANDEM_ASSIGN(rest, source_->read(into.subspan(given)));
  return given + rest;
}

}  // namespace tandem::importing
