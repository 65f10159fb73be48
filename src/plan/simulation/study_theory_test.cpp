// The simulator against queues whose figures are known exactly. Each figure lies in a confidence interval of
// 99.9 % around what is exact, with the seed that stands beside it, and the interval is narrow.
#include <gtest/gtest.h>

#include <cmath>

#include "plan/queueing/erlang.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::simulation {
namespace {

constexpr double kConfidence = 0.999;

StudyOptions options_of(std::uint32_t replications, std::uint64_t seed) {
  return {.replications = kChecked ? 4 : replications, .confidence = kConfidence, .seed = seed};
}

Model shortened(Model model) {
  model.horizon.length = model.horizon.length / (kThinning * kThinning / 2 + 1);
  return model;
}

Model bench_model(const std::string& name) {
  auto model = read_model(TANDEM_SOURCE_DIR "/benchmarks/models/" + name);
  if (!model) TANDEM_CHECK(false, model.error().front().to_string());
  model->plan.limits.calls = 2000;
  return std::move(*model);
}

TEST(StudyAgainstTheory, FiftyAgentsAtFullLoadAreAsErlangAHasThem) {
  Model model = shortened(bench_model("erlang-a-50.json"));
  model.horizon.batches = 20;  // of 20 days; a batch is 300 times as long as a conversation
  const StudyResult result = study_of(model, options_of(12, 11));
  expect_estimates(result.total("p_wait"), 0.4110757861, 0.007);
  expect_estimates(result.total("p_abandon"), 0.0689354391, 0.002);
  expect_estimates(result.total("mean_wait"), 8.2722526942, 0.2);
  expect_estimates(result.total("service_level"), 0.7838718624, 0.006);
  expect_estimates(result.total("occupancy"), 0.9310645609, 0.003);
}

TEST(StudyAgainstTheory, FiveHundredAgentsAtFullLoadAreAsErlangAHasThem) {
  if (kChecked) GTEST_SKIP() << "takes long where all of the floor is checked after every step";
  Model model = bench_model("erlang-a-500.json");
  model.horizon.length = Duration::hours(12);
  const StudyResult result = study_of(model, options_of(24, 12));
  expect_estimates(result.total("p_wait"), 0.3947718248, 0.035);
  expect_estimates(result.total("p_abandon"), 0.0218523630, 0.0035);
  expect_estimates(result.total("mean_wait"), 2.6222835622, 0.35);
  expect_estimates(result.total("service_level"), 0.9707174487, 0.02);
  expect_estimates(result.total("occupancy"), 0.9781476370, 0.005);
}

TEST(StudyAgainstTheory, WhereNobodyGivesUpItIsErlangC) {
  const Model model = shortened(model_of(R"({"warm_up": "12h", "length": "20d", "threshold": "20s",
    "queues": [{"name": "calls"}], "groups": [{"name": "agents", "agents": 14}],
    "types": [{"name": "calls", "arrivals": {"per_hour": 200}, "talk": {"exponential": "180s"}}]})"));
  const queueing::Performance exact =
      *queueing::erlang_c({.calls_per_second = 200.0 / 3600, .handle_seconds = 180}, 14, 20);
  const StudyResult result = study_of(model, options_of(24, 13));
  expect_estimates(result.total("p_wait"), exact.p_wait, 0.006);
  expect_estimates(result.total("mean_wait"), exact.mean_wait, 0.5);
  expect_estimates(result.total("service_level"), exact.service_level, 0.006);
  expect_estimates(result.total("occupancy"), exact.occupancy, 0.004);
  EXPECT_EQ(result.total("p_abandon")->value, 0);
  EXPECT_EQ(result.total("mean_wait")->value, result.total("mean_wait_answered")->value);
}

/// One agent, two types of callers of whom the urgent are always served first, without breaking off.
TEST(StudyAgainstTheory, StrictPrioritiesAreAsCobhamHasThem) {
  const Model model = shortened(model_of(R"({"warm_up": "12h", "length": "20d",
    "queues": [{"name": "calls", "credit_per_priority": "3000d"}],
    "groups": [{"name": "agents", "agents": 1}],
    "types": [
      {"name": "urgent", "arrivals": {"per_hour": 36}, "talk": {"exponential": "30s"},
       "priorities": [{"priority": 1, "share": 1}]},
      {"name": "other", "arrivals": {"per_hour": 48}, "talk": {"exponential": "30s"}}]})"));
  // A. Cobham, "Priority assignment in waiting line problems", 1954: the work found, mean square of service
  // x rate / 2, over what higher and own priorities leave.
  const double urgent = 0.3, all = 0.7, found = all * 30;
  const StudyResult result = study_of(model, options_of(32, 14));
  const auto place = [&](std::size_t type) { return result.by_type[type].values[2]; };
  ASSERT_EQ(result.figures[2].id, "mean_wait");
  expect_estimates(place(0), found / (1 - urgent), 0.6);
  expect_estimates(place(1), found / ((1 - urgent) * (1 - all)), 4);
}

TEST(StudyAgainstTheory, OneAgentWithLognormalCallsIsAsPollaczekAndKhinchineHaveIt) {
  const Model model = shortened(model_of(R"({"warm_up": "12h", "length": "20d",
    "queues": [{"name": "calls"}], "groups": [{"name": "agents", "agents": 1}],
    "types": [{"name": "calls", "arrivals": {"per_hour": 84},
               "talk": {"lognormal": {"mean": "30s", "cv": 1.5}}}]})"));
  // Load / (1 - load) x mean service x (1 + cv^2) / 2.
  const double load = 84 * 30 / 3600.0;
  const StudyResult result = study_of(model, options_of(32, 15));
  expect_estimates(result.total("mean_wait"), load / (1 - load) * 30 * (1 + 1.5 * 1.5) / 2, 8);
  expect_estimates(result.total("p_wait"), load, 0.01);
  expect_estimates(result.total("occupancy"), load, 0.01);
}

/// The loss of a group of trunks depends on the mean service alone, whatever its distribution.
TEST(StudyAgainstTheory, WithoutAPlaceToWaitItIsErlangB) {
  Model model = shortened(model_of(R"({"warm_up": "2h", "length": "20d",
    "queues": [{"name": "calls", "length_max": 0}], "groups": [{"name": "trunks", "agents": 10}],
    "types": [{"name": "calls", "arrivals": {"per_hour": 200}, "talk": {"exponential": "180s"}}]})"));
  const double blocked = *queueing::erlang_b(10, 10);
  for (const Distribution& talk : {Distribution::exponential(Duration::seconds(180)),
                                   Distribution::gamma(Duration::seconds(180), 0.5)}) {
    model.types[0].talk = talk;
    const StudyResult result = study_of(model, options_of(12, 16));
    // Those who find all trunks busy are offered and neither answered nor abandoned.
    const double carried = 10 * (1 - blocked);
    expect_estimates(result.total("occupancy"), carried / 10, 0.005);
    const double offered = result.total("offered")->value;
    const double days = model.horizon.length.seconds() / 86400;
    EXPECT_NEAR(result.total("answered")->value / offered, 1 - blocked, 0.005 * (kChecked ? 10 : 1));
    expect_estimates(result.total("answered"), 4800 * days * (1 - blocked), 700);
    EXPECT_EQ(result.total("p_wait")->value, 0);
  }
}

/// 10 types, 20 groups of agents with three skills each: another simulator's intervals.
TEST(StudyAgainstTheory, ManySkillsAreAsContactCentersHasThem) {
  const Model model = shortened(bench_model("multi-10x20-60.json"));
  const StudyResult result = study_of(model, options_of(4, 17));
  const auto abandon = result.total("p_abandon"), wait = result.total("mean_wait");
  ASSERT_TRUE(abandon && wait);
  const double slack = kChecked ? 12 : 1;
  EXPECT_NEAR(abandon->value, 0.0828, 0.0008 * slack);
  EXPECT_NEAR(wait->value, 9.93, 0.12 * slack);
}

/// An infinite-server queue: calls on the floor at once are Poisson, whatever the talk; each is answered.
TEST(StudyAgainstTheory, AgentsEnoughForAllAreBusyByLittlesLaw) {
  const Model model = shortened(model_of(R"({"warm_up": "2h", "length": "10d",
    "queues": [{"name": "calls"}], "groups": [{"name": "agents", "agents": 60}],
    "types": [{"name": "calls", "arrivals": {"per_hour": 240},
      "talk": {"gamma": {"mean": "2m", "cv": 2}}, "after_call_work": {"uniform": {"from": "0s", "until": "60s"}}}]})"));
  const StudyResult result = study_of(model, options_of(10, 18));
  expect_estimates(result.total("occupancy"), 240 * 150 / 3600.0 / 60, 0.005);
  expect_estimates(result.total("mean_talk"), 120, 3);
  expect_estimates(result.total("mean_acw"), 30, 0.3);
  expect_estimates(result.total("aht"), 150, 3);
}

}  // namespace
}  // namespace tandem::simulation
