#include "plan/staffing/headcount/people_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tandem::headcount {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(PeopleJson, HasDefaultsThatAreRulesOfThumb) {
  const auto people = parse_people("{}", "p.json");
  ASSERT_TRUE(people) << people.error().front().to_string();
  EXPECT_EQ(people->contracts.size(), 1U);
  EXPECT_EQ(people->full_time_hours, 40);
  EXPECT_THAT(people->attrition, ElementsAre(0.025));
  EXPECT_EQ(people->hiring.class_max, 12U);
  EXPECT_THAT(people->hiring.ramp, ElementsAre(0.7, 0.85, 0.95));
  const PaidTime time = paid_time_in(people->shrinkage, std::chrono::May);
  EXPECT_DOUBLE_EQ(time.productive, (1 - 2.5 / 40 - 25.0 / 260 - 2.0 / 40) * 0.95 * 0.95);
}

TEST(PeopleJson, TakesTimeInManyWays) {
  const auto people =
      parse_people(R"({"full_time": {"hours_week": 35, "working_days_year": 250}, "shrinkage": [
      {"name": "a", "planned": true, "time": "25d"},
      {"name": "b", "planned": true, "time": "2h/week"},
      {"name": "c", "planned": false, "time": "21m/day"},
      {"name": "d", "planned": false, "time": "6%", "by_month": {"feb": 2}},
      {"name": "e", "planned": true, "time": 0.01},
      {"name": "f", "planned": true, "time": "14h/year"},
      {"name": "g", "planned": true, "time": "1d/month"}],
    "contracts": [{"name": "full", "hours_week": 35, "share": "75%"}, {"name": "part", "hours_week": 20, "share": 0.25}],
    "staff": [{"contract": "part", "heads": 3.5, "tenure_months": 7}, {"contract": "full", "heads": 8, "on_calls": "2026-02-01"}],
    "attrition": [{"months": 2, "monthly": "8%"}, {"monthly": "2%"}],
    "hiring": {"class_max": 8, "classes_a_month": 2, "lead_days": 30, "training_days": 20, "pass": "80%", "ramp": ["60%"]},
    "decided": "2026-02-01"})",
                   "p.json");
  ASSERT_TRUE(people) << people.error().front().to_string();
  std::vector<double> shares;
  for (const Cause& cause : people->shrinkage) shares.push_back(cause.share);
  EXPECT_THAT(shares,
              ElementsAre(testing::DoubleEq(0.1), testing::DoubleEq(2.0 / 35), testing::DoubleEq(0.05), 0.06,
                          0.01, testing::DoubleEq(14.0 / 1750), testing::DoubleEq(12.0 / 250)));
  EXPECT_EQ(people->shrinkage[3].weights[1], 2);
  EXPECT_EQ(people->contracts[1].share, 0.25);
  EXPECT_EQ(people->staff[0].contract, 1U);
  EXPECT_FALSE(people->staff[0].on_calls);
  EXPECT_EQ(people->staff[1].on_calls, LocalDay(std::chrono::year(2026) / 2 / 1));
  EXPECT_THAT(people->attrition, ElementsAre(0.08, 0.08, 0.02));
  EXPECT_EQ(people->decided, LocalDay(std::chrono::year(2026) / 2 / 1));
}

TEST(PeopleJson, TellsAllFaultsWithTheirPlaces) {
  struct Row {
    const char* text;
    const char* said;
  };
  constexpr Row kRows[] = {
      {"[]", "p.json: the people are not a JSON object"},
      {R"({"colour": 1})", "(colour): is not known; expected $schema, notes, full_time"},
      {R"({"shrinkage": [{"name": "a", "planned": true, "time": "2x/week"}]})",
       "(shrinkage[0].time): is '2x/week'; expected a share such as \"6%\", or time such as"},
      {R"({"shrinkage": [{"name": "a", "planned": true, "time": "2h/fortnight"}]})", "(shrinkage[0].time)"},
      {R"({"shrinkage": [{"name": "a", "planned": true, "time": "2/week"}]})", "(shrinkage[0].time)"},
      {R"({"shrinkage": [{"name": "a", "planned": true, "time": "9h/day"}]})", "is 112.5 % of paid time"},
      {R"({"shrinkage": [{"name": "a", "time": "5%"}]})", "(shrinkage[0].planned): is missing"},
      {R"({"shrinkage": [{"name": "a", "planned": true, "time": "5%"}, {"name": "a", "planned": true, "time": "5%"}]})",
       "(shrinkage[1].name): 'a' is named twice"},
      {R"({"shrinkage": [{"name": "a", "planned": true, "time": "60%"}, {"name": "b", "planned": true, "time": "40%"}]})",
       "(shrinkage): leaves 0.0 % of paid time on the phones in month 1"},
      {R"({"shrinkage": [{"name": "a", "planned": false, "time": "20%", "by_month": {"jan": 12}}]})",
       "(shrinkage[0]): takes 124.1 % of a month"},
      {R"({"contracts": [{"name": "a", "hours_week": 40, "share": 0.5}, {"name": "b", "hours_week": 20, "share": 0.4}]})",
       "(contracts): have shares of 90 % together; expected 100 %"},
      {R"({"contracts": []})", "(contracts): has no contract"},
      {R"({"staff": [{"contract": "x", "heads": 1}]})", "(staff[0].contract): is 'x'; expected a contract"},
      {R"({"staff": [{"heads": -1}]})", "(staff[0].heads): is -1; expected a number from 0"},
      {R"({"staff": [{"heads": 1, "tenure_months": 2, "on_calls": "2026-02-01"}]})",
       "(staff[0].on_calls): is of people in training, who have no tenure_months"},
      {R"({"attrition": [{"months": 2, "monthly": "5%"}]})",
       "(attrition[0].months): is of the last rate, which goes on"},
      {R"({"attrition": []})", "(attrition): has no rate"},
      {R"({"hiring": {"pass": 0}})", "(hiring.pass): is 0; expected 0.01 to 1"},
      {R"({"hiring": {"ramp": [0]}})", "(hiring.ramp[0]): is 0"},
      {R"({"decided": "soon"})", "(decided): is 'soon'; expected a day"},
  };
  for (const Row& row : kRows) {
    const auto people = parse_people(row.text, "p.json");
    ASSERT_FALSE(people) << row.text;
    std::vector<std::string> said;
    for (const Error& fault : people.error()) said.push_back(fault.to_string());
    EXPECT_THAT(said, Contains(HasSubstr(row.said))) << row.text;
  }
}

}  // namespace
}  // namespace tandem::headcount
