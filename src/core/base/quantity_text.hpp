#pragma once

#include <optional>
#include <string_view>

#include "core/base/duration.hpp"
#include "core/base/result.hpp"

/// What people write for lengths of time and shares, on the command line and in files. Every error says what
/// was found and shows a right example.
namespace tandem {

/// "20s", "30m", "1h", "1h30m", "500ms", "2d"; a bare number is seconds. Never negative.
Result<Duration> parse_duration(std::string_view text);
/// "80%" or "0.8" -> 0.8. In 0..1.
Result<double> parse_share(std::string_view text);

/// The number at the head of `text`, taken off it; nothing where there is none, or a negative one.
std::optional<double> take_number(std::string_view& text);

}  // namespace tandem
