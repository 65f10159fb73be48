#pragma once

#include <string>

#include "core/base/result.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

class DuplicateFinder;

/// Reads what FreeSWITCH's mod_callcenter leaves behind, a stay in a queue a call: call records as CSV with a
/// header of channel variables, as JSON (mod_json_cdr's documents or flat objects), or the JSON of its events
/// (callcenter::info). The agents' own legs are passed over. What becomes of each field stands in
/// docs/reference/import-formats.md. Errors as of import_files.
Result<Quality> import_freeswitch_callcenter(ByteSource& source, const std::string& path,
                                             const Options& options, Directory& directory, RecordSink& sink,
                                             DuplicateFinder* duplicates);

}  // namespace tandem::importing
