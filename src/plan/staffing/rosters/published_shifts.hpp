#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "plan/staffing/rosters/published.hpp"

namespace tandem::rosters {

/// Collects the shifts of a file, whatever its form: refuses those that no roster can hold, with their place.
class PublishedShifts {
 public:
  /// `file` must outlive it.
  explicit PublishedShifts(const std::string& file) : file_(file) {}

  /// `where`: of the shift's start. Errors: a shift that does not end after it begins, or is too long; the
  /// second of an agent at one time; too many.
  Result<void> add(PublishedShift shift, const Where& where);
  /// In order of the file.
  PublishedRoster take() && { return {file_, std::move(shifts_)}; }

 private:
  const std::string& file_;
  std::map<std::pair<std::string, LocalTime>, std::uint64_t> lines_;  ///< by agent and start
  std::vector<PublishedShift> shifts_;
};

/// "12:00-12:30" as the first such stretch from the start of a shift on; nothing where it is no such text.
std::optional<LocalSpan> break_of(std::string_view text, LocalTime shift_start);

/// What keeps breaks from being those of a shift, as a sentence; "": nothing. Puts them in order.
std::string fault_of_breaks(PublishedShift& shift);

}  // namespace tandem::rosters
