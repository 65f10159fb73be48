#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"

namespace tandem::calendar {

/// What one client's hours may hold; more is a fault.
inline constexpr std::size_t kSpansPerDayMax = 16;
inline constexpr std::size_t kSpecialDaysMax = 10'000;
inline constexpr std::size_t kNameBytesMax = 100;
/// The years of special days, and of what is compiled: zones are known for no others.
inline constexpr int kYearMin = 1900;
inline constexpr int kYearMax = 2099;

/// What a wall clock shows, in whole minutes after the midnight that its day begins with. 24:00 is the day's
/// end; a later time can be made, and is a fault where it is used.
class WallTime {
 public:
  constexpr WallTime() = default;
  static constexpr WallTime of(int hour, int minute) { return WallTime(hour * 60 + minute); }
  static constexpr WallTime end_of_day() { return of(24, 0); }

  constexpr int minutes() const { return minutes_; }
  /// "08:30"
  std::string to_string() const;

  friend constexpr auto operator<=>(WallTime, WallTime) = default;

 private:
  constexpr explicit WallTime(int minutes) : minutes_(minutes) {}
  int minutes_ = 0;
};

/// Open from `from` until `until`, excluded, on the wall clock; where `until` is the earlier, until that time
/// of the next day ("22:00-06:00"). It belongs to the day on which it begins.
struct DaySpan {
  WallTime from;
  WallTime until;

  /// Its end in minutes after the midnight that its day begins with.
  constexpr int end_minutes() const {
    return until >= from ? until.minutes() : until.minutes() + WallTime::end_of_day().minutes();
  }
  /// "22:00-06:00"
  std::string to_string() const;
  friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

/// In order and without overlap; touching is allowed. None: closed.
using DaySpans = std::vector<DaySpan>;

inline constexpr std::size_t kWeekdays = 7;

/// The hours of a week without special days.
struct WeeklyHours {
  std::array<DaySpans, kWeekdays> days;  ///< Monday first

  /// 24 hours on 7 days.
  static WeeklyHours always();
  const DaySpans& of(std::chrono::weekday day) const { return days[day.iso_encoding() - 1]; }
  friend bool operator==(const WeeklyHours&, const WeeklyHours&) = default;
};

/// A date with hours of its own, instead of all that its weekday has: a holiday, Christmas Eve.
struct SpecialDay {
  std::chrono::month_day date;
  std::optional<std::chrono::year> year;  ///< none: every year that has the date
  DaySpans spans;
  /// Ends at its midnight what the day before began ("22:00-06:00"); otherwise that goes on.
  bool from_midnight = false;
  std::string name;  ///< for people; may be empty

  friend bool operator==(const SpecialDay&, const SpecialDay&) = default;
};

/// "2026-12-25", "every 12-25"
std::string date_of(const SpecialDay& day);

/// When a client is served: a value, the same for every channel that it is used for.
struct OpeningHours {
  const Zone* zone = nullptr;
  WeeklyHours weekly;
  /// In any order. A date of one year goes before the same date of every year.
  std::vector<SpecialDay> special_days;

  friend bool operator==(const OpeningHours&, const OpeningHours&) = default;
};

/// Everything that is wrong with the hours, each fault with its place ("weekly.Mon[1]", "special_days[3]");
/// empty: they are sound.
std::vector<Error> faults_of(const OpeningHours& hours);

/// What is wrong with one of a day's spans, by itself and after those before it; empty: nothing.
std::string fault_of_span(std::span<const DaySpan> spans, std::size_t index);
/// What is wrong with a date; empty: nothing.
std::string fault_of_date(const SpecialDay& day);
/// What is wrong with a special day's name, as the end of a sentence; empty: nothing.
std::string fault_of_name(std::string_view name);

/// "Mon" ... "Sun", Monday first.
inline constexpr std::array<std::string_view, kWeekdays> kWeekdayNames = {"Mon", "Tue", "Wed", "Thu",
                                                                          "Fri", "Sat", "Sun"};

}  // namespace tandem::calendar
