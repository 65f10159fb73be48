#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/base/result.hpp"

namespace tandem::importing {

/// Rows of text as importers of tables take them: of a delimited file or of a workbook's sheet.
class RowSource {
 public:
  virtual ~RowSource() = default;
  struct Row {
    std::span<const std::string_view> fields;  ///< without quotes; good until the next row is asked for
    std::uint64_t line = 0;                    ///< where it begins
  };
  /// Nothing at the end.
  virtual Result<std::optional<Row>> next() = 0;
  /// What stands between the fields, for error texts.
  virtual char delimiter() const = 0;
};

}  // namespace tandem::importing
