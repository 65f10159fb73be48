#pragma once

// For tests: a year's holidays as a line of text.

#include <string>
#include <string_view>

#include "core/holidays/holidays.hpp"

namespace tandem::holidays {

/// What an official list of one year has: "01-01 07-05* 12-24?"; * stands for observed, ? for half.
struct ListedYear {
  int year;
  std::string_view dates;
};

inline std::string dates_for_test(Country country, int year, bool with_half = true) {
  std::string text;
  for (const Holiday& holiday : holidays_of(country, year)) {
    if (holiday.kind == Holiday::Kind::half && !with_half) continue;
    if (!text.empty()) text += ' ';
    text += to_text(holiday.day).substr(5);
    if (holiday.kind == Holiday::Kind::observed) text += '*';
    if (holiday.kind == Holiday::Kind::half) text += '?';
  }
  return text;
}

/// "01-01 New Year's Day", a line each.
inline std::string names_for_test(Country country, int year) {
  std::string text;
  for (const Holiday& holiday : holidays_of(country, year))
    text += to_text(holiday.day).substr(5) + ' ' + std::string(holiday.name) + '\n';
  return text;
}

}  // namespace tandem::holidays
