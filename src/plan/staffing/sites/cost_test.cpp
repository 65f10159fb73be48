#include "plan/staffing/sites/cost.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/staffing/sites/sites_for_test.hpp"

namespace tandem::sites {
namespace {

using namespace std::chrono_literals;

Alternative alone(const Work& work, const Site& site) {
  auto made = cost_of(work, sites_of({site}), 0);
  if (!made) throw std::invalid_argument(made.error().to_string());
  return std::move(*made);
}

std::vector<double> always(double agents, std::size_t hours) { return std::vector<double>(hours, agents); }

TEST(SiteCosts, AreHoursTimesPricesByActivity) {
  Site site = site_of("a");
  site.on_costs = 0.25;
  site.agents_per_supervisor = 10;
  site.supervisor_hour = Decimal::whole(20);
  site.seat_month = Decimal::whole(100);
  site.set_up = Decimal::whole(5'000);
  site.handle_factor = 1.25;
  site.attrition_year = 0.5;
  site.hire_cost = Decimal::whole(2'000);
  Work work = work_of(always(8, 30 * 24));
  work.shrinkage.fill(0.2);
  work.calls = 10'000;
  const Alternative made = alone(work, site);
  // 5,760 hours required, 7,200 on the phones, 9,000 paid.
  EXPECT_DOUBLE_EQ(made.hours, 5'760);
  EXPECT_DOUBLE_EQ(made.phone_hours, 7'200);
  EXPECT_DOUBLE_EQ(made.paid_hours, 9'000);
  EXPECT_EQ(made.costs.of(Activity::wages), 90'000'00);
  EXPECT_EQ(made.costs.of(Activity::on_costs), 22'500'00);
  EXPECT_EQ(made.costs.of(Activity::supervision), 900 * 20 * 125);
  EXPECT_EQ(made.seats, 10U);
  EXPECT_EQ(made.costs.of(Activity::seats), 1'000'00);
  EXPECT_EQ(made.costs.of(Activity::set_up), 5'000'00);
  // 9,000 / (40 x 365.25 / 7) full-time years, half of which leave at 2,000 each.
  EXPECT_EQ(made.costs.of(Activity::hiring), 4'312'11);
  EXPECT_EQ(made.costs.total(), 90'000'00 + 22'500'00 + 22'500'00 + 1'000'00 + 5'000'00 + 4'312'11);
  EXPECT_DOUBLE_EQ(made.parts[0].people, 9'000 / (40 * 30 / 7.0));
  EXPECT_TRUE(made.covers_all());
}

TEST(SiteCosts, AddUpByMonthAndActivityToTheMinorUnit) {
  Site site = site_of("a");
  site.wages[0].hour = Decimal::millionths(13'333'333);
  site.exchange = Decimal::millionths(233'700);
  site.currency = *Currency::parse("PLN");
  site.premiums.night = 1.0 / 3;
  site.on_costs = 0.2048;
  site.seat_month = Decimal::whole(777);
  Work work = work_of(always(1.7, 100 * 24));
  work.shrinkage.fill(0.31);
  const Alternative made = alone(work, site);
  ASSERT_EQ(made.parts[0].months.size(), 4U);
  std::int64_t sum = 0;
  Costs by_activity;
  for (const SiteMonth& month : made.parts[0].months) {
    by_activity += month.costs;
    sum += month.costs.total();
  }
  EXPECT_EQ(sum, made.costs.total());
  EXPECT_EQ(by_activity.minor_units, made.costs.minor_units);
  // A whole month of two seats; April and May and June are whole, July has nine days and a part.
  EXPECT_EQ(made.parts[0].months[1].costs.of(Activity::seats), 363'17);
}

TEST(SiteCosts, PayPremiumsByTheSitesOwnClock) {
  Site site = site_of("east");
  site.zone = *Zone::find("Asia/Kolkata");
  site.premiums = {.night = 0.5, .saturday = 0.1, .sunday = 0.2, .holiday = 1};
  site.own_holidays = {LocalDay(2026y / 4 / 6)};
  // One agent on Friday 2026-04-03, UTC: night at the site from 16:30 to 24:00 and from 00:00 to 00:30, and
  // Saturday from 18:30 on.
  const Alternative friday = alone(work_of(always(1, 24), LocalDay(2026y / 4 / 3)), site);
  EXPECT_EQ(friday.costs.of(Activity::wages), 240'00);
  EXPECT_EQ(friday.costs.of(Activity::night), 40'00);
  EXPECT_EQ(friday.costs.of(Activity::weekend), 5'50);
  // Sunday noon until Monday noon, there from 17:30 on: six hours and a half of Sunday, then the holiday.
  std::vector<double> agents = always(0, 12);
  agents.insert(agents.end(), 24, 1);
  const Alternative sunday = alone(work_of(agents, LocalDay(2026y / 4 / 5)), site);
  EXPECT_EQ(sunday.costs.of(Activity::weekend), 13'00);
  EXPECT_EQ(sunday.costs.of(Activity::holidays), 175'00);
}

TEST(SiteCosts, KnowACountrysHolidays) {
  Site site = site_of("berlin");
  site.zone = *Zone::find("Europe/Berlin");
  site.country = holidays::Country::de;
  site.premiums.holiday = 1;
  site.premiums.saturday = 0.5;
  Work work = work_of(always(1, 48), LocalDay(2026y / 4 / 30));
  work.zone = site.zone;
  work.required.from = start_of_day(LocalDay(2026y / 4 / 30), *site.zone);
  EXPECT_EQ(alone(work, site).costs.of(Activity::holidays), 240'00);
  site.closed_on_holidays = true;
  const Alternative closed = alone(work, site);
  EXPECT_DOUBLE_EQ(closed.hours_covered, 24);
  EXPECT_EQ(hours_text(closed.uncovered), "Fri 00:00-24:00");
}

TEST(SiteCosts, CountWhatComesBack) {
  Site site = site_of("far");
  site.quality = {.repeat_calls = 0.2, .resolution = {}, .reason = "new to the product"};
  Work work = work_of(always(4, 10));
  work.calls = 400;
  const Alternative made = alone(work, site);
  EXPECT_DOUBLE_EQ(made.parts[0].repeat_hours, 10);
  EXPECT_DOUBLE_EQ(*made.extra_calls, 100);
  EXPECT_EQ(made.seats, 5U);
  EXPECT_DOUBLE_EQ(calls_factor({.repeat_calls = 0, .resolution = 0.6, .reason = "r"}, 0.75), 1.25);
}

TEST(SiteCosts, TakeTheWageThatNamesMost) {
  Site site = site_of("a");
  site.wages.push_back({.language = "de", .skill = "", .hour = Decimal::whole(12)});
  site.wages.push_back({.language = "", .skill = "network", .hour = Decimal::whole(14)});
  site.wages.push_back({.language = "de", .skill = "network", .hour = Decimal::whole(17)});
  EXPECT_EQ(wage_of(site, "en", "help"), Decimal::whole(10));
  EXPECT_EQ(wage_of(site, "de", "help"), Decimal::whole(12));
  EXPECT_EQ(wage_of(site, "en", "network"), Decimal::whole(14));
  EXPECT_EQ(wage_of(site, "de", "network"), Decimal::whole(17));
  site.wages.erase(site.wages.begin());
  EXPECT_EQ(wage_of(site, "en", "help"), std::nullopt);
}

TEST(Series, LeavesOutAndRepeatsHoursAsTheClockDoes) {
  const Zone& berlin = **Zone::find("Europe/Berlin");
  rosters::Demand demand{
      .first = LocalDay(2026y / 3 / 29), .days = 1, .interval = Duration::hours(1), .agents = {}};
  for (int hour = 0; hour < 24; ++hour) demand.agents.push_back(hour);
  const Series spring = series_of(demand, berlin);
  ASSERT_EQ(spring.agents.size(), 23U);
  EXPECT_EQ(spring.agents[1], 1);
  EXPECT_EQ(spring.agents[2], 3);
  demand.first = LocalDay(2026y / 10 / 25);
  const Series autumn = series_of(demand, berlin);
  ASSERT_EQ(autumn.agents.size(), 25U);
  EXPECT_EQ(autumn.agents[2], 2);
  EXPECT_EQ(autumn.agents[3], 2);
}

}  // namespace
}  // namespace tandem::sites
