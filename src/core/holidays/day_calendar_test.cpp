#include "core/holidays/day_calendar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace tandem::holidays {
namespace {

using Kind = Holiday::Kind;

LocalDay day(int year, unsigned month, unsigned number) {
  return LocalDay(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number));
}

std::vector<DayCalendar::Entry> on(const DayCalendar& calendar, LocalDay wanted) {
  const auto entries = calendar.on(wanted);
  return {entries.begin(), entries.end()};
}

TEST(DayCalendar, KnowsNoDayWithoutCountriesAndNamedDays) {
  EXPECT_TRUE(DayCalendar().on(day(2025, 12, 25)).empty());
  EXPECT_TRUE(DayCalendar({}, {}).entries().empty());
}

TEST(DayCalendar, GivesANameOnceThatSeveralCountriesHave) {
  const DayCalendar calendar(std::array{Country::us, Country::gb, Country::de}, {});
  EXPECT_EQ(on(calendar, day(2025, 12, 25)),
            (std::vector<DayCalendar::Entry>{{day(2025, 12, 25), "Christmas Day", Kind::full, {}}}));
  EXPECT_EQ(on(calendar, day(2025, 5, 26)),
            (std::vector<DayCalendar::Entry>{{day(2025, 5, 26), "Memorial Day", Kind::full, {}},
                                             {day(2025, 5, 26), "Spring bank holiday", Kind::full, {}}}));
  EXPECT_TRUE(calendar.on(day(2025, 5, 27)).empty());
}

TEST(DayCalendar, JoinsAClientsDaysToTheHolidays) {
  const std::array own = {NamedDay{day(2025, 12, 25), "Christmas Day", true},
                          NamedDay{day(2025, 12, 25), "Annual sale", std::nullopt},
                          NamedDay{day(1965, 3, 1), "Founding day", false}};
  const DayCalendar calendar(std::array{Country::gb}, own);
  EXPECT_EQ(on(calendar, day(2025, 12, 25)),
            (std::vector<DayCalendar::Entry>{{day(2025, 12, 25), "Annual sale", {}, {}},
                                             {day(2025, 12, 25), "Christmas Day", Kind::full, true}}));
  EXPECT_EQ(on(calendar, day(1965, 3, 1)),
            (std::vector<DayCalendar::Entry>{{day(1965, 3, 1), "Founding day", {}, false}}));
}

TEST(DayCalendar, TakesTheLaterWordOnWhetherADayIsClosed) {
  const std::array own = {NamedDay{day(2025, 3, 1), "Audit", true}, NamedDay{day(2025, 3, 1), "Audit", {}},
                          NamedDay{day(2025, 3, 1), "Audit", false}, NamedDay{day(2025, 3, 1), "Audit", {}}};
  EXPECT_EQ(on(DayCalendar({}, own), day(2025, 3, 1)),
            (std::vector<DayCalendar::Entry>{{day(2025, 3, 1), "Audit", {}, false}}));
}

RC_GTEST_PROP(DayCalendar, SaysOfEveryDayWhatACountryAndTheClientSay, ()) {
  const Country country = *rc::gen::elementOf(std::vector<Country>(kCountries.begin(), kCountries.end()));
  std::vector<NamedDay> own;
  for (const int number : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 400)))
    own.push_back(
        {day(2024, 1, 1) + std::chrono::days(number), *rc::gen::element<std::string>("a", "b"), {}});
  const DayCalendar calendar(std::span(&country, 1), own);
  const LocalDay wanted = day(2024, 1, 1) + std::chrono::days(*rc::gen::inRange(0, 366));
  std::set<std::string> names;
  for (const Holiday& holiday : holidays_of(country, 2024))
    if (holiday.day == wanted) names.emplace(holiday.name);
  for (const NamedDay& named : own)
    if (named.day == wanted) names.insert(named.name);
  std::set<std::string> found;
  for (const auto& entry : calendar.on(wanted)) found.insert(entry.name);
  RC_ASSERT(found == names);
  RC_ASSERT(calendar.on(wanted).size() == names.size());
}

}  // namespace
}  // namespace tandem::holidays
