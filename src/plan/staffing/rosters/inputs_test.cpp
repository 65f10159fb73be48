#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/staffing/rosters/demand.hpp"
#include "plan/staffing/rosters/rules_json.hpp"

namespace tandem::rosters {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

TEST(RequiredAgents, AreReadByDayAndInterval) {
  const auto demand = parse_demand(
      "interval_start,agents\n2026-01-06 08:30,2.5\n2026-01-05 08:00,12\n2026-01-05T09:00,0\n", "d.csv");
  ASSERT_TRUE(demand) << demand.error().to_string();
  EXPECT_EQ(demand->interval, Duration::minutes(30));
  EXPECT_EQ(demand->days, 2U);
  ASSERT_EQ(demand->agents.size(), 96U);
  EXPECT_EQ(demand->agents[16], 12);
  EXPECT_EQ(demand->agents[48 + 17], 2.5);
  EXPECT_EQ(parse_demand("interval_start,agents\n2026-01-05 08:00,1\n", "d.csv")->interval,
            Duration::hours(1));
  EXPECT_EQ(parse_demand("interval_start,agents\n2026-01-05 08:00,1\n", "d.csv",
                         {.interval = Duration::minutes(15)})
                ->agents.size(),
            96U);
}

TEST(RequiredAgents, MaySpanAsManyDaysAsAreAskedFor) {
  const std::string table = "interval_start,agents\n2027-01-01 00:00,1\n2028-12-31 23:00,2\n";
  const auto demand = parse_demand(table, "d.csv", {.interval = {}, .days_max = kPlanDaysMax});
  ASSERT_TRUE(demand) << demand.error().to_string();
  EXPECT_EQ(demand->days, 731U);
  EXPECT_EQ(demand->agents.back(), 2);
  EXPECT_THAT(parse_demand(table, "d.csv", {.interval = {}, .days_max = 730}).error().to_string(),
              HasSubstr("the table spans 731 days; expected 730"));
}

TEST(RequiredAgents, AreRefusedWithTheirPlace) {
  struct Row {
    const char* text;
    const char* said;
  };
  constexpr Row kRows[] = {
      {"", "d.csv: the file is blank; expected a header interval_start,agents"},
      {"start,agents\n", "d.csv:1: the header is not interval_start,agents"},
      {"interval_start,agents\n", "d.csv: the file has no row below its header"},
      {"interval_start,agents\n2026-01-05 08:00\n", "d.csv:2: the row has 1 fields"},
      {"interval_start,agents\n08:00,1\n", "d.csv:2: column 1 (interval_start): '08:00' is no start"},
      {"interval_start,agents\n2026-01-05 08:00Z,1\n", "'2026-01-05 08:00Z' is no start"},
      {"interval_start,agents\n2026-01-05 08:10,1\n",
       "2026-01-05 08:10 is no start of an interval of 15 minutes"},
      {"interval_start,agents\n2026-01-05 08:00,-1\n", "column 2 (agents): '-1' is no number of agents"},
      {"interval_start,agents\n2026-01-05 08:00,nan\n", "'nan' is no number"},
      {"interval_start,agents\n2026-01-05 08:00,1e99\n", "'1e99' is no number"},
      {"interval_start,agents\n2026-01-05 08:00,100001\n", "expected 0 to 100000"},
      {"interval_start,agents\n2026-01-05 08:00,1\n2026-01-05 08:00,2\n",
       "d.csv:3: column 1 (interval_start): 2026-01-05 08:00 is there a second time, first in line 2"},
      {"interval_start,agents\n2026-01-05 08:00,1\n2026-03-05 08:00,2\n",
       "the table spans 60 days; expected 42"},
  };
  for (const Row& row : kRows) {
    const auto demand = parse_demand(row.text, "d.csv");
    ASSERT_FALSE(demand) << row.text;
    EXPECT_THAT(demand.error().to_string(), HasSubstr(row.said)) << row.text;
  }
}

constexpr const char* kShift = R"({"name": "s", "start": "08:00", "paid": "8h")";
constexpr const char* kContract = R"({"name": "c", "agents": 2, "cost_hour": 10)";

std::vector<std::string> faults_of(const std::string& text) {
  const auto rules = parse_rules(text, "r.json");
  std::vector<std::string> said;
  if (!rules)
    for (const Error& fault : rules.error()) said.push_back(fault.to_string());
  return said;
}

std::string rules_with(const std::string& shift, const std::string& contract, const std::string& root) {
  return std::string(R"({"shifts": [)") + kShift + shift + R"(}], "contracts": [)" + kContract + contract +
         "}]" + root + "}";
}

TEST(RosterRules, HaveDefaults) {
  const auto rules = parse_rules(rules_with("", "", ""), "r.json");
  ASSERT_TRUE(rules) << rules.error().front().to_string();
  EXPECT_EQ(rules->rest, Duration::hours(11));
  EXPECT_EQ(rules->days_in_row_max, 6U);
  EXPECT_EQ(rules->shortfall_cost_hour, 1000);
  EXPECT_EQ(rules->contracts[0].week_max, Duration::hours(40));
  EXPECT_EQ(rules->contracts[0].days_max, 5U);
  EXPECT_EQ(rules->contracts[0].shifts, std::vector<std::size_t>{0});
  EXPECT_EQ(rules->shifts[0].length(), Duration::hours(8));
}

TEST(RosterRules, AreRefusedWithPathValueAndReason) {
  struct Row {
    const char *shift, *contract, *root, *said;
  };
  constexpr Row kRows[] = {
      {R"(, "colour": 1)", "", "",
       "(shifts[0].colour): is not known; expected name, start, paid, breaks, days"},
      {"", R"(, "hours_max": 200)", "", "(contracts[0].hours_max): is 200; expected a number from 0 to 112"},
      {"", R"(, "hours_min": 41)", "", "(contracts[0].hours_min): leaves no hours: 41 at least, 40 at most"},
      {"", R"(, "days_max": 8)", "", "(contracts[0].days_max): is 8; expected a whole number from 1 to 7"},
      {"", R"(, "days": ["noday"])", "", "(contracts[0].days[0]): is 'noday'; expected one of sun, mon"},
      {"", R"(, "shifts": ["late"])", "", "(contracts[0].shifts[0]): is 'late'; expected a shift: s"},
      {R"(, "breaks": [{"name": "b", "length": "1h", "from": "1h", "until": "90m"}])", "", "",
       "(shifts[0].breaks[0].until): leaves no room for the break"},
      {R"(, "breaks": [{"name": "b", "length": "1h", "from": "8h", "until": "11h"}])", "", "",
       "(shifts[0].breaks): has 'b' until 11 hours after the start of a shift of 9"},
      {R"(, "breaks": [{"name": "b", "length": "1h", "from": "1h", "until": "3h"},
                       {"name": "d", "length": "1h", "from": "2h", "until": "4h"}])",
       "", "", "(shifts[0].breaks[1].from): is before 'b' is over"},
      {"", "", R"(, "rest": "61h")", "(rest): is 3660 minutes; expected 0 to 2880 in steps of 5"},
      {"", "", R"(, "weekends": {"worked_max": 3, "of": 2})",
       "(weekends.worked_max): is 3; expected a whole number"},
      {"", "", R"(, "agents": [{"name": "A", "leave": ["5 Jan"]}])",
       "(agents[0].leave[0]): is '5 Jan'; expected a day"},
      {"", "",
       R"(, "agents": [{"name": "A", "worked": [{"from": "2026-01-05 08:00", "until": "2026-01-05 07:00"}]}])",
       "(agents[0].worked[0].until): is before its 'from', or more than two days after it"},
      {"", "", R"(, "agents": [{"name": "A"}, {"name": "A"}])", "(agents[1].name): 'A' is named twice"},
      {"", "", R"(, "agents": [{"name": "A"}, {"name": "B"}, {"name": "C"}])",
       "(agents): names 3 with the contract 'c', which has 2 at most"},
      {"", "", R"(, "night": {"from": "25:00", "premium": 1})",
       "(night.from): is '25:00'; expected a time of day"},
      {"", "", R"(, "night": {})", "(night.premium): is missing"},
  };
  for (const Row& row : kRows)
    EXPECT_THAT(faults_of(rules_with(row.shift, row.contract, row.root)), Contains(HasSubstr(row.said)))
        << row.said;
  for (const char* start :
       {"\"8:00\"", "\"24:00\"", "\"08-00\"", "8", "{}", R"({"earliest": "10:00", "latest": "09:00"})"})
    EXPECT_FALSE(faults_of(std::string(R"({"shifts": [{"name": "s", "start": )") + start +
                           R"(, "paid": "8h"}], "contracts": [{"name": "c", "agents": 1, "cost_hour": 1}]})")
                     .empty())
        << start;
  for (const char* text : {"", "[]", "{", "{}", R"({"shifts": [], "contracts": []})"})
    EXPECT_FALSE(faults_of(text).empty()) << text;
}

}  // namespace
}  // namespace tandem::rosters
