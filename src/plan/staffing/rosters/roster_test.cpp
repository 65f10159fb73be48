#include "plan/staffing/rosters/roster.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>

#include "core/base/random.hpp"
#include "plan/staffing/rosters/roster_check_for_test.hpp"
#include "plan/staffing/rosters/rosters_for_test.hpp"

namespace tandem::rosters {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kTwoShifts = R"({"shifts": [
    {"name": "long", "start": {"earliest": "08:00", "latest": "11:00", "step": "1h"}, "paid": "4h",
     "breaks": [{"name": "lunch", "length": "1h", "from": "1h", "until": "4h"}]},
    {"name": "short", "start": {"earliest": "08:00", "latest": "14:00", "step": "2h"}, "paid": "2h"}],
  "contracts": [{"name": "any", "agents": AGENTS, "hours_max": 12, "days_max": 3, "cost_hour": 10}],
  "shortfall_cost_hour": SHORT})";

std::string two_shifts(int agents, int shortfall) {
  std::string text = kTwoShifts;
  text.replace(text.find("AGENTS"), 6, std::to_string(agents));
  text.replace(text.find("SHORT"), 5, std::to_string(shortfall));
  return text;
}

/// The least cost of a day, by trying what every agent may do: any start of either shift and, of the long
/// one, any hour of lunch.
double least_cost_of_day(const std::vector<double>& required, int agents, double shortfall) {
  struct Choice {
    std::vector<std::size_t> hours;
    double cost;
  };
  std::vector<Choice> choices = {{{}, 0}};
  for (std::size_t start = 8; start <= 11; ++start)
    for (std::size_t lunch = start + 1; lunch <= start + 3; ++lunch) {
      choices.push_back({{}, 40});
      for (std::size_t hour = start; hour < start + 5; ++hour)
        if (hour != lunch) choices.back().hours.push_back(hour);
    }
  for (std::size_t start = 8; start <= 14; start += 2) choices.push_back({{start, start + 1}, 20});
  std::vector<double> open = required;
  const std::function<double(int, std::size_t)> least = [&](int left, std::size_t from) {
    double best = 0;
    for (const double one : open) best += shortfall * std::max(0.0, one);
    if (left == 0) return best;
    for (std::size_t i = from; i < choices.size(); ++i) {
      for (const std::size_t hour : choices[i].hours) open[hour] -= 1;
      best = std::min(best, choices[i].cost + least(left - 1, i));
      for (const std::size_t hour : choices[i].hours) open[hour] += 1;
    }
    return best;
  };
  return least(agents, 1);
}

TEST(Roster, CostsTheLeastThereIsOnDaysThatCanBeTriedOut) {
  Random random(7);
  for (int i = 0; i < 12; ++i) {
    const int agents = 1 + static_cast<int>(random.below(3));
    const int shortfall = i % 2 == 0 ? 9 : 100;
    const Demand demand = demand_of(1, [&](std::size_t, std::size_t hour) {
      return hour < 8 || hour > 16 ? 0 : static_cast<double>(random.below(7)) / 2;
    });
    const Rules rules = rules_of(two_shifts(agents, shortfall));
    const auto roster = make_roster(demand, rules, {.gap = 0});
    ASSERT_TRUE(roster) << roster.error().to_string();
    EXPECT_THAT(RosterCheck(*roster).breaches(), IsEmpty());
    EXPECT_NEAR(roster->cost(), least_cost_of_day(demand.agents, agents, shortfall), 1e-6) << i;
  }
}

TEST(Roster, SharesOutAWeekThatTakesEveryDayOfEveryAgent) {
  // Two agents on each of six days, three days each: four agents, none to spare.
  const Demand demand =
      demand_of(6, [](std::size_t, std::size_t hour) { return hour == 8 || hour == 9 ? 2 : 0; });
  const Rules rules = rules_of(two_shifts(4, 1000));
  const auto roster = make_roster(demand, rules, {});
  ASSERT_TRUE(roster) << roster.error().to_string();
  EXPECT_THAT(RosterCheck(*roster).breaches(), IsEmpty());
  EXPECT_EQ(roster->shifts.size(), 12U);
  EXPECT_EQ(roster->hours_short, 0);
  EXPECT_NEAR(roster->cost(), 240, 1e-6);
}

TEST(Roster, GoesOverMidnightAndPaysPremiums) {
  const Demand demand = demand_of(7, [](std::size_t day, std::size_t hour) {
    return (day >= 5 && hour == 22) || (day == 6 && hour < 6) ? 1 : 0;
  });
  const Rules rules = rules_of(R"({"shifts": [{"name": "night", "start": "22:00", "paid": "8h"}],
    "contracts": [{"name": "c", "agents": 1, "cost_hour": 10}], "night": {"premium": 0.5}, "sunday_premium": 1})");
  const auto roster = make_roster(demand, rules, {});
  ASSERT_TRUE(roster) << roster.error().to_string();
  EXPECT_THAT(RosterCheck(*roster).breaches(), IsEmpty());
  ASSERT_EQ(roster->shifts.size(), 2U);
  // Both are nights all through; of Saturday's six hours are on Sunday, of Sunday's two.
  EXPECT_NEAR(roster->pay, 8 * 10 * 1.5 + 6 * 10 + 8 * 10 * 1.5 + 2 * 10, 1e-6);
}

std::vector<Family> conflict_of(std::size_t day, const Demand& demand, const std::string& text) {
  const Rules rules = rules_of(text);
  const auto roster = make_roster(demand, rules, {});
  if (!roster) throw std::invalid_argument(roster.error().to_string());
  for (const Conflict& conflict : roster->conflicts)
    if (conflict.day == day) return conflict.families;
  throw std::invalid_argument("no conflict that day");
}

TEST(Roster, NamesTheRulesThatKeepTheDemandFromBeingMet) {
  const auto on_sunday = [](std::size_t day, std::size_t hour) { return day == 6 && hour == 9 ? 1 : 0; };
  const auto rules = [](const std::string& more, const std::string& root = "") {
    return R"({"shifts": [{"name": "s", "start": "08:00", "paid": "8h"}], "contracts": [{"name": "c", "agents": 1,
      "cost_hour": 1)" +
           more + "}]" + root + "}";
  };
  EXPECT_THAT(conflict_of(6, demand_of(7, on_sunday), rules(R"(, "days": ["mon", "tue"])")),
              ElementsAre(Family::contract_days));
  const auto two = [](std::size_t, std::size_t hour) { return hour == 9 ? 2 : 0; };
  EXPECT_THAT(conflict_of(0, demand_of(1, two), rules("")), ElementsAre(Family::agents));
  EXPECT_THAT(conflict_of(6, demand_of(7, on_sunday),
                          rules("", R"(, "agents": [{"name": "A", "leave": ["2026-01-11"]}])")),
              ElementsAre(Family::absences, Family::agents));
  const auto at_night = [](std::size_t, std::size_t hour) { return hour == 3 ? 1 : 0; };
  EXPECT_THAT(conflict_of(0, demand_of(1, at_night), rules("")), IsEmpty()) << "no shift reaches it";
}

TEST(Roster, EndsWithItsReasonWhereTheSolverIsNotThere) {
  const Demand demand = demand_of(1, [](std::size_t, std::size_t hour) { return hour == 9 ? 1 : 0; });
  const Rules rules = rules_of(two_shifts(1, 100));
  const auto roster = make_roster(demand, rules, {.cbc = "no-such-solver"});
  ASSERT_FALSE(roster);
  EXPECT_EQ(roster.error().code, ErrorCode::not_found);
  EXPECT_EQ(make_roster(demand, rules, {.cbc = "false"}).error().code, ErrorCode::unreadable);
  const std::atomic<bool> cancelled = true;
  EXPECT_EQ(make_roster(demand, rules, {.cancel = &cancelled}).error().code, ErrorCode::cancelled);
}

TEST(Roster, KeepsToRulesAcrossItsFirstDay) {
  const auto one_a_day = [](std::size_t, std::size_t hour) { return hour == 9 ? 1 : 0; };
  const auto days_of = [&](const std::string& worked, const std::string& contract = "",
                           const std::string& root = "") {
    const Rules rules =
        rules_of(R"({"shifts": [{"name": "s", "start": "08:00", "paid": "8h"}],
      "contracts": [{"name": "c", "agents": 1, "hours_max": 56, "days_max": 7, "cost_hour": 1)" +
                 contract + R"(}], "agents": [{"name": "A", "worked": [)" + worked + "]}]" + root + "}");
    const Demand demand = demand_of(7, one_a_day);  // from Monday 2026-01-05 on
    const auto roster = make_roster(demand, rules, {});
    if (!roster) throw std::invalid_argument(roster.error().to_string());
    EXPECT_THAT(RosterCheck(*roster).breaches(), IsEmpty());
    std::vector<std::size_t> days;
    for (const RosterShift& shift : roster->shifts) days.push_back(shift.day);
    return days;
  };
  const std::string night = R"({"from": "2026-01-04 22:00", "until": "2026-01-05 06:00"})";
  const std::string weekend = R"({"from": "2026-01-03 08:00", "until": "2026-01-03 16:00"},
                                 {"from": "2026-01-04 08:00", "until": "2026-01-04 16:00"})";
  EXPECT_THAT(days_of("", "", R"(, "days_in_row_max": 7)"), ElementsAre(0, 1, 2, 3, 4, 5, 6));
  EXPECT_THAT(days_of(night, "", R"(, "days_in_row_max": 8)"), ElementsAre(1, 2, 3, 4, 5, 6));
  // Three days in a row, two of which were before the plan: then a day off.
  const auto three = days_of(weekend, "", R"(, "days_in_row_max": 3)");
  EXPECT_THAT(three, testing::Not(testing::Contains(1U)));
  EXPECT_EQ(three.front(), 0U);
  EXPECT_THAT(days_of(weekend, "", R"(, "days_in_row_max": 14, "weekends": {"worked_max": 1, "of": 2})"),
              ElementsAre(0, 1, 2, 3, 4));
  // What starts within the plan is no past.
  EXPECT_EQ(
      days_of(R"({"from": "2026-01-05 08:00", "until": "2026-01-05 16:00"})", "", R"(, "days_in_row_max": 7)")
          .size(),
      7U);
}

TEST(Roster, CountsTheHoursAndDaysOfItsFirstWeek) {
  const Rules rules = rules_of(R"({"shifts": [{"name": "s", "start": "08:00", "paid": "8h"}],
    "contracts": [{"name": "c", "agents": 1, "hours_max": 40, "days_max": 4, "cost_hour": 1}], "agents": [{"name": "A",
      "worked": [{"from": "2026-01-05 08:00", "until": "2026-01-05 17:00", "paid": "8h"},
                 {"from": "2026-01-06 08:00", "until": "2026-01-06 17:00", "paid": "8h"}]}]})");
  Demand demand = demand_of(4, [](std::size_t, std::size_t hour) { return hour == 9 ? 1 : 0; });
  demand.first += std::chrono::days(3);  // Thursday
  const auto roster = make_roster(demand, rules, {});
  ASSERT_TRUE(roster) << roster.error().to_string();
  EXPECT_THAT(RosterCheck(*roster).breaches(), IsEmpty());
  EXPECT_EQ(roster->shifts.size(), 2U);
}

RC_GTEST_PROP(Roster, KeepsToEveryRule, ()) {
  // Each starts the solver some twenty times: more take minutes.
  constexpr int kCasesMax = 30;
  static int cases = 0;
  if (++cases > kCasesMax) return;
  const Rules rules = rules_of(random_rules());
  const auto days = *rc::gen::inRange<std::size_t>(1, 11);
  const auto most = *rc::gen::inRange(1, 6);
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  Random random(seed);
  Demand demand =
      demand_of(days, [&](std::size_t, std::size_t hour) { return hour < 6 ? 0 : random.uniform() * most; });
  demand.first += std::chrono::days(*rc::gen::inRange(0, 7));
  const auto roster = make_roster(demand, rules, {.seconds = 2, .gap = 0.05, .seed = seed});
  if (!roster) {
    RC_ASSERT(roster.error().code == ErrorCode::limit);
    RC_DISCARD("no roster in time");
  }
  const auto breaches = RosterCheck(*roster).breaches();
  for (const std::string& breach : breaches) RC_LOG() << breach << "\n";
  RC_ASSERT(breaches.empty());
}

}  // namespace
}  // namespace tandem::rosters
