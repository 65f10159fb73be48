#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plan/import/call_row.hpp"

/// What is known of other systems' exports: the names of their columns and the words for what became of a
/// call.
namespace tandem::importing::suggest {

/// "startDateTime", "START_DATE-TIME" -> "start date time".
std::string plain_name(std::string_view header);

/// "talk time sec", "talk s" -> "talk time", "talk": of a column of lengths.
std::string_view without_unit(std::string_view plain);

/// Usual names of a field's column, plain, the most telling first.
std::span<const std::string_view> usual_names(CallField field);

/// The outcome that a word mostly means, or "ignore" for calls that are not incoming; nothing for an unknown
/// word. `column`: the plain name of the word's column, which tells what yes and no mean.
std::optional<std::string_view> usual_outcome(std::string_view word, std::string_view column);

/// An export whose columns are documented.
struct KnownExport {
  std::string_view name;
  std::vector<std::string_view> signature;  ///< plain names of columns that together no other export has
  struct Column {
    CallField field;
    std::vector<std::string_view> names;  ///< those that are there are joined or added up
    std::string_view format;              ///< "": told from the content
  };
  std::vector<Column> columns;  ///< before the usual names
  std::vector<std::pair<std::string_view, std::string_view>> outcomes;
  bool infer_outcome = false;
  std::string_view zone;
  std::vector<std::string_view> notes;
};
std::span<const KnownExport> known_exports();

}  // namespace tandem::importing::suggest
