#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/import/importer.hpp"

namespace tandem::importing {

/// So much of a file's beginning is looked at to tell what it is.
inline constexpr std::size_t kLookedAtBytes = std::size_t{64} << 10;

/// True for a ZIP archive, which .xlsx workbooks are.
bool is_zip(std::string_view start);

/// True for a log of Tandem's own events, whose names are text and whose events are not.
bool is_event_log(std::string_view start);

/// Nothing else but text can be read: errors name what the file seems to be instead (a PDF, a database,
/// UTF-16...). `start` is the beginning of the unpacked content, not empty.
Result<void> check_text(std::string_view start, const std::string& file);

/// Tells a text's format from its beginning. A format that is not known is an error that shows what was seen
/// and what `--format` can be.
Result<Format> detect_format(std::string_view start, const std::string& file);

/// "calls-csv, anonymous-bank, ..."
std::vector<std::string> format_names();
std::string format_choices();

}  // namespace tandem::importing
