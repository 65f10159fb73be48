#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/zone.hpp"
#include "core/holidays/holidays.hpp"
#include "core/holidays/named_day.hpp"

namespace tandem::holidays {

/// What days are called: the holidays of some countries, kYearMin to kYearMax, and a client's own days, each
/// name once a day. A value; built once and then asked for every day that is looked at.
class DayCalendar {
 public:
  struct Entry {
    LocalDay day;
    std::string name;
    std::optional<Holiday::Kind> kind;  ///< none: only the client has this name for the day
    std::optional<bool> closed;         ///< what the client said, the later word where there are two

    friend bool operator==(const Entry&, const Entry&) = default;
  };

  DayCalendar() = default;
  DayCalendar(std::span<const Country> countries, std::span<const NamedDay> named_days);

  /// In order of name; none on an ordinary day. Good as long as the calendar.
  std::span<const Entry> on(LocalDay day) const;
  /// In order of day, then of name.
  std::span<const Entry> entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

}  // namespace tandem::holidays
