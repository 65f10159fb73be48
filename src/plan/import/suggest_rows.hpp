#pragma once

#include <string>

#include "plan/import/mapping.hpp"
#include "plan/import/row_source.hpp"

namespace tandem::importing {

/// So many rows are looked at.
inline constexpr std::size_t kSuggestRowsMax = 1'000;

/// suggest_mapping() for rows from anywhere.
Result<SuggestedMapping> suggest_mapping_rows(RowSource& rows, const std::string& file);

}  // namespace tandem::importing
