#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace tandem::importing {

/// At most so many examples of each kind of repair, of each kind of refusal, and refusals of any kind, are
/// kept; all are counted.
inline constexpr std::size_t kExamplesKept = 10;
inline constexpr std::size_t kRefusalExamplesKept = 3;
inline constexpr std::size_t kRefusalsKept = 100;

/// One kind of repair: what was off and what was made of it, how often, and the first few.
struct Repair {
  std::uint64_t count = 0;
  std::vector<Error> examples;  ///< where, what was found, what was made of it
};

/// How good the data is, as far as reading it tells. A result of every import, shown in every report.
struct Quality {
  std::uint64_t rows_read = 0;
  std::uint64_t rows_used = 0;
  std::uint64_t rows_refused = 0;
  std::uint64_t rows_ignored =
      0;                         ///< no calls by the format's own rules: phantom calls, configuration events
  std::uint64_t duplicates = 0;  ///< refused because the same call was there before; part of rows_refused
  std::map<std::string, Repair> repairs;  ///< by kind, in words: "queue entered before the menu was left"
  std::map<std::string, std::uint64_t> refusals;  ///< by kind, in words
  std::map<std::string, std::uint64_t> ignored;   ///< by kind, in words
  std::map<std::string, std::uint64_t>
      notes;                            ///< what was kept as it is and looks odd: "service longer than 8 h"
  std::vector<Error> refused_examples;  ///< the first kRefusalsKept, in order of file and line
  /// By kind, the first kRefusalExamplesKept of each: the rare kinds, too, are shown.
  std::map<std::string, std::vector<Error>> refusal_examples;

  std::vector<std::string> formats;  ///< of the files read, in order of first sight: "anonymous-bank"
  std::string home_zone;             ///< the format's own, where local times were read in it; else ""

  void repaired(const std::string& kind, Error example);
  void refused(const std::string& kind, Error example);
  void add(const Quality& other);
};

/// Whether a note is of a part of a file, such as "column 'region' not read", and not of calls.
bool is_of_a_part(std::string_view note);

}  // namespace tandem::importing
