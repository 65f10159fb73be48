#pragma once

#include <chrono>
#include <string_view>
#include <vector>

#include "core/base/zone.hpp"
#include "core/holidays/holidays.hpp"

namespace tandem::holidays {

bool is_weekend(LocalDay day);  ///< Saturday or Sunday

/// Gathers one country's holidays of one year while its rules are gone through.
class HolidayYear {
 public:
  explicit HolidayYear(int year) : year_(year) {}

  int number() const { return static_cast<int>(year_); }
  LocalDay on(std::chrono::month_day date) const { return LocalDay(year_ / date); }
  /// "the third Monday in January": std::chrono::January / std::chrono::Monday[3].
  LocalDay on(std::chrono::month_weekday date) const { return LocalDay(year_ / date); }
  LocalDay on(std::chrono::month_weekday_last date) const { return LocalDay(year_ / date); }
  LocalDay easter() const;

  /// A day of another year is left out: a holiday may be kept on the last day of the year before.
  void add(LocalDay day, std::string_view name, Holiday::Kind kind = Holiday::Kind::full);
  bool has(LocalDay day) const;
  const std::vector<Holiday>& added() const { return holidays_; }
  std::vector<Holiday> in_order() const;

 private:
  std::chrono::year year_;
  std::vector<Holiday> holidays_;
};

}  // namespace tandem::holidays
