#include "plan/staffing/headcount/headcount.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace tandem::headcount {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

/// Whole months from January 2026 on, of so many hours each.
std::vector<MonthNeed> needs(const std::vector<double>& hours) {
  std::vector<MonthNeed> made;
  std::chrono::year_month month = 2026y / 1;
  for (const double one : hours) {
    made.push_back({month, static_cast<unsigned>((month / std::chrono::last).day()), one});
    month += std::chrono::months(1);
  }
  return made;
}

/// A head gives as many hours on the phones as a month has days: 7 paid hours a week, nothing lost; and who
/// is hired on day one is ready in March.
People simple() {
  People people;
  people.contracts = {{.name = "c", .hours_week = 7, .share = 1}};
  people.full_time_hours = 7;
  people.attrition = {0};
  people.hiring = {
      .class_max = 10, .classes_a_month = 1, .lead_days = 31, .training_days = 28, .pass = 1, .ramp = {}};
  return people;
}

TEST(Shrinkage, AddsWhatIsPlannedAndMultipliesWhatIsNot) {
  const std::vector<Cause> causes = {{.name = "sick", .planned = false, .share = 0.06},
                                     {.name = "breaks", .planned = true, .share = 0.10},
                                     {.name = "adherence", .planned = false, .share = 0.05},
                                     {.name = "training", .planned = true, .share = 0.05}};
  const PaidTime time = paid_time_in(causes, std::chrono::January);
  EXPECT_DOUBLE_EQ(time.rostered, 0.85);
  EXPECT_DOUBLE_EQ(time.productive, 0.85 * 0.94 * 0.95);
  EXPECT_DOUBLE_EQ(time.away[0], 0.85 * 0.06);
  EXPECT_DOUBLE_EQ(time.away[2], 0.85 * 0.94 * 0.05);
  EXPECT_DOUBLE_EQ(time.away[0] + time.away[1] + time.away[2] + time.away[3] + time.productive, 1);
}

TEST(Shrinkage, KeepsTheYearsShareWhereMonthsDiffer) {
  Cause leave{.name = "leave", .planned = true, .share = 0.1};
  leave.weights[7] = 3;
  // The mean weight is (334 x 1 + 31 x 3) / 365.
  EXPECT_DOUBLE_EQ(share_in(leave, std::chrono::August), 0.1 * 3 * 365 / 427);
  EXPECT_DOUBLE_EQ(share_in(leave, std::chrono::May), 0.1 * 365 / 427);
}

/// Hundred heads of whom a tenth leaves each month, and ten who start in March.
TEST(Headcount, TheSameHiresUnderAnotherAttrition) {
  People people = simple();
  people.staff = {{.contract = 0, .heads = 100}};
  people.attrition = {0.1};
  const People faster = leaving_faster(people, 2);
  EXPECT_EQ(faster.attrition, std::vector<double>{0.2});
  EXPECT_EQ(leaving_faster(people, 20).attrition, std::vector<double>{1.0});
  const std::vector<std::uint32_t> starters = {0, 0, 10};
  const auto plan = headcount_of(needs({2000, 2000, 2600}), faster, starters);
  ASSERT_TRUE(plan) << plan.error().to_string();
  EXPECT_EQ(plan->hires, 10U);
  EXPECT_DOUBLE_EQ(plan->months[1].heads, 80);
  EXPECT_DOUBLE_EQ(plan->months[2].heads, 64 + 10);
  // Leavers go one by one: 74 x 0.9 heads of 31 hours in March.
  EXPECT_DOUBLE_EQ(plan->months[2].capacity_hours, 74 * 0.9 * 31);
  EXPECT_NEAR(plan->months[2].short_hours(), 2600 - 74 * 0.9 * 31, 1e-9);
  EXPECT_FALSE(headcount_of(needs({2000}), faster, starters));
}

TEST(Headcount, CountsPeopleFromHours) {
  People people = simple();
  people.contracts = {{.name = "full", .hours_week = 40, .share = 0.5},
                      {.name = "part", .hours_week = 20, .share = 0.5}};
  people.full_time_hours = 40;
  people.shrinkage = {{.name = "all", .planned = true, .share = 0.25}};
  people.staff = {{.contract = 0, .heads = 100}};
  const auto plan = headcount(std::vector<MonthNeed>{{2026y / 2, 28, 1200}}, people);
  ASSERT_TRUE(plan) << plan.error().to_string();
  const MonthPlan& month = plan->months[0];
  // Four weeks of 40 hours, three quarters of them on the phones: 120 hours an FTE.
  EXPECT_DOUBLE_EQ(month.fte_needed, 10);
  EXPECT_DOUBLE_EQ(month.heads_needed, 10 / 0.75);
  EXPECT_DOUBLE_EQ(month.heads_by_contract[1], 5 / 0.75);
  EXPECT_DOUBLE_EQ(month.capacity_hours, 12'000);
  EXPECT_EQ(plan->hires, 0U);
  EXPECT_EQ(month.reason, Short::none);
}

TEST(Headcount, HiresJustInTimeAndSaysWhen) {
  People people = simple();
  people.staff = {{.contract = 0, .heads = 5}};
  const auto plan = headcount(needs({5 * 31, 5 * 28, 5 * 31, 7.5 * 30}), people);
  ASSERT_TRUE(plan) << plan.error().to_string();
  EXPECT_EQ(plan->hires, 3U);
  EXPECT_FALSE(plan->months[2].intake);
  ASSERT_TRUE(plan->months[3].intake);
  const Intake& intake = *plan->months[3].intake;
  EXPECT_EQ(intake.starters, 3U);
  EXPECT_EQ(intake.on_calls, LocalDay(2026y / 4 / 1));
  EXPECT_EQ(intake.start, LocalDay(2026y / 3 / 4));
  EXPECT_EQ(intake.recruiting, LocalDay(2026y / 2 / 1));
  EXPECT_DOUBLE_EQ(plan->months[3].capacity_hours, 8 * 30);
}

TEST(Headcount, NamesMonthsThatNoClassCanReach) {
  People people = simple();
  const auto plan = headcount(needs({31, 28, 31}), people);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->first_ready, LocalDay(2026y / 3 / 1));
  EXPECT_EQ(plan->first_intake, LocalDay(2026y / 3 / 1));
  EXPECT_EQ(plan->months[0].reason, Short::lead_time);
  EXPECT_EQ(plan->months[1].reason, Short::lead_time);
  EXPECT_DOUBLE_EQ(plan->months[1].short_hours(), 28);
  EXPECT_EQ(plan->months[2].reason, Short::none);
  EXPECT_EQ(plan->hires, 1U);
  people.decided = LocalDay(2025y / 10 / 1);
  EXPECT_EQ(headcount(needs({31, 28, 31}), people)->months[0].reason, Short::none);
  people.decided = LocalDay(2026y / 1 / 2);
  const auto later = headcount(needs({31, 28, 31}), people);
  EXPECT_EQ(later->first_ready, LocalDay(2026y / 3 / 2));
  EXPECT_EQ(later->first_intake, LocalDay(2026y / 4 / 1));
  EXPECT_EQ(later->months[2].reason, Short::lead_time);
}

TEST(Headcount, FillsClassesEarlierWhereTheyAreFull) {
  People people = simple();
  people.decided = LocalDay(2025y / 1 / 1);
  const auto plan = headcount(needs({0, 0, 0, 25 * 30.0}), people);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->hires, 25U);
  EXPECT_FALSE(plan->months[0].intake);
  EXPECT_EQ(plan->months[1].intake->starters, 5U);
  EXPECT_EQ(plan->months[2].intake->starters, 10U);
  EXPECT_EQ(plan->months[3].intake->starters, 10U);
  const auto beyond = headcount(needs({0, 25 * 28.0, 25 * 31.0}), people);
  EXPECT_EQ(beyond->months[1].reason, Short::classes);
  EXPECT_DOUBLE_EQ(beyond->months[1].short_hours(), 5 * 28);
  EXPECT_EQ(beyond->months[2].reason, Short::none);
  EXPECT_EQ(beyond->hires, 25U);
}

TEST(Headcount, HiresEarlyWhereNewcomersAreSlow) {
  People people = simple();
  people.decided = LocalDay(2025y / 1 / 1);
  people.hiring.ramp = {0.5};
  // In their first month ten do the work of five.
  const auto plan = headcount(needs({0, 8 * 28.0, 0}), people);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->hires, 8U);
  EXPECT_EQ(plan->months[0].intake->starters, 8U);
}

TEST(Headcount, CountsAClassUnderWayFromTheNextFirstOfAMonth) {
  People people = simple();
  people.hiring.ramp = {0.5};
  people.staff = {{.contract = 0, .heads = 4},
                  {.contract = 0, .heads = 6, .on_calls = LocalDay(2026y / 1 / 15)}};
  const auto plan = headcount(needs({0, 0, 0}), people);
  ASSERT_TRUE(plan) << plan.error().to_string();
  EXPECT_DOUBLE_EQ(plan->months[0].heads, 4);
  EXPECT_DOUBLE_EQ(plan->months[1].heads, 10);
  // Those on board since the plan began are in their second month.
  EXPECT_DOUBLE_EQ(plan->months[1].capacity_hours, (4 + 6 * 0.5) * 28);
  EXPECT_DOUBLE_EQ(plan->months[2].capacity_hours, 10 * 31);
}

TEST(Headcount, LosesPeopleByTenure) {
  People people = simple();
  people.attrition = {0.2, 0.1};
  people.staff = {{.contract = 0, .heads = 10, .tenure_months = 0},
                  {.contract = 0, .heads = 10, .tenure_months = 30}};
  people.hiring.classes_a_month = 0;
  const auto plan = headcount(needs({0, 0}), people);
  ASSERT_TRUE(plan);
  EXPECT_DOUBLE_EQ(plan->months[0].leavers, 3);
  EXPECT_DOUBLE_EQ(plan->months[0].fte, 18.5);
  EXPECT_DOUBLE_EQ(plan->months[1].heads, 17);
  EXPECT_DOUBLE_EQ(plan->months[1].leavers, 1.7);
}

TEST(Headcount, CountsADemandByMonthAndRefusesWhatIsNone) {
  const auto demand = rosters::parse_demand(
      "interval_start,agents\n2026-01-31 08:00,2\n2026-01-31 08:30,3\n2026-02-02 08:00,4\n", "d.csv");
  const auto found = needs_of(*demand);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2U);
  EXPECT_EQ((*found)[0].days, 1U);
  EXPECT_DOUBLE_EQ((*found)[0].hours, 2.5);
  EXPECT_EQ((*found)[1].days, 2U);
  EXPECT_DOUBLE_EQ((*found)[1].hours, 2);
  EXPECT_FALSE(headcount({}, simple()));
  EXPECT_THAT(
      headcount(std::vector<MonthNeed>{{2026y / 1, 31, 1}, {2026y / 3, 31, 1}}, simple()).error().to_string(),
      HasSubstr("2026-03 does not follow 2026-01"));
  auto with_a_hole = needs({1, 1, 1});
  with_a_hole[1].days = 10;
  EXPECT_THAT(headcount(with_a_hole, simple()).error().to_string(), HasSubstr("2026-02 has 10 days"));
  EXPECT_EQ(headcount(std::vector<MonthNeed>(25, {2026y / 1, 31, 1}), simple()).error().code,
            ErrorCode::limit);
  People people = simple();
  people.contracts[0].share = 0.5;
  EXPECT_THAT(headcount(needs({1}), people).error().to_string(), HasSubstr("shares of 50 % together"));
}

/// A plan of few months and small classes.
struct Case {
  std::vector<MonthNeed> needs;
  People people;
};

rc::Gen<double> share_gen(int most) {
  return rc::gen::map(rc::gen::inRange(0, most + 1), [](int percent) { return percent / 100.0; });
}

Case draw(std::size_t months, std::uint32_t class_max) {
  std::vector<double> hours;
  for (std::size_t i = 0; i < months; ++i) hours.push_back(*rc::gen::inRange(0, 300));
  Case made{needs(hours), simple()};
  made.people.decided = LocalDay(2025y / *rc::gen::inRange(10, 13) / 1);
  made.people.hiring.class_max = class_max;
  made.people.hiring.ramp = {*share_gen(100) + 0.01, *share_gen(100) + 0.01};
  made.people.hiring.pass = *share_gen(50) + 0.5;
  made.people.attrition = {*share_gen(40), *share_gen(20)};
  made.people.staff = {{.contract = 0, .heads = static_cast<double>(*rc::gen::inRange(0, 5))}};
  return made;
}

/// All that a plan of so many starters by month gives, from the definitions.
std::vector<double> capacity_with(const Case& one, const std::vector<std::uint32_t>& starters) {
  std::vector<double> capacity(one.needs.size());
  const auto follow = [&](double heads, std::size_t from) {
    for (std::size_t i = from; i < capacity.size(); ++i) {
      const std::size_t tenure = i - from;
      const double leaving = one.people.attrition[std::min<std::size_t>(tenure, 1)];
      capacity[i] +=
          heads * (1 - leaving / 2) * one.needs[i].days * (tenure < 2 ? one.people.hiring.ramp[tenure] : 1);
      heads *= 1 - leaving;
    }
  };
  follow(one.people.staff[0].heads, 0);
  for (std::size_t i = 0; i < starters.size(); ++i) follow(starters[i] * one.people.hiring.pass, i);
  return capacity;
}

RC_GTEST_PROP(Headcount, HiresNoMoreThanTheBestOfAllPlans, ()) {
  constexpr std::uint32_t kClass = 5;
  const Case one = draw(3, kClass);
  const auto plan = headcount(one.needs, one.people);
  RC_ASSERT(plan.has_value());
  std::size_t first = 0;
  while (first < 3 && LocalDay(one.needs[first].month / 1) < plan->first_intake) ++first;
  const std::uint32_t most[3] = {first <= 0 ? kClass : 0, first <= 1 ? kClass : 0, first <= 2 ? kClass : 0};
  const std::vector<double> full = capacity_with(one, {most[0], most[1], most[2]});
  std::uint32_t fewest = 3 * kClass;
  for (std::uint32_t a = 0; a <= most[0]; ++a)
    for (std::uint32_t b = 0; b <= most[1]; ++b)
      for (std::uint32_t c = 0; c <= most[2]; ++c) {
        const std::vector<double> has = capacity_with(one, {a, b, c});
        bool enough = true;
        for (std::size_t i = 0; i < 3; ++i)
          enough = enough && has[i] >= std::min(one.needs[i].hours, full[i]) - 1e-5;
        if (enough) fewest = std::min(fewest, a + b + c);
      }
  RC_ASSERT(plan->hires == fewest);
}

RC_GTEST_PROP(Headcount, NeverNeedsFewerHiresWhereMoreLeave, ()) {
  Case one = draw(4, 10);
  const auto fewer = headcount(one.needs, one.people);
  for (double& rate : one.people.attrition) rate += *share_gen(30);
  const auto more = headcount(one.needs, one.people);
  RC_ASSERT(fewer.has_value() && more.has_value());
  RC_ASSERT(more->hires >= fewer->hires);
}

}  // namespace
}  // namespace tandem::headcount
