#include "core/holidays/hebrew_calendar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tandem::holidays {
namespace {

struct Sample {
  int fixed;  ///< days from 0001-01-01, counted as 1
  HebrewDate date;
};

HebrewMonth month(int number) { return static_cast<HebrewMonth>(number); }

// Reingold and Dershowitz, Calendrical Calculations, the appendix with sample data.
const Sample kSamples[] = {
    {-214'193, {3174, month(5), 10}}, {-61'387, {3593, month(9), 25}},  {25'469, {3831, month(7), 3}},
    {49'217, {3896, month(7), 9}},    {171'307, {4230, month(10), 18}}, {210'155, {4336, month(3), 4}},
    {253'427, {4455, month(8), 13}},  {369'740, {4773, month(2), 6}},   {400'085, {4856, month(2), 23}},
    {434'355, {4950, month(1), 7}},   {452'605, {5000, month(13), 8}},  {470'160, {5048, month(1), 21}},
    {473'837, {5058, month(2), 7}},   {507'850, {5151, month(4), 1}},   {524'156, {5196, month(11), 7}},
    {544'676, {5252, month(1), 3}},   {567'118, {5314, month(7), 1}},   {569'477, {5320, month(12), 27}},
    {601'716, {5408, month(3), 20}},  {613'424, {5440, month(4), 3}},   {626'596, {5476, month(5), 5}},
    {645'554, {5528, month(4), 4}},   {664'224, {5579, month(5), 11}},  {671'401, {5599, month(1), 12}},
    {694'799, {5663, month(1), 22}},  {704'424, {5689, month(5), 19}},  {708'842, {5702, month(7), 8}},
    {709'409, {5703, month(1), 14}},  {709'580, {5704, month(7), 8}},   {727'274, {5752, month(13), 12}},
    {728'714, {5756, month(12), 5}},  {744'313, {5799, month(8), 12}},  {764'652, {5854, month(5), 5}},
};

LocalDay day_of_fixed(int fixed) { return LocalDay(std::chrono::days(fixed - 719'163)); }

TEST(HebrewCalendar, AgreesWithTheSampleDates) {
  for (const auto& [fixed, date] : kSamples) {
    EXPECT_EQ(to_day(date), day_of_fixed(fixed)) << fixed;
    EXPECT_EQ(hebrew_date_of(day_of_fixed(fixed)), date) << fixed;
  }
}

TEST(HebrewCalendar, HasSevenLeapYearsInNineteen) {
  int leap_years = 0;
  for (int year = 5776; year < 5776 + 19; ++year) leap_years += is_hebrew_leap_year(year) ? 1 : 0;
  EXPECT_EQ(leap_years, 7);
  EXPECT_TRUE(is_hebrew_leap_year(5784));
  EXPECT_FALSE(is_hebrew_leap_year(5785));
}

RC_GTEST_PROP(HebrewCalendar, GoesToTheDayAndBack, ()) {
  const LocalDay day(std::chrono::days(*rc::gen::inRange(-700'000, 200'000)));
  const HebrewDate date = hebrew_date_of(day);
  RC_ASSERT(date.day >= 1 && date.day <= days_in_hebrew_month(date.year, date.month));
  RC_ASSERT((to_day(date) == day));
}

RC_GTEST_PROP(HebrewCalendar, HasYearsOfSixLengthsThatBeginOnFourWeekdays, ()) {
  const int year = *rc::gen::inRange(3000, 7000);
  const LocalDay begin = to_day({year, HebrewMonth::tishri, 1});
  const auto length = (to_day({year + 1, HebrewMonth::tishri, 1}) - begin).count();
  const auto common = length - (is_hebrew_leap_year(year) ? 30 : 0);
  RC_ASSERT(common >= 353 && common <= 355);
  const std::chrono::weekday on(begin);
  RC_ASSERT((on != std::chrono::Sunday && on != std::chrono::Wednesday && on != std::chrono::Friday));
}

}  // namespace
}  // namespace tandem::holidays
