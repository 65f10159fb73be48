#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/staffing/rosters/rules.hpp"

namespace tandem::rosters {

/// Reads rules as docs/reference/roster-rules.schema.json describes them. All that is wrong is told, each
/// fault with its path in the file.
std::expected<Rules, std::vector<Error>> parse_rules(std::string_view text, const std::string& file);
std::expected<Rules, std::vector<Error>> read_rules(const std::string& path);

}  // namespace tandem::rosters
