// Rosters that are read: looked at, kept, and gone back and forth.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <tuple>

#include "core/base/random.hpp"
#include "plan/staffing/rosters/adopt_agents.hpp"
#include "plan/staffing/rosters/roster_check_for_test.hpp"
#include "plan/staffing/rosters/roster_ics.hpp"
#include "plan/staffing/rosters/rosters_for_test.hpp"
#include "plan/staffing/rosters/tally.hpp"

namespace tandem::rosters {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kRules = R"({"shifts": [
    {"name": "day", "start": {"earliest": "08:00", "latest": "10:00", "step": "1h"}, "paid": "8h",
     "breaks": [{"name": "lunch", "length": "1h", "from": "3h", "until": "6h"}]},
    {"name": "short", "start": {"earliest": "08:00", "latest": "14:00", "step": "1h"}, "paid": "4h",
     "days": ["mon", "tue", "wed", "thu", "fri"]}],
  "contracts": [{"name": "full", "agents": 3, "hours_min": 16, "cost_hour": 20, "shifts": ["day"]},
    {"name": "part", "agents": 1, "hours_max": 12, "days_max": 3, "cost_hour": 18,
     "days": ["mon", "tue", "wed", "thu", "fri", "sat"]}],
  "agents": [{"name": "Ann", "contract": "full", "leave": ["2026-01-08"], "prefers": {"shifts": ["day"], "days_off": ["fri"]},
     "unavailable": [{"from": "2026-01-09 12:00", "until": "2026-01-09 14:00"}]}],
  "rest": "11h", "days_in_row_max": 5, "weekends": {"worked_max": 1, "of": 2}})";

/// From Monday 2026-01-05 on.
Demand two_at_noon(std::size_t days) {
  return demand_of(days, [](std::size_t, std::size_t hour) { return hour >= 9 && hour < 12 ? 2 : 0; });
}

PublishedRoster published(const std::string& rows) {
  auto roster = parse_published_csv("agent,contract,shift,start,end,breaks\n" + rows, "r.csv");
  if (!roster) throw std::invalid_argument(roster.error().to_string());
  return std::move(*roster);
}

/// "Ann 2026-01-05 rest: 8 h, ≥ 11 h" for each.
std::vector<std::string> breaches_of(const std::string& rows, std::size_t days = 14) {
  Rules rules = rules_of(kRules);
  const PublishedRoster roster = published(rows);
  const Demand demand = two_at_noon(days);
  if (const auto adopted = adopt_agents(roster, demand.first, rules); !adopted)
    return {adopted.error().to_string()};
  const auto problem = Problem::make(demand, rules, {}, {&roster, false});
  if (!problem) return {problem.error().to_string()};
  std::vector<std::string> said;
  for (const Breach& one : find_breaches(*problem, problem->published))
    said.push_back(fmt::format("{} {} {}: {}, {}", problem->people[one.person].name,
                               to_text(problem->date(one.day)), one.rule, one.found, one.allowed));
  return said;
}

std::string day_row(const std::string& agent, int day, const std::string& lunch = "12:00-13:00") {
  return fmt::format("{0},full,day,2026-01-{1:02} 08:00,2026-01-{1:02} 17:00,{2}\n", agent, day, lunch);
}

TEST(Breaches, AreNoneOfARosterThatKeepsTheRules) {
  EXPECT_THAT(
      breaches_of(day_row("Ann", 5) + day_row("Ann", 6) + day_row("full 1", 5) + day_row("full 1", 8)),
      IsEmpty());
}

TEST(Breaches, AreOfOneShift) {
  const std::string second = day_row("Bob", 6);  // enough hours for a week
  EXPECT_THAT(breaches_of(second + "Bob,full,day,2026-01-05 07:30,2026-01-05 16:30,12:00-13:00\n"),
              ElementsAre("Bob 2026-01-05 shifts[].start: 07:30, 08:00-10:00, 1 h"));
  EXPECT_THAT(breaches_of(second + day_row("Bob", 5, "")),
              ElementsAre("Bob 2026-01-05 shifts[].breaks: –, lunch 1 h 11:00-14:00"));
  EXPECT_THAT(breaches_of(second + day_row("Bob", 5, "13:30-14:30")),
              ElementsAre("Bob 2026-01-05 shifts[].breaks: 13:30-14:30, lunch 1 h 11:00-14:00"));
  EXPECT_THAT(breaches_of(second + day_row("Bob", 5, "09:00-09:10 12:00-13:00")),
              ElementsAre("Bob 2026-01-05 shifts[].breaks: 09:00-09:10, –"));
  EXPECT_THAT(breaches_of(second + "Bob,full,day,2026-01-05 08:00,2026-01-05 18:00,12:00-13:00\n"),
              ElementsAre("Bob 2026-01-05 shifts[].paid: 10 h, 9 h"));
  EXPECT_THAT(breaches_of(second + day_row("Bob", 7) + "Bob,full,short,2026-01-05 08:00,2026-01-05 12:00,\n"),
              ElementsAre("Bob 2026-01-05 contracts[].shifts: short, day"));
  EXPECT_THAT(breaches_of(second + day_row("Bob", 7) + "Bob,full,odd,2026-01-05 08:00,2026-01-05 13:00,\n"),
              ElementsAre("Bob 2026-01-05 shifts: odd 08:00-13:00, day, short"));
  EXPECT_THAT(breaches_of("Pat,part,short,2026-01-10 08:00,2026-01-10 12:00,\n"),
              ElementsAre("Pat 2026-01-10 shifts[].days: sat, mon, tue, wed, thu, fri"));
  EXPECT_THAT(breaches_of("Pat,part,day,2026-01-11 08:00,2026-01-11 17:00,12:00-13:00\n"),
              ElementsAre("Pat 2026-01-11 contracts[].days: sun, mon, tue, wed, thu, fri, sat"));
}

TEST(Breaches, AreOfAbsences) {
  EXPECT_THAT(breaches_of(day_row("Ann", 6) + day_row("Ann", 8) + day_row("Ann", 9)),
              ElementsAre("Ann 2026-01-08 agents[].leave: 08:00-17:00, –",
                          "Ann 2026-01-09 agents[].unavailable: 08:00-17:00, –"));
}

TEST(Breaches, AreOfShiftsTogether) {
  EXPECT_THAT(breaches_of(day_row("Bob", 5) + "Bob,full,day,2026-01-05 23:00,2026-01-06 04:00,\n"
                                              "Bob,full,day,2026-01-06 10:00,2026-01-06 19:00,13:00-14:00\n"),
              ElementsAre("Bob 2026-01-05 shifts[].start: 23:00, 08:00-10:00, 1 h",
                          "Bob 2026-01-05 shifts[].paid: 5 h, 9 h",
                          "Bob 2026-01-05 shifts[].breaks: –, lunch 1 h 02:00-05:00",
                          "Bob 2026-01-05 one shift a day: 08:00-17:00, 23:00-04:00, 1",
                          "Bob 2026-01-06 rest: 6 h, ≥ 11 h"));
  EXPECT_THAT(breaches_of(day_row("Bob", 5)),
              ElementsAre("Bob 2026-01-05 contracts[].hours_min: 8 h, ≥ 16 h"));
  std::string days;
  for (int day = 6; day <= 11; ++day) days += day_row("Bob", day);
  EXPECT_THAT(breaches_of(days), ElementsAre("Bob 2026-01-05 contracts[].hours_max: 48 h, ≤ 40 h",
                                             "Bob 2026-01-05 contracts[].days_max: 6, ≤ 5",
                                             "Bob 2026-01-11 days_in_row_max: 6, ≤ 5"));
  EXPECT_THAT(breaches_of(day_row("Bob", 9) + day_row("Bob", 10) + day_row("Bob", 17) + day_row("Bob", 16)),
              ElementsAre("Bob 2026-01-17 weekends: 2, ≤ 1 / 2"));
}

TEST(Breaches, ReachAcrossTheFirstDay) {
  // The shifts before Monday are the past: five days in a row, the last until 22:00.
  std::string before;
  for (int day = 1; day <= 4; ++day) before += day_row("Bob", day);
  EXPECT_THAT(breaches_of(before + day_row("Bob", 5) + day_row("Bob", 6)),
              ElementsAre("Bob 2026-01-06 days_in_row_max: 6, ≤ 5"));
}

TEST(AdoptedAgents, HaveAContractOrAreRefused) {
  EXPECT_THAT(breaches_of("Bob,,day,2026-01-05 08:00,2026-01-05 17:00,12:00-13:00\n"),
              ElementsAre("r.csv:2: (agent): 'Bob' is no agent of the rules, and it is not said with which "
                          "contract; expected a name of agents[], or a column contract"));
  EXPECT_THAT(breaches_of("Bob,half,day,2026-01-05 08:00,2026-01-05 17:00,12:00-13:00\n"),
              ElementsAre("r.csv:2: (contract): 'half' is no contract of the rules; expected one of theirs"));
  EXPECT_THAT(breaches_of("Ann,part,day,2026-01-05 08:00,2026-01-05 17:00,12:00-13:00\n"),
              ElementsAre("r.csv:2: (contract): 'Ann' has the contract 'part' here, and 'full' by the rules; "
                          "expected the same"));
  EXPECT_THAT(
      breaches_of(day_row("A", 5) + day_row("B", 5) + day_row("C", 5)),
      ElementsAre("r.csv:4: (agent): with 'C' the contract 'full' has more than the 3 agents that the "
                  "rules say; expected a name of theirs, or more in contracts[].agents"));
}

TEST(CheckedRoster, HasCoverCostAndBound) {
  Rules rules = rules_of(kRules);
  const Demand demand = two_at_noon(2);
  // One lunch is off the grid of the rules, and so is its cover.
  const PublishedRoster roster = published(day_row("Ann", 5, "11:20-12:20") + day_row("Ann", 6) +
                                           day_row("full 1", 5) + day_row("full 1", 6));
  ASSERT_TRUE(adopt_agents(roster, demand.first, rules));
  const auto checked = check_roster(demand, rules, roster, {});
  ASSERT_TRUE(checked) << checked.error().to_string();
  EXPECT_THAT(checked->breaches, IsEmpty());
  EXPECT_NEAR(checked->hours_required, 12, 1e-9);
  EXPECT_NEAR(checked->hours_short, 2.0 / 3, 1e-9);
  EXPECT_NEAR(checked->pay, 4 * 8 * 20, 1e-9);
  EXPECT_NEAR(checked->cost(), 640 + 1000 * 2.0 / 3, 1e-6);
  EXPECT_LE(checked->cost_bound, 640);
  const Tally tally = tally_of(*checked);
  EXPECT_EQ(tally.agents, 2U);
  EXPECT_EQ(tally.shifts_wished, 2U);
  EXPECT_EQ(tally.shifts_granted, 2U);
  EXPECT_EQ(tally.weekends.most, 0U);
}

TEST(KeptRoster, IsMadeAroundWhereSomebodyIsIll) {
  Rules rules = rules_of(kRules);
  rules.agents[0].leave.push_back(LocalDay(std::chrono::year(2026) / 1 / 6));
  const Demand demand = two_at_noon(3);
  const PublishedRoster roster =
      published(day_row("Ann", 5) + day_row("Ann", 6) + day_row("Ann", 7) + day_row("full 1", 5) +
                day_row("full 1", 6) + day_row("full 1", 7));
  ASSERT_TRUE(adopt_agents(roster, demand.first, rules));
  const auto made = make_roster(demand, rules, {.kept = &roster});
  ASSERT_TRUE(made) << made.error().to_string();
  EXPECT_THAT(made->problem.let_go, SizeIs(1));
  EXPECT_EQ(made->hours_short, 0);
  // The part-timer, who is cheapest and has no least hours, steps in on Tuesday alone.
  ASSERT_THAT(made->shifts, SizeIs(6));
  EXPECT_EQ(made->problem.people[made->shifts.back().person].name, "part 1");
  EXPECT_EQ(made->shifts.back().day, 1U);
  EXPECT_NEAR(made->cost(), 5 * 160 + 4 * 18, 1e-6);
  EXPECT_NEAR(made->cost_bound, made->cost(), 1e-6);
}

TEST(KeptRoster, NamesTheKeptShiftsWhereTheyStandInTheWay) {
  Rules rules = rules_of(kRules);
  rules.contracts[0].agents = rules.contracts[1].agents = 1;
  rules.agents.clear();
  const Demand demand =
      demand_of(1, [](std::size_t, std::size_t hour) { return hour == 8 || hour == 17 ? 1 : 0; });
  const PublishedRoster roster = published(
      "full 1,full,day,2026-01-05 08:00,2026-01-05 17:00,12:00-13:00\n"
      "part 1,part,short,2026-01-05 08:00,2026-01-05 12:00,\n");
  ASSERT_TRUE(adopt_agents(roster, demand.first, rules));
  const auto made = make_roster(demand, rules, {.kept = &roster});
  ASSERT_TRUE(made) << made.error().to_string();
  ASSERT_THAT(made->conflicts, SizeIs(1));
  EXPECT_THAT(made->conflicts[0].families, ElementsAre(Family::kept, Family::agents));
}

TEST(KeptRoster, KeepsWhatBreaksRulesAndPlacesBreaksThatAreNotSaid) {
  Rules rules = rules_of(kRules);
  const Demand demand = two_at_noon(7);
  // Bob rests too little and has a shift that is none of the rules; Eve's lunch is not said.
  const PublishedRoster roster = published(
      "Bob,full,odd,2026-01-05 12:10,2026-01-05 23:00,\n"
      "Bob,full,day,2026-01-06 08:00,2026-01-06 17:00,12:00-13:00\n" +
      day_row("Eve", 7, "") + day_row("Eve", 8));
  ASSERT_TRUE(adopt_agents(roster, demand.first, rules));
  const auto made = make_roster(demand, rules, {.kept = &roster});
  ASSERT_TRUE(made) << made.error().to_string();
  std::size_t of_bob = 0;
  for (const RosterShift& shift : made->shifts) {
    const std::string& name = made->problem.people[shift.person].name;
    of_bob += name == "Bob" ? 1 : 0;
    if (name != "Eve" || shift.day != 2) continue;
    EXPECT_THAT(shift.breaks, SizeIs(1));
  }
  EXPECT_EQ(of_bob, 2U) << "nothing is added to what breaks rules";
  for (const Breach& breach : find_breaches(made->problem, made->shifts))
    EXPECT_EQ(made->problem.people[breach.person].name, "Bob");
  EXPECT_GE(made->cost(), made->cost_bound - 1e-6);
}

TEST(KeptRoster, TakesOneShiftADay) {
  Rules rules = rules_of(kRules);
  const Demand demand = two_at_noon(1);
  const PublishedRoster roster = published(
      "Pat,part,short,2026-01-05 08:00,2026-01-05 12:00,\n"
      "Pat,part,short,2026-01-05 14:00,2026-01-05 18:00,\n");
  ASSERT_TRUE(adopt_agents(roster, demand.first, rules));
  const auto made = make_roster(demand, rules, {.kept = &roster});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message,
            "the roster to keep has two shifts of Pat on 2026-01-05; expected one a day at most");
}

using PersonDay = std::tuple<std::string, std::size_t, int, int, std::vector<int>>;

/// Who works from when until when, with breaks.
std::vector<PersonDay> shifts_of(const Problem& problem, const std::vector<RosterShift>& shifts) {
  std::vector<PersonDay> all;
  for (const RosterShift& shift : shifts) {
    std::vector<int> breaks;
    for (const PlacedBreak& one : shift.breaks) breaks.push_back(one.at);
    all.emplace_back(problem.people[shift.person].name, shift.day, problem.kinds[shift.kind].start,
                     problem.kinds[shift.kind].length, std::move(breaks));
  }
  return all;
}

/// Names that break rules, as the check of the tests sees them, but for what is counted wrongly.
std::set<std::string> breakers_of(const Roster& roster) {
  std::set<std::string> names;
  for (const std::string& breach : RosterCheck(roster).breaches())
    if (const std::size_t colon = breach.find(": "); colon != std::string::npos)
      names.insert(breach.substr(0, colon));
  return names;
}

RC_GTEST_PROP(PublishedRosterProperty, ComesBackIsJudgedAndKept, ()) {
  constexpr int kCasesMax = 8;
  static int cases = 0;
  if (++cases > kCasesMax) return;
  Rules rules = rules_of(random_rules());
  const auto days = *rc::gen::inRange<std::size_t>(1, 9);
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  Random random(seed);
  Demand demand =
      demand_of(days, [&](std::size_t, std::size_t hour) { return hour < 6 ? 0 : random.uniform() * 3; });
  if (random.below(2) == 0) {
    // Of two skills; one contract has the second only.
    demand.skills = {"one", "two"};
    demand.by_skill.assign(2, demand.agents);
    for (std::size_t i = 0; i < demand.agents.size(); ++i) {
      demand.by_skill[0][i] *= random.uniform();
      demand.by_skill[1][i] -= demand.by_skill[0][i];
    }
    rules.contracts[1].skills = {"two"};
  }
  const RosterOptions options{.seconds = 2, .gap = 0.05, .seed = seed};
  auto roster = make_roster(demand, rules, options);
  if (!roster) RC_DISCARD("no roster in time");
  const auto read =
      parse_published_ics(ics_of(*roster, nullptr), "r.ics", {.last = demand.first + std::chrono::days(20)});
  RC_ASSERT(read.has_value());
  Rules adopted = rules;
  RC_ASSERT(adopt_agents(*read, demand.first, adopted).has_value());
  const auto checked = check_roster(demand, adopted, *read, options);
  RC_ASSERT(checked.has_value());
  RC_ASSERT(checked->breaches.empty());
  RC_ASSERT(shifts_of(checked->problem, checked->shifts) == shifts_of(roster->problem, roster->shifts));
  RC_ASSERT(std::abs(checked->cost() - roster->cost()) < 1e-6);
  // Whatever is done to it, both checks find the same agents.
  for (RosterShift& shift : roster->shifts) {
    if (random.below(4) != 0) continue;
    const Kind& kind = roster->problem.kinds[shift.kind];
    const int move = static_cast<int>(random.below(9)) - 4;
    for (std::size_t other = 0; other < roster->problem.kinds.size(); ++other)
      if (roster->problem.kinds[other].shift == kind.shift && random.below(3) == 0) shift.kind = other;
    for (PlacedBreak& one : shift.breaks) one.at += move;
  }
  std::set<std::string> found;
  for (const Breach& breach : find_breaches(roster->problem, roster->shifts))
    found.insert(roster->problem.people[breach.person].name);
  RC_ASSERT(found == breakers_of(*roster));
  // With some of its shifts kept, those stay and the others keep the rules.
  PublishedRoster some = *read;
  std::erase_if(some.shifts, [&](const PublishedShift&) { return random.below(2) == 0; });
  const auto again = make_roster(demand, adopted, {.kept = &some, .seconds = 2, .gap = 0.05, .seed = seed});
  if (!again) {
    RC_ASSERT(again.error().code == ErrorCode::limit);
    RC_DISCARD("no roster in time");
  }
  const auto before = shifts_of(again->problem, again->problem.published);
  const auto after = shifts_of(again->problem, again->shifts);
  RC_ASSERT(before.size() == some.shifts.size());
  for (const PersonDay& one : before) RC_ASSERT(std::ranges::find(after, one) != after.end());
  RC_ASSERT(find_breaches(again->problem, again->shifts).empty());
  RC_ASSERT(again->cost() > again->cost_bound - 1e-6);
}

}  // namespace
}  // namespace tandem::rosters
