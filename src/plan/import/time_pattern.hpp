#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::importing {

/// A strptime-like pattern, compiled: %Y %y %m %d %e %b %B %a %A %H %k %I %l %M %S %f %p %z %Z %T %R %D %F
/// %%. Numbers may lack leading zeros, blanks in the pattern stand for any blanks or none, names are English,
/// %f is a fraction of a second of any length, %y means 1970 to 2069. %Z (a zone's letters) sets the offset
/// for Z, UTC and GMT and is passed over otherwise.
class TimePattern {
 public:
  /// Errors say which part is not known, or that the pattern lacks a day, month or year, or %p beside %I.
  static Result<TimePattern> parse(std::string_view pattern);
  ValueResult<ClockReading> read(std::string_view text) const;
  /// False for a pattern of a date alone.
  bool has_time_of_day() const;
  const std::string& text() const { return text_; }
  /// A time written by the pattern, for error texts.
  std::string example() const;

 private:
  struct Part {
    char code = 0;     ///< the letter after '%', or 0 for a literal
    char literal = 0;  ///< ' ' stands for any blanks
  };
  bool has(std::string_view codes) const;
  std::vector<Part> parts_;
  std::string text_;
};

/// "%d/%m/%Y" <-> "%m/%d/%Y" of a date in numbers, "" of any other: the pattern that many of its values are
/// of, too.
std::string day_and_month_swapped(std::string_view pattern);

}  // namespace tandem::importing
