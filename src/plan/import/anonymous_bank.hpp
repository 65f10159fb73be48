#pragma once

#include <string>

#include "core/base/result.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

class DuplicateFinder;

/// Reads one month of the call records of the Technion's "Anonymous Bank" (I. Guedj and A. Mandelbaum): a row
/// a call, 17 fields between tabs. Local times are those of Asia/Jerusalem where Options::zone names no
/// other. What is made of the log's oddities stands in docs/reference/import-formats.md. Errors as of
/// import_files.
Result<Quality> import_anonymous_bank(ByteSource& source, const std::string& path, const Options& options,
                                      Directory& directory, RecordSink& sink, DuplicateFinder* duplicates);

}  // namespace tandem::importing
