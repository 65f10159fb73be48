#pragma once

#include <memory>
#include <string_view>

#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

/// Whether bytes begin with the byte order mark of UTF-16, as spreadsheets' "Unicode text" does. UTF-32 does
/// not count.
bool is_utf16(std::string_view start);

/// The text of a source in UTF-16 as UTF-8, without its byte order mark. What is no character becomes a byte
/// that is not UTF-8, so that its row is refused.
std::unique_ptr<ByteSource> from_utf16(std::unique_ptr<ByteSource> source);

}  // namespace tandem::importing
