#pragma once

#include <cstddef>
#include <string>

#include "core/base/result.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/quality.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

class DuplicateFinder;

/// A row of a table of calls may have so many bytes; a longer one is refused, and its rest is not kept.
inline constexpr std::size_t kRowBytesMax = std::size_t{1} << 20;

/// Reads a table of calls: calls-csv, or any delimited table through Options::mapping. Comma, semicolon, tab
/// or bar between fields, quotes as in RFC 4180, LF or CRLF, a UTF-8 byte order mark, columns in any order.
/// A plain file is read by Options::threads workers a block at a time, anything else by one after another;
/// clean rows take a fast path, every other row goes to CallRowReader, which alone names faults. The result
/// does not depend on the number of threads, but for the order of ids and batches.
/// Repairs and refusals come back as Quality, with their examples in order of line; the share of refused rows
/// is the caller's to judge. Options::strict fails with the first refused row. `source` stands at its
/// beginning. Options::progress is told of this source alone. With `duplicates` (null: not looked for) one
/// worker reads, so that it is the later call that is refused.
Result<Quality> import_calls_csv(ByteSource& source, const std::string& path, const Options& options,
                                 Directory& directory, RecordSink& sink, DuplicateFinder* duplicates);

}  // namespace tandem::importing
