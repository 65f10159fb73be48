#pragma once

#include <string>

#include "core/base/result.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

/// Reads a log of Tandem's own events (core/events/event_log.hpp), as a simulation or a floor writes it:
/// events are folded to calls and, where Options::wanted asks for it, to agents' time. Errors as of
/// import_files.
Result<Quality> import_event_log(ByteSource& source, const std::string& path, const Options& options,
                                 Directory& directory, RecordSink& sink);

}  // namespace tandem::importing
