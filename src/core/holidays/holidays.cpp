#include "core/holidays/holidays.hpp"

#include <algorithm>
#include <utility>

#include "core/base/check.hpp"
#include "core/holidays/country_rules.hpp"
#include "core/holidays/holiday_year.hpp"

namespace tandem::holidays {
namespace {

struct Code {
  std::string_view text;
  Country country;
};
constexpr Code kCodes[] = {{"US", Country::us}, {"GB", Country::gb}, {"UK", Country::gb},
                           {"DE", Country::de}, {"RU", Country::ru}, {"IL", Country::il}};

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

}  // namespace

std::optional<Country> country_from(std::string_view code) {
  for (const auto& [text, country] : kCodes)
    if (std::ranges::equal(code, text, {}, upper)) return country;
  return std::nullopt;
}

std::string_view name_of(Country country) {
  switch (country) {
    case Country::us:
      return "United States";
    case Country::gb:
      return "England and Wales";
    case Country::de:
      return "Germany";
    case Country::ru:
      return "Russia";
    case Country::il:
      return "Israel";
  }
  std::unreachable();
}

std::vector<Holiday> holidays_of(Country country, int year) {
  TANDEM_CHECK(year >= kYearMin && year <= kYearMax, "holidays are known for 1970 to 2099");
  HolidayYear kept(year);
  switch (country) {
    case Country::us:
      add_holidays_of_united_states(kept);
      break;
    case Country::gb:
      add_holidays_of_england(kept);
      break;
    case Country::de:
      add_holidays_of_germany(kept);
      break;
    case Country::ru:
      add_holidays_of_russia(kept);
      break;
    case Country::il:
      add_holidays_of_israel(kept);
      break;
  }
  return kept.in_order();
}

}  // namespace tandem::holidays
