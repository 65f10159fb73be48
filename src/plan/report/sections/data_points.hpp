#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plan/report/sections/page.hpp"

namespace tandem::report {

/// One thing that is off, or worth knowing, about the data.
struct DataPoint {
  /// `part`: a column or a sheet that was not read, which is no fault of a call.
  enum class Kind : std::uint8_t { refused, time, repaired, calls, note, ignored, part };
  Kind kind = Kind::note;
  std::string words;  ///< in the page's language, not escaped
  std::uint64_t count = 0;
};

/// Everything that is off with the data: what reading told and what time told, the weightiest first.
std::vector<DataPoint> data_points(const Page& page);

/// The words of an importer ("queue entered before the menu was left") in the page's language; words without
/// a known translation as they are.
std::string kind_in_words(const Page& page, const std::string& kind);

}  // namespace tandem::report
