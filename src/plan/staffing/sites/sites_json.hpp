#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/staffing/sites/site.hpp"

namespace tandem::sites {

inline constexpr std::size_t kSitesBytesMax = 8 << 20;

/// Reads sites as docs/reference/sites.schema.json describes them. All that is wrong is told, each fault with
/// its path in the file.
std::expected<Sites, std::vector<Error>> parse_sites(std::string_view text, const std::string& file);

}  // namespace tandem::sites
