#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/import/row_source.hpp"

namespace tandem::importing::suggest {

/// The table that a mapping is proposed for: its header and first rows.
struct Sample {
  std::vector<std::string> header;
  std::vector<std::string> plain;  ///< of the header
  std::vector<std::vector<std::string>> columns;
  std::size_t rows = 0;

  /// What is in a column, blanks left out.
  std::vector<std::string_view> values(std::size_t column) const;
  std::optional<std::size_t> find(std::string_view plain_header) const;
};

/// Reads kSuggestRowsMax rows at most. Errors: no rows, no header, names that are not UTF-8.
Result<Sample> read_sample(RowSource& rows, const std::string& file);

}  // namespace tandem::importing::suggest
