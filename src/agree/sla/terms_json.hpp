#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "agree/sla/limits.hpp"
#include "agree/sla/terms.hpp"

namespace tandem::sla {

/// Reads terms, as docs/reference/terms.schema.json describes them. All that is wrong is told, each fault
/// with its path in the file; what is read is sound.
std::expected<Terms, std::vector<Error>> parse_terms(std::string_view text, const std::string& file);

}  // namespace tandem::sla
