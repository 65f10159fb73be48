#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace tandem::holidays {

/// One property of an iCalendar object, as RFC 5545 (section 3.1) calls a line with those that continue it.
struct ContentLine {
  std::string name;        ///< in upper case: "DTSTART"
  std::string parameters;  ///< as written: "VALUE=DATE"; empty: none
  std::string value;       ///< as written, escapes and all
  std::uint64_t line = 0;  ///< where it begins, from 1
};

/// All lines of a text, folded ones joined. CRLF or LF; blank lines and a byte order mark are passed over.
/// Errors name the line: one that is no NAME:value, one that continues nothing, a control character.
Result<std::vector<ContentLine>> parse_content_lines(std::string_view text, const std::string& file);

/// A TEXT value (section 3.3.11) without its escapes: "\n" is a line feed, "\," a comma.
std::string unescaped(std::string_view value);

/// Whether a file is one of content lines, by how it begins.
bool is_icalendar(std::string_view text);

}  // namespace tandem::holidays
