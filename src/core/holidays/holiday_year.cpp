#include "core/holidays/holiday_year.hpp"

#include <algorithm>

#include "core/holidays/easter.hpp"

namespace tandem::holidays {

bool is_weekend(LocalDay day) { return std::chrono::weekday(day).iso_encoding() >= 6; }

LocalDay HolidayYear::easter() const { return easter_of(number()); }

void HolidayYear::add(LocalDay day, std::string_view name, Holiday::Kind kind) {
  if (std::chrono::year_month_day(day).year() == year_) holidays_.push_back({day, name, kind});
}

bool HolidayYear::has(LocalDay day) const {
  return std::ranges::find(holidays_, day, &Holiday::day) != holidays_.end();
}

std::vector<Holiday> HolidayYear::in_order() const {
  std::vector<Holiday> sorted = holidays_;
  std::ranges::stable_sort(sorted, {}, &Holiday::day);
  return sorted;
}

}  // namespace tandem::holidays
