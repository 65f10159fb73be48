#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/import/call_row.hpp"

namespace tandem::importing {

/// A mapping file may have so many bytes.
inline constexpr std::size_t kMappingBytesMax = std::size_t{1} << 20;

/// As a constant outcome: answered where a row has an answer or a conversation, in_menu where its wait is
/// stated and zero, abandoned otherwise.
inline constexpr std::string_view kInferOutcome = "infer";
/// As the meaning of an outcome word: such rows are no calls.
inline constexpr std::string_view kIgnoreOutcome = "ignore";

/// How a foreign table of calls is read: which of its columns holds which of our fields, in which notation,
/// and what its outcome words mean. Written by people or proposed by `suggest_mapping`; JSON in files
/// (schema: docs/reference).
struct Mapping {
  struct Column {
    CallField field;
    /// The columns' headers in the file, mostly one; compared without case and outer blanks. Of several,
    /// parts of an instant are joined with a blank, lengths added up, of texts the first that is not blank is
    /// taken.
    std::vector<std::string> names;
    /// A ValueFormat in words ("iso8601", "epoch_ms", "hms"...) or a strptime pattern (see TimePattern).
    std::optional<std::string> format;

    friend bool operator==(const Column&, const Column&) = default;
  };
  std::vector<Column> columns;
  std::map<std::string, std::string> constants;  ///< field name -> value for every call: client, queue...
  /// The file's word (any case; "" for a blank) -> our outcome, or "ignore".
  std::map<std::string, std::string> outcomes;
  /// Column -> words (any case; "" for a blank): rows with one of them there are no calls, such as outgoing
  /// ones.
  std::map<std::string, std::vector<std::string>> ignore_where;
  std::optional<char> delimiter;
  std::string zone;  ///< IANA name; "" where offsets are in the data or --zone says it

  friend bool operator==(const Mapping&, const Mapping&) = default;
};

/// Errors say the JSON path ("columns[2].field"), what was found and what may stand there.
Result<Mapping> parse_mapping(std::string_view text, const std::string& file);
/// From a file.
Result<Mapping> read_mapping(const std::string& path);
/// As parse_mapping reads it, laid out for people; `notes` are for them alone.
std::string to_json(const Mapping& mapping, std::span<const std::string> notes = {});

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
