#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/zone.hpp"

namespace tandem::rosters {

/// Days of the week by std::chrono::weekday::c_encoding(): 0 is Sunday.
using Weekdays = std::bitset<7>;
inline constexpr Weekdays kEveryDay = 0x7f;
inline constexpr Weekdays kWeekend = 0x41;

inline std::size_t weekday_index(LocalDay day) { return std::chrono::weekday(day).c_encoding(); }

/// A break lies between `from` and `until` after the start of its shift.
struct Break {
  std::string name;
  Duration length, from, until;
  bool paid = false;
};

/// Shifts that differ by their start only: from `earliest` to `latest` after midnight, each `step`.
struct ShiftTemplate {
  std::string name;
  Duration earliest, latest, step;
  Duration paid;              ///< what is paid of it: the unpaid breaks come on top
  std::vector<Break> breaks;  ///< in order of time, their windows apart
  Weekdays days = kEveryDay;  ///< on which it may start

  Duration length() const {
    Duration length = paid;
    for (const Break& one : breaks)
      if (!one.paid) length += one.length;
    return length;
  }
};

struct Contract {
  std::string name;
  std::uint32_t agents = 0;  ///< at most, those by name included
  Duration week_min;         ///< paid; of who works that week at all
  Duration week_max = Duration::hours(40);
  std::uint32_t days_max = 5;  ///< a week
  double cost_hour = 1;
  std::vector<std::size_t> shifts;  ///< which it allows
  Weekdays days = kEveryDay;
  std::optional<std::vector<std::string>> skills;  ///< of its agents; none: all
};

/// By the wall clock.
struct LocalSpan {
  LocalTime from, until;
};

/// By the wall clock.
struct WorkedShift {
  LocalTime from, until;
  Duration paid;
};

struct NamedAgent {
  std::string name;
  std::size_t contract = 0;
  std::vector<LocalDay> leave;         ///< no shift touches them
  std::vector<LocalSpan> unavailable;  ///< nor these
  std::vector<std::size_t> preferred_shifts;
  Weekdays preferred_days_off;
  std::optional<std::vector<std::string>> skills;  ///< none: those of the contract
  std::vector<WorkedShift> worked;  ///< before the plan: its rest, days in a row, weeks and weekends count on
};

struct WeekendRule {
  std::uint32_t worked_max = 1;
  std::uint32_t of = 1;  ///< of so many weekends one after another
};

/// What every roster keeps to. A week is Monday to Sunday; one of which only some days are planned, or some
/// are leave, asks for its share of the least hours.
struct Rules {
  std::vector<ShiftTemplate> shifts;
  std::vector<Contract> contracts;
  std::vector<NamedAgent> agents;
  Duration rest = Duration::hours(11);  ///< between shifts, at least
  std::uint32_t days_in_row_max = 6;
  std::optional<WeekendRule> weekends;
  Duration night_from = Duration::hours(22), night_until = Duration::hours(6);
  /// Of the hour's cost, for the share of a shift that lies in the night, or on Sunday.
  double night_premium = 0, sunday_premium = 0;
  double shortfall_cost_hour = 1000;  ///< an agent short for an hour
};

}  // namespace tandem::rosters
