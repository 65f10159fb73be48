#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::importing {

/// One row of a delimited table by the letter of RFC 4180, byte by byte: for headers, and for the rows that a
/// scan cannot vouch for. A quotation mark opens a field at its start only; elsewhere it is a character.
struct RowEnd {
  enum class Kind : std::uint8_t {
    complete,   ///< the row ends at `end`, a line feed or the end of the input
    malformed,  ///< a quoted field is not closed, or text follows its closing mark; the line ends at `end`
    cut_off     ///< more bytes are needed to tell
  };
  Kind kind = Kind::cut_off;
  std::size_t end = 0;  ///< relative to the row's first byte
};
/// `bytes` begins at a row's first byte; `input_ends`: nothing comes after them.
RowEnd find_row_end(std::string_view bytes, char delimiter, bool input_ends);

/// The fields of one row, without their quotes. Views are good until the next split.
class RowFields {
 public:
  /// `row` is without its line feed; a carriage return at its end is left out. Returns false where it is
  /// malformed: the fields are then worth nothing.
  bool split(std::string_view row, char delimiter);
  const std::vector<std::string_view>& fields() const { return fields_; }

 private:
  std::string_view unescaped(std::string_view quoted);
  std::vector<std::string_view> fields_;
  std::deque<std::string> unescaped_;  ///< fields that held escaped quotes; a deque, so that they stay put
};

/// The delimiter that divides a header: whichever of , ; tab and | stands in it most often, outside quotes.
char delimiter_of(std::string_view header);

}  // namespace tandem::importing
