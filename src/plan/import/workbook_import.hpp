#pragma once

#include <string>

#include "core/base/result.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/mapping.hpp"
#include "plan/import/quality.hpp"
#include "plan/import/source/byte_source.hpp"

namespace tandem::importing {

class DuplicateFinder;

/// A sheet's header may stand below so many rows of titles.
inline constexpr std::size_t kTitleRowsMax = 20;

/// Reads every visible sheet of an .xlsx workbook that has the header of calls-csv, of the mapping or of
/// interval-csv within its first rows; the notes say which sheets were read and which were not. Dates in
/// cells are local times of Options::zone. Errors: a damaged workbook, no sheet with a fitting header.
Result<Quality> import_workbook(ByteSource& source, const std::string& path, const Options& options,
                                Directory& directory, RecordSink& sink, DuplicateFinder* duplicates);

/// suggest_mapping() for the first visible sheet that has rows.
Result<SuggestedMapping> suggest_mapping_of_workbook(ByteSource& source, const std::string& path);

}  // namespace tandem::importing
