#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/import/call_row.hpp"

namespace tandem::importing {

/// How a foreign table of calls is read: which of its columns holds which of our fields, in which notation,
/// and what its outcome words mean. Written by people or proposed by `suggest_mapping`; JSON in files
/// (schema: docs/reference).
struct Mapping {
  struct Column {
    CallField field;
    std::string name;  ///< the column's header in the file; compared without case and outer blanks
    std::optional<std::string>
        format;  ///< a ValueFormat in words ("iso8601", "epoch_ms", "hms"...) or a strptime pattern
  };
  std::vector<Column> columns;
  std::map<std::string, std::string> constants;  ///< field name -> value for every call: client, queue...
  std::map<std::string, std::string> outcomes;   ///< the file's word (any case) -> our outcome, or "ignore"
  std::optional<char> delimiter;
  std::string zone;  ///< IANA name; "" where offsets are in the data or --zone says it
};

/// Errors say the JSON path ("columns[2].field"), what was found and what may stand there.
Result<Mapping> parse_mapping(std::string_view json, const std::string& file);
std::string to_json(const Mapping& mapping);

/// What a mapping was guessed from, for the person who checks it.
struct SuggestedMapping {
  Mapping mapping;
  std::vector<std::string>
      reasons;  ///< one line a column: what it was taken for and why, or why it was left out
  std::vector<std::string>
      questions;              ///< what a person must decide: zone, 02/03 day or month first, unknown outcomes
  std::string recognised_as;  ///< "Five9 call log"... or ""
};

/// Proposes a mapping from a table's header and its first rows (at most 1,000 are looked at).
Result<SuggestedMapping> suggest_mapping(const std::string& path);

}  // namespace tandem::importing
