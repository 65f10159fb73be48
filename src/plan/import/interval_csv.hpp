#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/quality.hpp"
#include "plan/import/row_source.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

/// The length of an interval that the file does not state is told from so many rows.
inline constexpr std::size_t kIntervalRowsLookedAt = 2'000;
/// An interval may last so long.
inline constexpr Duration kIntervalMax = Duration::days(1);
/// Calls an interval may have; a larger number is hardly a count.
inline constexpr std::int64_t kIntervalCallsMax = 100'000'000;

/// Whether a first row is meant as the header of interval-csv: a start of intervals and a count of calls.
bool looks_like_interval_csv(std::span<const std::string_view> header);

/// Reads totals per interval: the first row is the header, with a start (interval_start, date and time...)
/// and offered calls under one of their usual names, and any of: interval_end or interval_minutes, client,
/// queue, answered, abandoned, answered_in_threshold, mean_wait, mean_handle, mean_talk, mean_acw
/// (docs/reference/ interval-csv.md has the names). Where the length of the intervals is not stated it is the
/// smallest distance between starts. `source` is for progress.
Result<Quality> import_interval_rows(RowSource& rows, const ByteSource& source, const std::string& path,
                                     const Options& options, Directory& directory, RecordSink& sink);
/// The same from delimited text.
Result<Quality> import_interval_csv(ByteSource& source, const std::string& path, const Options& options,
                                    Directory& directory, RecordSink& sink);

}  // namespace tandem::importing
