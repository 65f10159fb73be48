#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Text from a client's files may be anything; HTML, SVG and spreadsheets take well-formed UTF-8 without
/// control characters only.
namespace tandem::report {

/// Bytes of the well-formed UTF-8 character at the start of a text that is not empty; 0 where there is none.
std::size_t utf8_length(std::string_view text);

/// The text with what XML 1.0 forbids (control characters, broken UTF-8) shown as U+FFFD.
std::string printable(std::string_view text);

/// printable(), with & < > " ' replaced as well.
std::string escaped(std::string_view text);

}  // namespace tandem::report
