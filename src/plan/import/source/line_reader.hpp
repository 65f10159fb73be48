#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

/// A line may have so many bytes; the rest of a longer one is passed over unseen.
inline constexpr std::size_t kLineBytesMax = std::size_t{1} << 20;

/// One line of text, without its LF or CRLF.
struct Line {
  enum class Fault : std::uint8_t { none, too_long, nul_byte };
  std::string_view text;  ///< good until the next line is asked for; a line too long has its beginning here
  std::uint64_t number = 0;  ///< from 1
  std::uint64_t bytes = 0;   ///< its whole length
  Fault fault = Fault::none;
  std::size_t fault_at = 0;  ///< of nul_byte: its place in the line, from 0
};

/// A sentence on a line's fault, for a refusal; kind_of gives its kind. Line::Fault::none has neither.
Error fault_error(const Line& line, const std::string& file);
std::string kind_of(Line::Fault fault);

/// Hands out a source line by line, in memory bounded by the longest line allowed. A UTF-8 byte order mark at
/// the beginning is left out; a last line needs no line end.
class LineReader {
 public:
  /// `source` outlives the reader.
  explicit LineReader(ByteSource& source);
  /// False at the end. Errors are those of the source.
  Result<bool> next(Line& line);

 private:
  Result<bool> fill();
  Result<void> pass_over_rest(Line& line);
  ByteSource& source_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool source_done_ = false;
  std::uint64_t number_ = 0;
};

}  // namespace tandem::importing
