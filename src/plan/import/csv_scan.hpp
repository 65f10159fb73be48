#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace tandem::importing {

/// Bytes that must be readable after the last one scanned; what they are does not matter.
inline constexpr std::size_t kScanPadding = 64;
inline constexpr std::uint32_t kNoViolation = UINT32_MAX;

/// A stretch of a delimited table, and where its findings go. A row begins at `from`.
struct ScanTask {
  const char* data = nullptr;
  std::uint32_t from = 0;
  std::uint32_t to = 0;  ///< excluded
  char delimiter = ',';
  /// Positions in `data` of the delimiters and row ends outside quotes, and of the row ends alone. Room for
  /// to - from + kScanRoom entries each.
  std::uint32_t* structurals = nullptr;
  std::uint32_t* row_ends = nullptr;
};
/// Entries that a scan may write beyond the last one it counts.
inline constexpr std::size_t kScanRoom = 64;

struct ScanFindings {
  std::uint32_t structurals = 0;
  std::uint32_t row_ends = 0;
  bool quotes = false;  ///< there are quotation marks
  bool odd = false;     ///< there are bytes that are neither printable ASCII nor line ends nor the delimiter
  bool quoted_line_feeds = false;  ///< rows may have line feeds within quotes
  /// Where quoting first breaks RFC 4180 (a mark within an unquoted field, text after a closing mark). The
  /// findings before it hold, and end there.
  std::uint32_t violation = kNoViolation;
};

/// Finds what divides rows and fields, 64 bytes at a time (after Langdale & Lemire, "Parsing gigabytes of
/// JSON per second", 2019).
using ScanFunction = ScanFindings (*)(const ScanTask&);

struct ScanVariant {
  std::string_view name;
  ScanFunction scan;
};
/// The variants this processor can run, the fastest first. All of them find the same.
std::span<const ScanVariant> scan_variants();

}  // namespace tandem::importing
