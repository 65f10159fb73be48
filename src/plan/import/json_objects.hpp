#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

/// An object of a stream may have so many bytes; a longer one is passed over.
inline constexpr std::size_t kJsonObjectBytesMax = std::size_t{1} << 20;

/// Takes a stream of JSON objects apart without reading them: one a line, pretty-printed one after another,
/// or the elements of an array. Memory is bounded by the longest object allowed.
class JsonObjects {
 public:
  /// `source` must outlive it.
  explicit JsonObjects(ByteSource& source) : source_(source) {}

  enum class Found : std::uint8_t {
    nothing,   ///< the end
    object,    ///< `text` is from { to its }
    junk,      ///< something else stands where an object should; `text` is its beginning
    too_long,  ///< an object of more than kJsonObjectBytesMax
    cut_short  ///< the stream ends inside an object
  };
  struct Piece {
    Found found = Found::nothing;
    std::string_view text;   ///< good until the next piece is asked for
    std::uint64_t line = 0;  ///< where it begins
  };
  /// Errors are those of the source.
  Result<Piece> next();

 private:
  Result<bool> more();
  Result<Piece> object();
  Result<Piece> junk();
  ByteSource& source_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::string text_;
  std::uint64_t line_ = 1;
  bool begun_ = false;
};

}  // namespace tandem::importing
