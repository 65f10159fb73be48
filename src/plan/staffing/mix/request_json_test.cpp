#include "plan/staffing/mix/request_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/staffing/mix/mix_for_test.hpp"

namespace tandem::mix {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

std::vector<std::string> faults(const std::string& text) {
  const auto request = parse_request(text, "t.json", two_types(10, 10));
  std::vector<std::string> said;
  if (!request)
    for (const Error& fault : request.error()) said.push_back(fault.to_string());
  return said;
}

TEST(RequestJson, ReadsWhatIsAsked) {
  const Request request = request_of(R"({"interval": "30m", "cost_hour": 20,
    "groups": [{"name": "both", "cost_hour": 25.5, "least": 1, "most": 4}, {"name": "first", "as_modelled": true}],
    "premiums": [{"from": "22:00", "until": "06:30", "factor": 1.25}],
    "targets": [{"kpi": "drop_short", "within": "30s", "short": "3s", "at_least": "85%", "each": "client",
                 "only": ["d"], "over": "month", "probability": 0.9},
                {"kpi": "mean_wait", "at_most": "12s"}]})",
                                     two_types(10, 10));
  EXPECT_EQ(request.interval, Duration::minutes(30));
  EXPECT_EQ(request.groups[1].cost_hour, 20);
  EXPECT_EQ(request.groups[2].cost_hour, 25.5);
  EXPECT_EQ(request.groups[2].least, 1U);
  EXPECT_EQ(request.groups[2].most, 4U);
  EXPECT_TRUE(request.groups[0].as_modelled);
  EXPECT_EQ(request.premiums.front().until, Duration::minutes(390));
  const Target& first = request.targets[0];
  EXPECT_EQ(first.kpi->id, "drop_short");
  EXPECT_EQ(first.rules.answer.limit, Duration::seconds(30));
  EXPECT_EQ(first.rules.short_abandon.limit, Duration::seconds(3));
  EXPECT_EQ(first.value, 0.85);
  EXPECT_EQ(first.each, Target::Each::client);
  EXPECT_THAT(first.only, ElementsAre(1U));
  EXPECT_EQ(first.over, Target::Over::month);
  EXPECT_EQ(first.probability, 0.9);
  EXPECT_EQ(request.targets[1].bound, Target::Bound::at_most);
  EXPECT_EQ(request.targets[1].value, 12);
}

TEST(RequestJson, SaysWhatIsWrongAndWhere) {
  EXPECT_THAT(faults("{}"), ElementsAre("t.json: (targets): is missing"));
  EXPECT_THAT(faults(R"({"targets": []})"),
              ElementsAre("t.json: (targets): is empty: nothing is asked of the floor"));
  EXPECT_THAT(
      faults(
          R"({"interval": "7m", "cost_hour": 0, "groups": [{"name": "x"}, {"name": "both", "least": 3, "most": 2},
        {"name": "both"}], "premiums": [{"from": "25:00", "until": "6", "factor": 0.5}],
        "targets": [{"kpi": "strict"}, {"kpi": "strict", "at_least": 2},
          {"kpi": "abandonment", "at_most": "5%", "within": "20s"},
          {"kpi": "strict", "at_least": "80%", "only": ["c"]},
          {"kpi": "strict", "at_least": "80%", "each": "queue", "only": ["z"], "probability": 0}]})"),
      IsSupersetOf({"t.json: (targets[0]): needs one of at_least and at_most",
                    "t.json: (targets[2].within): does nothing here: this KPI has no such threshold",
                    "t.json: (targets[3].only): stands beside \"each\": \"client\" or \"queue\"",
                    "t.json: (groups[1].most): is 2, less than the least, 3",
                    "t.json: (groups[2].name): 'both' is named twice"}));
  EXPECT_THAT(
      faults(R"({"targets": [{"kpi": "max_wait", "at_most": "1m"}, {"kpi": "p90_wait", "at_least": "1m"}]})"),
      ElementsAre("t.json: (targets[0].kpi): 'max_wait' grows with every day that is looked at; take a "
                  "percentile of waits",
                  "t.json: (targets[1].at_least): is no limit of a percentile of waits; write at_most"));
}

TEST(RequestJson, OccupancyIsOfAllAgentsWhoseHoursAreSearched) {
  const Request request =
      request_of(R"({"targets": [{"kpi": "occupancy", "at_most": "85%"}]})", two_types(10, 10));
  EXPECT_EQ(request.targets.front().kpi, &occupancy());
  EXPECT_THAT(faults(R"({"groups": [{"name": "both", "as_modelled": true}],
                         "targets": [{"kpi": "occupancy", "at_most": "85%", "each": "queue"}]})"),
              ElementsAre("t.json: (targets[0].each): agents who take calls of several are busy for all of "
                          "them; leave it out",
                          "t.json: (targets[0].kpi): is of agents whose hours are searched; no group may be "
                          "as_modelled"));
}

TEST(RequestJson, RefusesAGroupWhoseSkillsNobodyTells) {
  simulation::Model model = two_types(10, 10);
  model.plan.skills = {"any"};
  model.plan.agents.erase(model.plan.agents.begin() + 1);
  const char* const text = R"({"targets": [{"kpi": "strict", "at_least": "80%"}]})";
  const auto request = parse_request(text, "t.json", model);
  ASSERT_FALSE(request);
  EXPECT_EQ(request.error().front().to_string(),
            "t.json: (groups[1]): 'second' has no agent in the model that would tell its skills; give it one "
            "there");
}

}  // namespace
}  // namespace tandem::mix
