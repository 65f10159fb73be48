#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "plan/import/suggest_sample.hpp"

namespace tandem::importing::suggest {

/// A column that says which way a call went.
struct DirectionColumn {
  std::size_t column = 0;
  std::vector<std::string> outgoing;  ///< its words for calls that nobody made to the centre, as written
  std::vector<std::string> others;
};

/// By their names and words; of columns named as a type of call only those with such a word.
std::vector<DirectionColumn> direction_columns(const Sample& sample);

}  // namespace tandem::importing::suggest
