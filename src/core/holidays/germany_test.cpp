#include <gtest/gtest.h>

#include "core/holidays/holiday_dates_for_test.hpp"

namespace tandem::holidays {
namespace {

// What the laws of all states have; from 1990 on compared with the lists of python-holidays.
constexpr ListedYear kYears[] = {
    {1970, "01-01 03-27 03-30 05-01 05-07 05-18 06-17 12-25 12-26"},
    {1980, "01-01 04-04 04-07 05-01 05-15 05-26 06-17 12-25 12-26"},
    {1981, "01-01 04-17 04-20 05-01 05-28 06-08 06-17 11-18 12-25 12-26"},
    {1990, "01-01 04-13 04-16 05-01 05-24 06-04 06-17 10-03 11-21 12-25 12-26"},
    {1994, "01-01 04-01 04-04 05-01 05-12 05-23 10-03 11-16 12-25 12-26"},
    {1995, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 12-25 12-26"},
    {1999, "01-01 04-02 04-05 05-01 05-13 05-24 10-03 12-25 12-26"},
    {2000, "01-01 04-21 04-24 05-01 06-01 06-12 10-03 12-25 12-26"},
    {2003, "01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26"},
    {2008, "01-01 03-21 03-24 05-01 05-01 05-12 10-03 12-25 12-26"},
    {2016, "01-01 03-25 03-28 05-01 05-05 05-16 10-03 12-25 12-26"},
    {2017, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26"},
    {2021, "01-01 04-02 04-05 05-01 05-13 05-24 10-03 12-25 12-26"},
    {2024, "01-01 03-29 04-01 05-01 05-09 05-20 10-03 12-25 12-26"},
    {2025, "01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26"},
};

TEST(Germany, HasTheHolidaysThatEveryStateKeeps) {
  for (const auto& [year, dates] : kYears) EXPECT_EQ(dates_for_test(Country::de, year, false), dates) << year;
}

TEST(Germany, HasNames) {
  EXPECT_EQ(names_for_test(Country::de, 2017),
            "01-01 New Year's Day\n"
            "04-14 Good Friday\n"
            "04-17 Easter Monday\n"
            "05-01 Labour Day\n"
            "05-25 Ascension Day\n"
            "06-05 Whit Monday\n"
            "10-03 German Unity Day\n"
            "10-31 Reformation Day\n"
            "12-24 Christmas Eve\n"
            "12-25 Christmas Day\n"
            "12-26 Boxing Day\n"
            "12-31 New Year's Eve\n");
}

TEST(Germany, MayHaveTwoHolidaysOnOneDay) {
  EXPECT_NE(names_for_test(Country::de, 2008).find("05-01 Labour Day\n05-01 Ascension Day\n"),
            std::string::npos);
}

TEST(Germany, HasHalfDaysAtTheEndOfTheYear) {
  EXPECT_EQ(dates_for_test(Country::de, 2003),
            "01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-24? 12-25 12-26 12-31?");
}

}  // namespace
}  // namespace tandem::holidays
