#include <gtest/gtest.h>

#include "core/holidays/holiday_dates_for_test.hpp"

namespace tandem::holidays {
namespace {

// From 1999: the calendars of working days published with the Labour Code (data.gov.ru, Production Calendar),
// without what a decree moved in that year alone. Before: article 65 of the Labour Code of 1971 as it was.
constexpr ListedYear kYears[] = {
    {1991, "01-01 01-07 03-08 05-01 05-02 05-09 10-07 11-07 11-08"},
    {1993, "01-01 01-02 01-04* 01-07 03-08 05-01 05-02 05-03* 05-04* 05-09 05-10* 06-12 06-14* 11-07 11-08*"},
    {1999,
     "01-01 01-02 01-04* 01-07 03-08 05-01 05-02 05-03* 05-04* 05-09 05-10* 06-12 06-14* 11-07 11-08* 12-12 "
     "12-13*"},
    {2000, "01-01 01-02 01-03* 01-04* 01-07 03-08 05-01 05-02 05-09 06-12 11-07 12-12"},
    {2001, "01-01 01-02 01-07 01-08* 03-08 05-01 05-02 05-09 06-12 11-07 12-12"},
    {2002, "01-01 01-02 01-07 02-23 02-25* 03-08 05-01 05-02 05-09 06-12 11-07 12-12"},
    {2003, "01-01 01-02 01-07 02-23 02-24* 03-08 03-10* 05-01 05-02 05-09 06-12 11-07 12-12"},
    {2004,
     "01-01 01-02 01-07 02-23 03-08 05-01 05-02 05-03* 05-04* 05-09 05-10* 06-12 06-14* 11-07 11-08* 12-12 "
     "12-13*"},
    {2005,
     "01-01 01-02 01-03 01-04 01-05 01-06* 01-07 01-10* 02-23 03-08 05-01 05-02* 05-09 06-12 06-13* 11-04"},
    {2006, "01-01 01-02 01-03 01-04 01-05 01-06* 01-07 01-09* 02-23 03-08 05-01 05-09 06-12 11-04 11-06*"},
    {2008, "01-01 01-02 01-03 01-04 01-05 01-07 01-08* 02-23 02-25* 03-08 03-10* 05-01 05-09 06-12 11-04"},
    {2010,
     "01-01 01-02 01-03 01-04 01-05 01-06* 01-07 01-08* 02-23 03-08 05-01 05-03* 05-09 05-10* 06-12 06-14* "
     "11-04"},
    {2011,
     "01-01 01-02 01-03 01-04 01-05 01-06* 01-07 01-10* 02-23 03-08 05-01 05-02* 05-09 06-12 06-13* 11-04"},
    {2012, "01-01 01-02 01-03 01-04 01-05 01-06* 01-07 01-09* 02-23 03-08 05-01 05-09 06-12 11-04 11-05*"},
    {2016,
     "01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-02* 05-09 06-12 06-13* 11-04"},
    {2017, "01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04 11-06*"},
    {2020,
     "01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 02-24* 03-08 03-09* 05-01 05-09 05-11* 06-12 "
     "11-04"},
    {2022,
     "01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-02* 05-09 06-12 06-13* 11-04"},
    {2025,
     "01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 02-24* 03-08 03-10* 05-01 05-09 06-12 11-04"},
};

TEST(Russia, HasTheHolidaysOfTheLawWithTheDaysOffThatItMoves) {
  for (const auto& [year, dates] : kYears) EXPECT_EQ(dates_for_test(Country::ru, year, false), dates) << year;
}

TEST(Russia, HasNames) {
  EXPECT_EQ(names_for_test(Country::ru, 2005),
            "01-01 New Year's Day\n"
            "01-02 New Year holidays\n"
            "01-03 New Year holidays\n"
            "01-04 New Year holidays\n"
            "01-05 New Year holidays\n"
            "01-06 New Year's Day (day off moved)\n"
            "01-07 Orthodox Christmas\n"
            "01-10 New Year holidays (day off moved)\n"
            "02-23 Defender of the Fatherland Day\n"
            "03-08 International Women's Day\n"
            "05-01 Spring and Labour Day\n"
            "05-02 Spring and Labour Day (day off moved)\n"
            "05-09 Victory Day\n"
            "06-12 Russia Day\n"
            "06-13 Russia Day (day off moved)\n"
            "11-04 Unity Day\n"
            "12-31 New Year's Eve\n");
}

TEST(Russia, KeptOtherDaysUntil1991) {
  EXPECT_EQ(dates_for_test(Country::ru, 1970), "01-01 03-08 05-01 05-02 05-09 11-07 11-08 12-05 12-31?");
  EXPECT_EQ(dates_for_test(Country::ru, 1980), "01-01 03-08 05-01 05-02 05-09 10-07 11-07 11-08 12-31?");
}

TEST(Russia, MovesNoDayOffOfTheFirstDaysOfJanuaryByRuleSince2013) {
  // 2022 began with a Saturday, 2023 with a Sunday: decrees moved those days off to May and February.
  EXPECT_EQ(dates_for_test(Country::ru, 2023, false),
            "01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04 11-06*");
}

}  // namespace
}  // namespace tandem::holidays
