#include "plan/staffing/sites/sites_json.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::sites {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kSite =
    R"({"name": "a", "kind": "onshore", "zone": "Europe/Berlin", "wages": [{"hour": "14.20"}])";

std::string file_with(const std::string& site, const std::string& root = "") {
  return fmt::format(R"({{"currency": "EUR", "sites": [{}{}}}]{}}})", kSite, site, root);
}

TEST(SitesJson, HasDefaults) {
  const auto sites = parse_sites(file_with(""), "s.json");
  ASSERT_TRUE(sites) << sites.error().front().to_string();
  const Site& site = sites->sites[0];
  EXPECT_EQ(site.country, holidays::Country::de);
  EXPECT_EQ(site.currency, sites->currency);
  EXPECT_EQ(site.exchange, Decimal::whole(1));
  EXPECT_EQ(site.hours, calendar::WeeklyHours::always());
  EXPECT_EQ(site.wages[0].hour, Decimal::millionths(14'200'000));
  EXPECT_EQ(site.handle_factor, 1);
  EXPECT_EQ(site.share_max, 1);
  EXPECT_EQ(sites->full_time_hours, 40);
}

TEST(SitesJson, ReadsAllThatASiteMayState) {
  const auto sites = parse_sites(
      R"({"currency": "EUR", "work": {"language": "de", "skill": "network", "resolution": "75%"}, "full_time_hours": 38,
        "sites": [{"name": "Łódź", "kind": "nearshore", "zone": "Europe/Warsaw", "currency": "PLN", "exchange": "0.2337",
          "wages": [{"language": "de", "skill": "network", "hour": 52.5}], "on_costs": "20.48%",
          "premiums": {"night": {"hours": "21:00-07:00", "share": "20%"}, "saturday": 0.1, "sunday": "50%", "holiday": "150%"},
          "holidays": ["2026-11-11"], "hours": "Mon-Fri 08:00-20:00", "closed_on_holidays": true,
          "supervision": {"agents": 12, "hour": "70"}, "seat_month": 900, "set_up": "40000", "handle_factor": 1.08,
          "quality": {"resolution": "70%", "reason": "second language"}, "attrition": "120%", "hire_cost": "9000",
          "seats_max": 40, "shrinkage": "33%", "share": {"at_least": "10%", "at_most": "60%"}}]})",
      "s.json");
  ASSERT_TRUE(sites) << sites.error().front().to_string();
  const Site& site = sites->sites[0];
  EXPECT_EQ(site.kind, Kind::nearshore);
  EXPECT_EQ(site.currency.code(), "PLN");
  EXPECT_EQ(site.exchange, Decimal::millionths(233'700));
  EXPECT_DOUBLE_EQ(site.on_costs, 0.2048);
  EXPECT_EQ(site.premiums.night_from, calendar::WallTime::of(21, 0));
  EXPECT_EQ(site.premiums.night_until, calendar::WallTime::of(7, 0));
  EXPECT_DOUBLE_EQ(site.premiums.saturday, 0.1);
  EXPECT_DOUBLE_EQ(site.premiums.holiday, 1.5);
  EXPECT_THAT(site.own_holidays, ElementsAre(LocalDay(std::chrono::year(2026) / 11 / 11)));
  EXPECT_FALSE(site.country);
  EXPECT_TRUE(site.closed_on_holidays);
  EXPECT_EQ(site.agents_per_supervisor, 12);
  EXPECT_EQ(site.supervisor_hour, Decimal::whole(70));
  EXPECT_EQ(site.seat_month, Decimal::whole(900));
  EXPECT_EQ(site.quality.resolution, 0.7);
  EXPECT_DOUBLE_EQ(site.attrition_year, 1.2);
  EXPECT_EQ(site.hire_cost, Decimal::whole(9'000));
  EXPECT_EQ(site.seats_max, 40U);
  EXPECT_EQ(site.shrinkage, 0.33);
  EXPECT_EQ(site.share_min, 0.1);
  EXPECT_EQ(sites->language, "de");
  EXPECT_EQ(sites->resolution, 0.75);
}

TEST(SitesJson, TellsAllFaultsWithTheirPlaces) {
  struct Row {
    const char *site, *root, *said;
  };
  constexpr Row kRows[] = {
      {R"(, "colour": 1)", "", "(sites[0].colour): is not known; expected name, kind, zone"},
      {R"(, "currency": "PLN")", "", "(sites[0].exchange): is missing"},
      {R"(, "currency": "zloty")", "", "(sites[0].currency): is 'zloty'; expected a currency of three"},
      {R"(, "exchange": "1.1")", "", "(sites[0].exchange): is stated between a currency and itself"},
      {R"(, "country": "FR")", "", "(sites[0].country): is 'FR'; expected one of US, GB, DE, RU, IL"},
      {R"(, "holidays": ["Easter"])", "", "(sites[0].holidays[0]): is 'Easter'; expected a day"},
      {R"(, "hours": "at night")", "", "(sites[0].hours): is 'at night'; expected hours such as"},
      {R"(, "premiums": {"night": {"hours": "22:05-06:00", "share": "25%"}})", "",
       "(sites[0].premiums.night.hours): is '22:05-06:00'; expected one span in quarters"},
      {R"(, "premiums": {"night": {"hours": "22:00-24:00,00:00-06:00", "share": "25%"}})", "",
       "(sites[0].premiums.night.hours)"},
      {R"(, "premiums": {"sunday": "1001%"})", "", "(sites[0].premiums.sunday): is '1001%'"},
      {R"(, "quality": {"repeat_calls": "5%"})", "", "(sites[0].quality.reason): is missing"},
      {R"(, "quality": {"repeat_calls": "90%", "reason": "r"})", "",
       "(sites[0].quality): makes 10 calls of one; expected 5 at most"},
      {R"(, "quality": {"resolution": "70%", "reason": "r"})", "",
       "(sites[0].quality.resolution): has nothing to be held against"},
      {R"(, "supervision": {"agents": 0, "hour": 1})", "", "(sites[0].supervision.agents): is 0"},
      {R"(, "share": {"at_least": "60%", "at_most": "50%"})", "", "(sites[0].share.at_least): is 0.6"},
      {R"(, "shrinkage": "99%")", "", "(sites[0].shrinkage): is 0.99; expected 0 to 0.95"},
      {R"(, "wages": [])", "", "'wages' is there twice in one object"},
      {"", R"(, "work": {"colour": 1})", "(work.colour): is not known; expected language, skill, resolution"},
  };
  for (const Row& row : kRows) {
    const auto sites = parse_sites(file_with(row.site, row.root), "s.json");
    ASSERT_FALSE(sites) << row.site;
    std::vector<std::string> said;
    for (const Error& fault : sites.error()) said.push_back(fault.to_string());
    EXPECT_THAT(said, Contains(HasSubstr(row.said))) << row.site;
  }
  for (const char* text :
       {"", "[]", "{}", R"({"currency": "EUR", "sites": []})",
        R"({"currency": "EUR", "sites": [{"name": "a", "kind": "far", "zone": "Moon", "wages": []}]})"})
    EXPECT_FALSE(parse_sites(text, "s.json")) << text;
}

}  // namespace
}  // namespace tandem::sites
