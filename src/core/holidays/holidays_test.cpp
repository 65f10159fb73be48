#include "core/holidays/holidays.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tandem::holidays {
namespace {

TEST(Holidays, KnowTheirCountryByItsCode) {
  EXPECT_EQ(country_from("US"), Country::us);
  EXPECT_EQ(country_from("gb"), Country::gb);
  EXPECT_EQ(country_from("Uk"), Country::gb);
  EXPECT_EQ(country_from("dE"), Country::de);
  EXPECT_EQ(country_from("RU"), Country::ru);
  EXPECT_EQ(country_from("il"), Country::il);
  for (const std::string_view code : {"", "U", "USA", " US", "FR"})
    EXPECT_EQ(country_from(code), std::nullopt) << code;
}

TEST(Holidays, NameTheirCountry) {
  EXPECT_EQ(name_of(Country::us), "United States");
  EXPECT_EQ(name_of(Country::gb), "England and Wales");
}

/// When a country keeps what has that name: "01-01", or "moves" where it is not the same date in every year.
std::map<std::string_view, std::string> dates_by_name(Country country) {
  std::map<std::string_view, std::string> dates;
  for (int year = kYearMin; year <= kYearMax; ++year)
    for (const Holiday& holiday : holidays_of(country, year)) {
      const std::string date = to_text(holiday.day).substr(5);
      const auto [known, is_new] = dates.emplace(holiday.name, date);
      if (!is_new && known->second != date) known->second = "moves";
    }
  return dates;
}

TEST(Holidays, HaveANameInTwoCountriesOnlyWhereItMeansTheSame) {
  std::map<std::string_view, std::string> known;
  for (const Country country : kCountries)
    for (const auto& [name, date] : dates_by_name(country)) {
      const auto [other, is_new] = known.emplace(name, date);
      if (is_new || name == "Good Friday" || name == "Easter Monday") continue;
      EXPECT_EQ(date, other->second) << name;
      EXPECT_NE(date, "moves") << name;
    }
}

RC_GTEST_PROP(Holidays, AreInOrderWithinTheYearAndEachOnce, ()) {
  const Country country = *rc::gen::elementOf(std::vector<Country>(kCountries.begin(), kCountries.end()));
  const int year = *rc::gen::inRange(kYearMin, kYearMax + 1);
  const auto days = holidays_of(country, year);
  RC_ASSERT(!days.empty());
  RC_ASSERT(std::ranges::is_sorted(days, {}, &Holiday::day));
  std::set<std::pair<LocalDay, std::string_view>> seen;
  for (const Holiday& holiday : days) {
    RC_ASSERT((std::chrono::year_month_day(holiday.day).year() == std::chrono::year(year)));
    RC_ASSERT(!holiday.name.empty());
    RC_ASSERT(seen.emplace(holiday.day, holiday.name).second);
  }
}

RC_GTEST_PROP(Holidays, AreObservedOnWorkingDays, ()) {
  const Country country = *rc::gen::elementOf(std::vector<Country>(kCountries.begin(), kCountries.end()));
  const auto days = holidays_of(country, *rc::gen::inRange(kYearMin, kYearMax + 1));
  for (const Holiday& holiday : days) {
    if (holiday.kind != Holiday::Kind::observed) continue;
    RC_ASSERT(std::chrono::weekday(holiday.day).iso_encoding() <= 5U);
    for (const Holiday& other : days)
      RC_ASSERT((other.kind != Holiday::Kind::full || other.day != holiday.day));
  }
}

}  // namespace
}  // namespace tandem::holidays
