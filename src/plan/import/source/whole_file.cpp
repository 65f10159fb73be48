#include "plan/import/source/whole_file.hpp"

#include <span>

#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

Result<std::string> read_whole_file(const std::string& path, std::size_t bytes_max) {
  constexpr std::size_t kBlock = 1 << 20;
  TANDEM_ASSIGN(source, open_source(path));
  std::string text;
  for (std::size_t had = 0; had <= bytes_max;) {
    text.resize(had + kBlock);
    TANDEM_ASSIGN(size, source->read(std::span(text).subspan(had)));
    had += size;
    text.resize(had);
    if (size == 0) return text;
  }
  return failure_at({.file = path}, ErrorCode::limit, "has more than {} bytes", bytes_max);
}

}  // namespace tandem::importing
