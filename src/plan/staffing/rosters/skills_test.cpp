// Demand that is told by skill.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>

#include "core/base/random.hpp"
#include "plan/staffing/rosters/adopt_agents.hpp"
#include "plan/staffing/rosters/roster_check_for_test.hpp"
#include "plan/staffing/rosters/rosters_for_test.hpp"

namespace tandem::rosters {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Result<Demand> read(const std::string& text) { return parse_demand(text, "d.csv", {.skills = true}); }

TEST(RequiredSkills, AreReadInTheFormOfEitherTable) {
  const auto demand =
      read("interval_start,skill,agents\n2026-01-05 08:00,tech,2\n2026-01-05 08:00,sales,1.5\n");
  ASSERT_TRUE(demand) << demand.error().to_string();
  EXPECT_THAT(demand->skills, ElementsAre("tech", "sales"));
  EXPECT_EQ(demand->agents[8], 3.5);
  EXPECT_EQ(demand->by_skill[1][8], 1.5);
  const auto mix = read("interval_start,group,agents,cost\n2026-01-05 08:00,\"bank, team\",2,46\n");
  ASSERT_TRUE(mix) << mix.error().to_string();
  EXPECT_THAT(mix->skills, ElementsAre("bank, team"));
  EXPECT_THAT(read("interval_start,agents\n2026-01-05 08:00,2\n")->skills, IsEmpty());
}

TEST(RequiredSkills, AreRefusedWithTheirPlace) {
  const auto said = [](const std::string& text) { return read(text).error().to_string(); };
  EXPECT_THAT(said("interval_start,agents,colour\n"),
              HasSubstr("d.csv:1: the header is not interval_start,agents, interval_start,skill,agents or"));
  EXPECT_THAT(said("interval_start,skill,agents\n2026-01-05 08:00,,2\n"),
              HasSubstr("d.csv:2: column 2 (skill): the skill is blank; expected its name"));
  EXPECT_THAT(
      said("interval_start,skill,agents\n2026-01-05 08:00,a,2\n2026-01-05 08:00,a,2\n"),
      HasSubstr("d.csv:3: column 1 (interval_start): 2026-01-05 08:00 for 'a' is there a second time"));
  std::string many = "interval_start,skill,agents\n";
  for (std::size_t i = 0; i <= kSkillsMax; ++i) many += fmt::format("2026-01-05 08:00,s{},1\n", i);
  EXPECT_THAT(said(many), HasSubstr("the table has more than 12 skills"));
  EXPECT_THAT(parse_demand("interval_start,skill,agents\n", "d.csv").error().to_string(),
              HasSubstr("the header is not interval_start,agents"));
}

/// A day from 08:00 to 12:00; `agents` by skill and hour.
Demand demand_by_skill(const std::vector<std::vector<double>>& agents) {
  Demand demand = demand_of(1, [](std::size_t, std::size_t) { return 0; });
  for (std::size_t skill = 0; skill < agents.size(); ++skill) {
    demand.skills.push_back(std::string(1, static_cast<char>('a' + skill)));
    demand.by_skill.emplace_back(24);
    for (std::size_t hour = 0; hour < agents[skill].size(); ++hour) {
      demand.by_skill.back()[8 + hour] = agents[skill][hour];
      demand.agents[8 + hour] += agents[skill][hour];
    }
  }
  return demand;
}

/// The least that can be lacking, by trying all that agents may serve.
double least_lacking(const std::vector<SkillSet>& agents, std::vector<double> required,
                     std::size_t from = 0) {
  if (from == agents.size()) {
    double lacking = 0;
    for (const double one : required) lacking += std::max(0.0, one);
    return lacking;
  }
  double least = least_lacking(agents, required, from + 1);
  for (std::size_t skill = 0; skill < required.size(); ++skill) {
    if (!agents[from].test(skill)) continue;
    required[skill] -= 1;
    least = std::min(least, least_lacking(agents, required, from + 1));
    required[skill] += 1;
  }
  return least;
}

/// One hour, agents of one contract each.
struct Hour {
  Rules rules;
  Demand demand;
  std::vector<SkillSet> agents;
};

Hour random_hour(Random& random) {
  Hour hour;
  const std::size_t skills = 1 + random.below(4);
  std::vector<std::vector<double>> required;
  for (std::size_t skill = 0; skill < skills; ++skill)
    required.push_back({static_cast<double>(random.below(13)) / 4});
  hour.demand = demand_by_skill(required);
  std::string agents;
  for (std::size_t i = random.below(6); i-- > 0;) {
    std::string names;
    SkillSet has;
    for (std::size_t skill = 0; skill < skills; ++skill)
      if (random.below(2) == 0) {
        has.set(skill);
        names += fmt::format("{}\"{}\"", names.empty() ? "" : ",", static_cast<char>('a' + skill));
      }
    hour.agents.push_back(has);
    agents += fmt::format(R"({}{{"name": "A{}", "skills": [{}]}})", agents.empty() ? "" : ",",
                          hour.agents.size(), names);
  }
  hour.rules = rules_of(fmt::format(
      R"({{"shifts": [{{"name": "s", "start": "08:00", "paid": "1h"}}],
        "contracts": [{{"name": "c", "agents": {}, "cost_hour": 1}}], "agents": [{}]}})",
      hour.agents.size(), agents));
  return hour;
}

RC_GTEST_PROP(SkillCoverProperty, LacksTheLeastThatCanBe, (std::uint64_t seed)) {
  Random random(seed);
  const Hour hour = random_hour(random);
  const auto problem = Problem::make(hour.demand, hour.rules);
  RC_ASSERT(problem.has_value());
  std::vector<RosterShift> shifts;
  std::vector<SkillSet> at_work;
  for (std::size_t i = 0; i < hour.agents.size(); ++i) {
    if (random.below(4) == 0) continue;
    shifts.push_back({i, 0, 0, {}});
    at_work.push_back(hour.agents[i]);
  }
  const Cover cover = cover_of(*problem, shifts);
  std::vector<double> required;
  for (const auto& of : hour.demand.by_skill) required.push_back(of[8]);
  RC_ASSERT(std::abs(cover.lacking_at(8) - least_lacking(at_work, required)) < 1e-9);
}

RC_GTEST_PROP(SkillUnionsProperty, SayTheSameAsAllSetsOfSkills, (std::uint64_t seed)) {
  Random random(seed);
  const Hour hour = random_hour(random);
  const auto problem = Problem::make(hour.demand, hour.rules);
  RC_ASSERT(problem.has_value());
  // Short of nothing by every set (Hall), and by those that the problem keeps.
  std::vector<int> have(problem->crews.size());
  for (int& one : have) one = static_cast<int>(random.below(4));
  std::vector<int> need(hour.demand.skills.size());
  for (int& one : need) one = static_cast<int>(random.below(4));
  const auto holds = [&](const SkillSet& set) {
    int supply = 0, asked = 0;
    for (std::size_t crew = 0; crew < have.size(); ++crew)
      supply += (problem->crews[crew] & set).any() ? have[crew] : 0;
    for (std::size_t skill = 0; skill < need.size(); ++skill) asked += set.test(skill) ? need[skill] : 0;
    return supply >= asked;
  };
  bool all = true;
  for (unsigned long bits = 1; bits < 1UL << need.size(); ++bits) all = all && holds(SkillSet(bits));
  RC_ASSERT(std::ranges::all_of(problem->unions, holds) == all);
}

/// Two agents a contract: a serves billing, b tech, c both, which is dearer.
constexpr const char* kThree = R"({"shifts": [
    {"name": "long", "start": {"earliest": "08:00", "latest": "09:00", "step": "1h"}, "paid": "3h"},
    {"name": "short", "start": {"earliest": "08:00", "latest": "10:00", "step": "1h"}, "paid": "2h"}],
  "contracts": [{"name": "A", "agents": 1, "cost_hour": 10, "skills": ["a"]},
    {"name": "B", "agents": 1, "cost_hour": 10, "skills": ["b"]},
    {"name": "C", "agents": 1, "cost_hour": 13}], "shortfall_cost_hour": 40})";

double least_cost_of_three(const Demand& demand) {
  struct Choice {
    int start, hours;
  };
  constexpr Choice kChoices[] = {{0, 0}, {8, 3}, {9, 3}, {8, 2}, {9, 2}, {10, 2}};
  const std::vector<SkillSet> skills = {SkillSet(1), SkillSet(2), SkillSet(3)};
  double best = std::numeric_limits<double>::infinity();
  for (const Choice& a : kChoices)
    for (const Choice& b : kChoices)
      for (const Choice& c : kChoices) {
        double cost = 10 * a.hours + 10 * b.hours + 13 * c.hours;
        const Choice chosen[] = {a, b, c};
        for (int hour = 8; hour < 12; ++hour) {
          std::vector<SkillSet> at_work;
          for (std::size_t i = 0; i < 3; ++i)
            if (hour >= chosen[i].start && hour < chosen[i].start + chosen[i].hours)
              at_work.push_back(skills[i]);
          const auto at = static_cast<std::size_t>(hour);
          cost += 40 * least_lacking(at_work, {demand.by_skill[0][at], demand.by_skill[1][at]});
        }
        best = std::min(best, cost);
      }
  return best;
}

TEST(SkilledRoster, CostsTheLeastThereIsOnDaysThatCanBeTriedOut) {
  Random random(11);
  const Rules rules = rules_of(kThree);
  for (int i = 0; i < 12; ++i) {
    std::vector<std::vector<double>> required(2, std::vector<double>(4));
    for (auto& of : required)
      for (double& one : of) one = static_cast<double>(random.below(5)) / 2;
    const Demand demand = demand_by_skill(required);
    const auto roster = make_roster(demand, rules, {.gap = 0});
    ASSERT_TRUE(roster) << roster.error().to_string();
    EXPECT_THAT(RosterCheck(*roster).breaches(), IsEmpty());
    EXPECT_NEAR(roster->cost(), least_cost_of_three(demand), 1e-6) << i;
  }
}

TEST(SkilledRoster, NamesTheSkillThatIsShortAndTheRulesInConflict) {
  const Rules rules = rules_of(kThree);
  // Three are there for three of tech, but one has another skill.
  const auto roster = make_roster(demand_by_skill({{0, 0, 0}, {3, 0, 0}}), rules, {});
  ASSERT_TRUE(roster) << roster.error().to_string();
  EXPECT_NEAR(roster->hours_short, 1, 1e-9);
  ASSERT_THAT(roster->conflicts, SizeIs(1));
  EXPECT_THAT(roster->conflicts[0].skills, ElementsAre(1U));
  EXPECT_THAT(roster->conflicts[0].families, ElementsAre(Family::skills, Family::agents));
}

TEST(SkilledRoster, KeepsPublishedShiftsAtTheirSkills) {
  const Rules rules = rules_of(kThree);
  // B is kept for the first hours: C, though dearer, is left for a's second agent only.
  const auto published =
      parse_published_csv("agent,shift,start,end\nB 1,short,2026-01-05 08:00,2026-01-05 10:00\n", "r.csv");
  Rules adopted = rules;
  ASSERT_TRUE(adopt_agents(*published, LocalDay(std::chrono::year(2026) / 1 / 5), adopted));
  const Demand demand = demand_by_skill({{1, 1}, {1, 1}});
  const auto roster = make_roster(demand, adopted, {.kept = &*published, .gap = 0});
  ASSERT_TRUE(roster) << roster.error().to_string();
  EXPECT_EQ(roster->hours_short, 0);
  EXPECT_NEAR(roster->cost(), 40, 1e-6);
  EXPECT_NEAR(roster->cost_bound, 40, 1e-6);
}

TEST(RoundedRoster, IsMadeWhereTheSolverHasNoTime) {
  // A solver that gives relaxed solutions only.
  const std::string script = ::testing::TempDir() + "relaxed_only_cbc";
  {
    std::ofstream file(script);
    file << "#!/bin/sh\nif grep -q INTORG \"$1\"; then for word; do answer=$word; [ \"$last\" = -solution ] "
            "&& break; "
            "last=$word; done; echo 'Stopped on time - no integer solution' > \"$answer\"; exit 0; fi\nexec "
            "cbc \"$@\"\n";
  }
  std::filesystem::permissions(script, std::filesystem::perms::owner_all);
  const Rules rules = rules_of(kThree);
  const Demand demand = demand_by_skill({{1, 1, 1.5, 0.5}, {0.5, 1, 1, 1}});
  const auto roster = make_roster(demand, rules, {.seconds = 1, .cbc = script});
  ASSERT_TRUE(roster) << roster.error().to_string();
  EXPECT_TRUE(roster->rounded);
  EXPECT_FALSE(roster->proven);
  EXPECT_THAT(RosterCheck(*roster).breaches(), IsEmpty());
  EXPECT_NEAR(roster->cost(), least_cost_of_three(demand), 1e-6) << "small steps find it";
}

}  // namespace
}  // namespace tandem::rosters
