#pragma once

#include <span>
#include <string>

#include "app/import_summary.hpp"
#include "core/base/zone.hpp"
#include "plan/import/directory.hpp"
#include "plan/import/quality.hpp"

namespace tandem::app {

/// What `tandem import` tells: what came in, and how good it is.
struct ImportOutcome {
  std::span<const std::string> files;
  const importing::Quality& quality;
  const ImportSummary& summary;
  const importing::Directory& directory;
  const Zone& zone;  ///< in which times are shown
};

/// Lines for people.
std::string text_of(const ImportOutcome& outcome);
/// One object; schema: docs/reference/import.schema.json.
std::string json_of(const ImportOutcome& outcome);

}  // namespace tandem::app
