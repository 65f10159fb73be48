#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/import/row_source.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

/// Fields a row of a table may have.
inline constexpr std::size_t kFieldsMax = 4'096;

/// Which of comma, semicolon, tab and bar stands between the fields: the one that splits most of the first
/// rows into the same, largest number of fields. A comma where none does.
char detect_delimiter(std::string_view start);

/// Reads a table of delimited text row by row, carefully rather than fast: quotes as in RFC 4180 (fields with
/// line ends included), LF or CRLF, a UTF-8 byte order mark, Excel's first line "sep=;". Blank lines are
/// passed over. Fast reading of calls is import_calls_csv's.
class DelimitedReader : public RowSource {
 public:
  /// Without a delimiter it is detected. `source` must outlive the reader.
  DelimitedReader(ByteSource& source, std::string file, std::optional<char> delimiter = std::nullopt);

  /// Nothing at the end. Errors: a row longer than kRowBytesMax or of more than kFieldsMax fields, a quote
  /// that is never closed, text after a closing quote, what the source says.
  Result<std::optional<Row>> next() override;
  char delimiter() const override { return delimiter_.value_or(','); }

 private:
  Result<bool> fill();
  Result<void> begin();
  Result<std::optional<Row>> next_of_any_kind();
  std::unexpected<Error> fault(ErrorCode code, std::string message) const;

  ByteSource& source_;
  std::string file_;
  std::optional<char> delimiter_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 1;
  bool begun_ = false;
  bool source_ended_ = false;
  std::string text_;                                            ///< of the row's fields, one after another
  std::vector<std::pair<std::size_t, std::size_t>> positions_;  ///< of the fields in text_
  std::vector<std::string_view> fields_;
};

}  // namespace tandem::importing
