#include <gtest/gtest.h>

#include "core/holidays/holiday_dates_for_test.hpp"

namespace tandem::holidays {
namespace {

// By the Banking and Financial Dealings Act 1971 and the proclamations since; compared with the lists of
// python-holidays, where those speak. Days on a weekend are added to their substitute days.
constexpr ListedYear kYears[] = {
    {1970, "03-27 03-30 05-25 08-31 12-25 12-26"},
    {1973, "04-20 04-23 05-28 08-27 11-14 12-25 12-26"},
    {1974, "01-01 04-12 04-15 05-27 08-26 12-25 12-26"},
    {1977, "01-01 01-03* 04-08 04-11 05-30 06-07 08-29 12-25 12-26 12-27*"},
    {1978, "01-01 01-02* 03-24 03-27 05-01 05-29 08-28 12-25 12-26"},
    {1981, "01-01 04-17 04-20 05-04 05-25 07-29 08-31 12-25 12-26 12-28*"},
    {1995, "01-01 01-02* 04-14 04-17 05-08 05-29 08-28 12-25 12-26"},
    {1999, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27* 12-28* 12-31"},
    {2000, "01-01 01-03* 04-21 04-24 05-01 05-29 08-28 12-25 12-26"},
    {2002, "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26"},
    {2003, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"},
    {2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27* 12-28*"},
    {2011, "01-01 01-03* 04-22 04-25 04-29 05-02 05-30 08-29 12-25 12-26 12-27*"},
    {2012, "01-01 01-02* 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"},
    {2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-25 12-26 12-27*"},
    {2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28*"},
    {2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27* 12-28*"},
    {2022, "01-01 01-03* 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27*"},
    {2023, "01-01 01-02* 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"},
    {2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"},
};

TEST(England, HasTheBankHolidaysOfTheOfficialLists) {
  for (const auto& [year, dates] : kYears) EXPECT_EQ(dates_for_test(Country::gb, year, false), dates) << year;
}

TEST(England, HasNames) {
  EXPECT_EQ(names_for_test(Country::gb, 1999),
            "01-01 New Year's Day\n"
            "04-02 Good Friday\n"
            "04-05 Easter Monday\n"
            "05-03 Early May bank holiday\n"
            "05-31 Spring bank holiday\n"
            "08-30 Summer bank holiday\n"
            "12-25 Christmas Day\n"
            "12-26 Boxing Day\n"
            "12-27 Christmas Day (substitute day)\n"
            "12-28 Boxing Day (substitute day)\n"
            "12-31 Millennium bank holiday\n");
}

TEST(England, HasDaysThatWereProclaimedOnce) {
  const std::string year_2022 = names_for_test(Country::gb, 2022);
  EXPECT_NE(year_2022.find("06-02 Spring bank holiday\n06-03 Jubilee bank holiday\n"), std::string::npos);
  EXPECT_NE(year_2022.find("09-19 State funeral of Queen Elizabeth II\n"), std::string::npos);
  EXPECT_NE(year_2022.find("12-26 Boxing Day\n12-27 Christmas Day (substitute day)\n"), std::string::npos);
  EXPECT_NE(names_for_test(Country::gb, 2023).find("05-08 Coronation of King Charles III\n"),
            std::string::npos);
}

}  // namespace
}  // namespace tandem::holidays
