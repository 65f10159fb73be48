#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tandem::importing::suggest {

/// How the times of a column are written, told from its values.
struct TimeNotation {
  std::string format;  ///< as in a mapping: "iso8601", "epoch_ms", "%d/%m/%Y %H:%M:%S"...
  bool date_only = false;
  bool has_offset = false;  ///< every value says its offset, or counts from 1970
  /// The other reading where day and month could be swapped in every value; "" otherwise.
  std::string swapped;
};
/// Nothing where the values (blanks left out) are no times, or there are none.
std::optional<TimeNotation> time_notation(std::span<const std::string_view> values);
/// Of a column of times of day: "%H:%M:%S", "%I:%M %p"...
std::optional<std::string> clock_notation(std::span<const std::string_view> values);

/// How the lengths of a column are written: "hms", "seconds" or "milliseconds".
struct LengthNotation {
  std::string format;
  bool unsure = false;  ///< bare numbers so large that they may be milliseconds
  bool all_zero = false;
};
std::optional<LengthNotation> length_notation(std::span<const std::string_view> values);
/// Whether a column of that name (plain) may hold lengths of time: "0:35"; bare numbers only where the name
/// says so.
bool may_be_lengths(std::string_view plain_name, std::span<const std::string_view> values);

}  // namespace tandem::importing::suggest
