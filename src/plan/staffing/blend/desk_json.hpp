#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/staffing/blend/desk.hpp"

namespace tandem::blend {

inline constexpr std::size_t kDeskBytesMax = 1 << 20;
inline constexpr std::size_t kChannelsMax = 50;
inline constexpr std::size_t kFilesMax = 1'000;

/// Reads a desk as docs/reference/blend-request.schema.json describes it. All that is wrong is told, each
/// fault with its path in the file.
std::expected<Desk, std::vector<Error>> parse_desk(std::string_view text, const std::string& file);

}  // namespace tandem::blend
