#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "plan/staffing/rosters/rules.hpp"

namespace tandem::rosters {

/// What a file of a roster may hold; more is an error.
inline constexpr std::size_t kPublishedBytesMax = 16 << 20;
inline constexpr std::size_t kPublishedShiftsMax = 100'000;
/// No shift lasts longer.
inline constexpr Duration kPublishedLengthMax = Duration::hours(48);

/// A shift as somebody's roster has it, by the wall clock, on full minutes.
struct PublishedShift {
  std::string agent;
  std::string contract, shift;    ///< "": the roster does not say
  LocalTime from, until;          ///< `until` after `from`
  std::vector<LocalSpan> breaks;  ///< in order of time, apart, within the shift
  std::uint64_t line = 0;         ///< of the file, where it begins

  LocalDay day() const { return std::chrono::floor<std::chrono::days>(from); }
};

/// A roster as a file has it, whoever made it: in the file's order, of each agent one shift a start.
struct PublishedRoster {
  std::string file;
  std::vector<PublishedShift> shifts;
};

struct PublishedOptions {
  /// The wall clock that times in UTC, or with another TZID, are read on. Null: a file that has such times is
  /// refused.
  const Zone* zone = nullptr;
  /// Events of calendars are repeated until here, included.
  LocalDay last;
};

/// A table with the columns agent, start, end and, where it has them, contract, shift, day and breaks, in any
/// order: what `tandem roster --csv` writes. Errors name line and column.
Result<PublishedRoster> parse_published_csv(std::string_view text, const std::string& file);

/// The events of a calendar (iCalendar, RFC 5545) that have times, each a shift of the agent that its
/// CATEGORIES, its ATTENDEEs or its SUMMARY name; see docs/reference/roster-files.md. Errors name line and
/// property.
Result<PublishedRoster> parse_published_ics(std::string_view text, const std::string& file,
                                            const PublishedOptions& options);

/// A calendar where the file begins as one, a table otherwise. Packed files are read too.
Result<PublishedRoster> read_published(const std::string& path, const PublishedOptions& options);

}  // namespace tandem::rosters
