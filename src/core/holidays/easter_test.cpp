#include "core/holidays/easter.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tandem::holidays {
namespace {

TEST(Easter, IsOnTheDatesOfTheChurchTables) {
  // Meeus, Astronomical Algorithms, chapter 8; U.S. Census Bureau, "Easter Dates from 1600 to 2099".
  EXPECT_EQ(to_text(easter_of(1818)), "1818-03-22");
  EXPECT_EQ(to_text(easter_of(1943)), "1943-04-25");
  EXPECT_EQ(to_text(easter_of(1954)), "1954-04-18");
  EXPECT_EQ(to_text(easter_of(1991)), "1991-03-31");
  EXPECT_EQ(to_text(easter_of(1992)), "1992-04-19");
  EXPECT_EQ(to_text(easter_of(1993)), "1993-04-11");
  EXPECT_EQ(to_text(easter_of(1999)), "1999-04-04");
  EXPECT_EQ(to_text(easter_of(2000)), "2000-04-23");
  EXPECT_EQ(to_text(easter_of(2003)), "2003-04-20");
  EXPECT_EQ(to_text(easter_of(2008)), "2008-03-23");
  EXPECT_EQ(to_text(easter_of(2011)), "2011-04-24");
  EXPECT_EQ(to_text(easter_of(2019)), "2019-04-21");
  EXPECT_EQ(to_text(easter_of(2024)), "2024-03-31");
  EXPECT_EQ(to_text(easter_of(2025)), "2025-04-20");
  EXPECT_EQ(to_text(easter_of(2038)), "2038-04-25");
}

RC_GTEST_PROP(Easter, IsASundayFrom22MarchTo25April, ()) {
  const int year = *rc::gen::inRange(1583, 4100);
  const LocalDay day = easter_of(year);
  RC_ASSERT((std::chrono::weekday(day) == std::chrono::Sunday));
  RC_ASSERT(day >= LocalDay(std::chrono::year(year) / 3 / 22));
  RC_ASSERT(day <= LocalDay(std::chrono::year(year) / 4 / 25));
}

}  // namespace
}  // namespace tandem::holidays
