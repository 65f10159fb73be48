#include "plan/staffing/sites/compare_sites.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "plan/staffing/sites/sites_for_test.hpp"

namespace tandem::sites {
namespace {

using ::testing::HasSubstr;

Comparison compare(const Work& work, const Sites& sites) {
  auto made = compare_sites(work, sites);
  if (!made) throw std::invalid_argument(made.error().to_string());
  return std::move(*made);
}

/// Eight hours of two agents by night, eight of six by day, eight of four, as of April's first.
std::vector<double> a_day() {
  std::vector<double> agents;
  for (const double level : {2.0, 6.0, 4.0}) agents.insert(agents.end(), 8, level);
  return agents;
}

calendar::WeeklyHours daily(int from, int until) {
  calendar::WeeklyHours hours;
  for (calendar::DaySpans& day : hours.days)
    day = {{calendar::WallTime::of(from, 0), calendar::WallTime::of(until, 0)}};
  return hours;
}

TEST(ComparedSites, AreMixedByHourPriceWhereNothingElseCounts) {
  Site day = site_of("day", 8);
  day.hours = daily(8, 16);
  const Comparison made = compare(work_of(a_day()), sites_of({day, site_of("always", 10)}));
  ASSERT_EQ(made.alternatives.size(), 3U);
  EXPECT_FALSE(made.alternatives[0].covers_all());
  EXPECT_EQ(hours_text(made.alternatives[0].uncovered), "Wed 00:00-08:00,16:00-24:00");
  EXPECT_EQ(made.alternatives[1].costs.total(), 960'00);
  EXPECT_EQ(made.alternatives[2].costs.total(), 48 * 8'00 + 48 * 10'00);
  EXPECT_EQ(made.cheapest, 2U);
  EXPECT_TRUE(made.alternatives[2].proven);
}

TEST(ComparedSites, AreMixedWithTheirSeatsInMind) {
  // A seat of the cheap site costs 30 x 2.40 a month, a thirtieth of which is 2.40 for this day.
  Site cheap = site_of("cheap", 8), dear = site_of("dear", 10);
  cheap.seat_month = Decimal::whole(720);
  // A seat that is used for 8 hours saves 16 and costs 24; for 16 hours it saves 32, for 24 it saves 48.
  const Comparison made = compare(work_of(a_day()), sites_of({cheap, dear}));
  const Alternative& mixed = made.alternatives[2];
  EXPECT_EQ(mixed.parts[0].seats, 4U);
  EXPECT_EQ(mixed.costs.total(), 4 * 24'00 + (16 + 32 + 32) * 8'00 + 16 * 10'00);
  EXPECT_EQ(made.alternatives[1].costs.total(), 960'00);
}

TEST(ComparedSites, ForgoASetUpThatDoesNotPay) {
  Site cheap = site_of("cheap", 8);
  cheap.set_up = Decimal::whole(193);
  Comparison made = compare(work_of(a_day()), sites_of({cheap, site_of("dear", 10)}));
  EXPECT_EQ(made.alternatives[2].costs.total(), 960'00);
  cheap.set_up = Decimal::whole(190);
  made = compare(work_of(a_day()), sites_of({cheap, site_of("dear", 10)}));
  EXPECT_EQ(made.alternatives[2].costs.total(), 96 * 8'00 + 190'00);
}

TEST(ComparedSites, KeepSharesSeatsAndLanguages) {
  Site cheap = site_of("cheap", 8), dear = site_of("dear", 10), other = site_of("other", 1);
  other.wages[0].language = "fr";
  cheap.share_max = 0.25;
  Comparison made = compare(work_of(a_day()), sites_of({cheap, dear, other}));
  EXPECT_EQ(made.alternatives[3].costs.total(), 24 * 8'00 + 72 * 10'00);
  EXPECT_THAT(made.alternatives[2].impossible.value_or(""), HasSubstr("no wage for the language ''"));
  cheap.share_max = 1;
  cheap.seats_max = 3;
  made = compare(work_of(a_day()), sites_of({cheap, dear}));
  EXPECT_DOUBLE_EQ(made.alternatives[0].cover(), 64.0 / 96);
  EXPECT_EQ(made.alternatives[2].costs.total(), 64 * 8'00 + 32 * 10'00);
  cheap.share_min = 0.9;
  made = compare(work_of(a_day()), sites_of({cheap, dear}));
  EXPECT_THAT(made.alternatives[2].impossible.value_or(""), HasSubstr("shares"));
  EXPECT_EQ(made.cheapest, 1U);
}

TEST(ComparedSites, AreRefusedWithTheirFaults) {
  EXPECT_THAT(compare_sites(work_of({1}), sites_of({})).error().to_string(), HasSubstr("has no site"));
  EXPECT_THAT(compare_sites(work_of({1}), sites_of({site_of("a"), site_of("a")})).error().to_string(),
              HasSubstr("(sites[1].name): 'a' is named twice"));
  EXPECT_THAT(compare_sites(work_of({}), sites_of({site_of("a")})).error().to_string(),
              HasSubstr("no interval is required"));
  EXPECT_THAT(compare_sites(work_of({-1}), sites_of({site_of("a")})).error().to_string(),
              HasSubstr("-1 agents are required"));
  Site site = site_of("a");
  site.quality.repeat_calls = 0.1;
  EXPECT_THAT(compare_sites(work_of({1}), sites_of({site})).error().to_string(),
              HasSubstr("a risk is stated with its reason"));
  Site dear = site_of("a");
  dear.wages[0].hour = Decimal::whole(999'999'999'999);
  EXPECT_EQ(cost_of(work_of({100'000}), sites_of({dear}), 0).error().code, ErrorCode::limit);
}

Site drawn_site(std::string name) {
  Site site = site_of(std::move(name), *rc::gen::inRange(5, 30));
  site.seat_month = Decimal::whole(*rc::gen::inRange(0, 900));
  site.set_up = Decimal::whole(*rc::gen::elementOf(std::vector<int>{0, 0, 40, 300}));
  site.premiums.night = *rc::gen::inRange(0, 60) / 100.0;
  site.handle_factor = 1 + *rc::gen::inRange(0, 20) / 100.0;
  const int from = *rc::gen::inRange(0, 12);
  if (*rc::gen::inRange(0, 3) == 0) site.hours = daily(from, from + *rc::gen::inRange(1, 13));
  if (*rc::gen::inRange(0, 3) == 0) site.seats_max = *rc::gen::inRange(0, 10);
  return site;
}

RC_GTEST_PROP(ComparedSites, AreNeverDearerMixedThanTheCheapestThatCoversAll, ()) {
  std::vector<double> agents;
  for (int hour = 0; hour < 48; ++hour) agents.push_back(*rc::gen::inRange(0, 9));
  const auto made =
      compare_sites(work_of(agents), sites_of({drawn_site("a"), drawn_site("b"), drawn_site("c")}));
  if (!made) RC_FAIL(made.error().to_string());
  const Alternative& mixed = made->alternatives.back();
  for (const Alternative& one : made->alternatives) {
    RC_ASSERT(mixed.cover() >= one.cover() - 1e-6);
    if (one.covers_all()) RC_ASSERT(mixed.costs.total() <= one.costs.total());
    double uncovered = 0;
    for (const double hours : one.uncovered) uncovered += hours;
    RC_ASSERT(std::fabs(one.hours - one.hours_covered - uncovered) < 1e-4);
    Costs costs;
    for (const SitePart& part : one.parts)
      for (const SiteMonth& month : part.months) costs += month.costs;
    RC_ASSERT(costs.minor_units == one.costs.minor_units);
  }
}

/// The cheapest way to share two levels of demand between two sites with seats, by trying all whole ones.
RC_GTEST_PROP(ComparedSites, AreMixedAsCheapAsTheBestOfAllSharings, ()) {
  const std::vector<int> levels = *rc::gen::container<std::vector<int>>(3, rc::gen::inRange(0, 6));
  const int wages[2] = {*rc::gen::inRange(5, 30), *rc::gen::inRange(5, 30)};
  const int seats[2] = {*rc::gen::inRange(0, 60), *rc::gen::inRange(0, 60)};
  std::vector<double> agents;
  for (const int level : levels) agents.insert(agents.end(), 8, level);
  std::vector<Site> sites = {site_of("a", wages[0]), site_of("b", wages[1])};
  // April has thirty days, of which this is one.
  for (std::size_t i = 0; i < 2; ++i) sites[i].seat_month = Decimal::whole(30 * seats[i]);
  const auto made = compare_sites(work_of(agents), sites_of(sites));
  if (!made) RC_FAIL(made.error().to_string());
  int best = INT_MAX;
  for (int a = 0; a <= levels[0]; ++a)
    for (int b = 0; b <= levels[1]; ++b)
      for (int c = 0; c <= levels[2]; ++c) {
        const int first = a + b + c, second = levels[0] + levels[1] + levels[2] - first;
        const int cost = 8 * (first * wages[0] + second * wages[1]) + std::max({a, b, c}) * seats[0] +
                         std::max({levels[0] - a, levels[1] - b, levels[2] - c}) * seats[1];
        best = std::min(best, cost);
      }
  RC_ASSERT(made->alternatives.back().costs.total() == best * 100);
}

}  // namespace
}  // namespace tandem::sites
