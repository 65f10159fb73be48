#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "plan/import/importer.hpp"

namespace tandem::importing {

/// One file of an import, as told from its beginning before any is read.
struct InputFile {
  std::string path;
  std::string name;                ///< for people: the path, or "standard input"
  std::uint64_t size_on_disk = 0;  ///< 0: not known
  Instant log_begins;              ///< of an Asterisk log; else none()
};

/// What a file holds.
struct Content {
  bool workbook = false;  ///< .xlsx: its sheets say the rest
  Format format = Format::calls_csv;
};

/// By the beginning of the unpacked bytes, and Options::format and ::mapping where given. Errors as of
/// check_text and detect_format, and for a file that unpacks to nothing.
Result<Content> content_of(std::string_view start, const Options& options, const std::string& name);

/// Looks at the beginning of every file, so that a name mistyped at the end of a long list is told before the
/// first file is read. Pipes are left alone: what is read of them is gone. The order stays as given, but the
/// files of a rotated Asterisk log change places so that the oldest comes first.
Result<std::vector<InputFile>> survey(std::span<const std::string> paths, const Options& options);

}  // namespace tandem::importing
