#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/holidays/holidays.hpp"

namespace tandem::holidays {
namespace {

TEST(CountryOfZone, IsTheOneWhoseClocksTheyAre) {
  EXPECT_EQ(country_of_zone("Europe/Berlin"), Country::de);
  EXPECT_EQ(country_of_zone("Europe/London"), Country::gb);
  EXPECT_EQ(country_of_zone("Asia/Jerusalem"), Country::il);
  EXPECT_EQ(country_of_zone("Asia/Yekaterinburg"), Country::ru);
  EXPECT_EQ(country_of_zone("America/Indiana/Knox"), Country::us);
  EXPECT_EQ(country_of_zone("Europe/Vienna"), std::nullopt) << "a country whose holidays are not known";
  EXPECT_EQ(country_of_zone("UTC"), std::nullopt);
}

TEST(CountryOfZone, NamesZonesThatThereAre) {
  for (const char* zone : {"America/North_Dakota/Beulah", "Asia/Srednekolymsk", "Europe/Busingen"}) {
    EXPECT_TRUE(country_of_zone(zone)) << zone;
    EXPECT_TRUE(Zone::find(zone)) << zone;
  }
}

}  // namespace
}  // namespace tandem::holidays
