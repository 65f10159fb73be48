#include <gtest/gtest.h>

#include "core/holidays/holiday_dates_for_test.hpp"

namespace tandem::holidays {
namespace {

// By 5 U.S.C. 6103 as it was in each year; compared with the lists of python-holidays. The holiday itself on
// a weekend is added to the day off.
constexpr ListedYear kYears[] = {
    {1970, "01-01 02-22 02-23* 05-29* 05-30 07-03* 07-04 09-07 11-11 11-26 12-25"},
    {1972, "01-01 02-21 05-29 07-04 09-04 10-09 10-23 11-23 12-25"},
    {1978, "01-01 01-02* 02-20 05-29 07-04 09-04 10-09 11-10* 11-11 11-23 12-25"},
    {1986, "01-01 01-20 02-17 05-26 07-04 09-01 10-13 11-11 11-27 12-25"},
    {1997, "01-01 01-20 02-17 05-26 07-04 09-01 10-13 11-11 11-27 12-25"},
    {1999, "01-01 01-18 02-15 05-31 07-04 07-05* 09-06 10-11 11-11 11-25 12-24* 12-25 12-31*"},
    {2003, "01-01 01-20 02-17 05-26 07-04 09-01 10-13 11-11 11-27 12-25"},
    {2004, "01-01 01-19 02-16 05-31 07-04 07-05* 09-06 10-11 11-11 11-25 12-24* 12-25 12-31*"},
    {2005, "01-01 01-17 02-21 05-30 07-04 09-05 10-10 11-11 11-24 12-25 12-26*"},
    {2010, "01-01 01-18 02-15 05-31 07-04 07-05* 09-06 10-11 11-11 11-25 12-24* 12-25 12-31*"},
    {2011, "01-01 01-17 02-21 05-30 07-04 09-05 10-10 11-11 11-24 12-25 12-26*"},
    {2016, "01-01 01-18 02-15 05-30 07-04 09-05 10-10 11-11 11-24 12-25 12-26*"},
    {2017, "01-01 01-02* 01-16 02-20 05-29 07-04 09-04 10-09 11-10* 11-11 11-23 12-25"},
    {2020, "01-01 01-20 02-17 05-25 07-03* 07-04 09-07 10-12 11-11 11-26 12-25"},
    {2021, "01-01 01-18 02-15 05-31 06-18* 06-19 07-04 07-05* 09-06 10-11 11-11 11-25 12-24* 12-25 12-31*"},
    {2022, "01-01 01-17 02-21 05-30 06-19 06-20* 07-04 09-05 10-10 11-11 11-24 12-25 12-26*"},
    {2023, "01-01 01-02* 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10* 11-11 11-23 12-25"},
    {2026, "01-01 01-19 02-16 05-25 06-19 07-03* 07-04 09-07 10-12 11-11 11-26 12-25"},
};

TEST(UnitedStates, HaveTheFederalHolidaysOfTheOfficialLists) {
  for (const auto& [year, dates] : kYears) EXPECT_EQ(dates_for_test(Country::us, year, false), dates) << year;
}

TEST(UnitedStates, HasNames) {
  EXPECT_EQ(names_for_test(Country::us, 2021),
            "01-01 New Year's Day\n"
            "01-18 Martin Luther King Jr. Day\n"
            "02-15 Washington's Birthday\n"
            "05-31 Memorial Day\n"
            "06-18 Juneteenth (observed)\n"
            "06-19 Juneteenth\n"
            "07-04 Independence Day\n"
            "07-05 Independence Day (observed)\n"
            "09-06 Labor Day\n"
            "10-11 Columbus Day\n"
            "11-11 Veterans Day\n"
            "11-25 Thanksgiving\n"
            "11-26 Day after Thanksgiving\n"
            "12-24 Christmas Eve\n"
            "12-24 Christmas Day (observed)\n"
            "12-25 Christmas Day\n"
            "12-31 New Year's Day (observed)\n");
}

TEST(UnitedStates, HaveShortDaysThatAreNoFederalHolidays) {
  EXPECT_EQ(dates_for_test(Country::us, 2003),
            "01-01 01-20 02-17 05-26 07-04 09-01 10-13 11-11 11-27 11-28? 12-24? 12-25");
}

}  // namespace
}  // namespace tandem::holidays
