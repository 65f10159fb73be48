#include "plan/simulation/model_json.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "plan/simulation/model_for_test.hpp"

namespace tandem::simulation {
namespace {

namespace fs = std::filesystem;

TEST(ModelJson, ReadsTheModelsThatBenchmarksRun) {
  struct Row {
    std::string_view file;
    std::size_t types, agents;
  };
  constexpr Row kModels[] = {{"erlang-a-50.json", 1, 50},
                             {"erlang-a-500.json", 1, 500},
                             {"multi-10x20-60.json", 10, 60},
                             {"multi-10x20-500.json", 10, 500},
                             {"multi-10x20-500-lognormal.json", 10, 500}};
  for (const Row& row : kModels) {
    const auto model = read_model(fmt::format("{}/benchmarks/models/{}", TANDEM_SOURCE_DIR, row.file));
    ASSERT_TRUE(model) << row.file << ": " << model.error().front().to_string();
    EXPECT_EQ(model->types.size(), row.types) << row.file;
    EXPECT_EQ(model->plan.agents.size(), row.agents) << row.file;
    EXPECT_EQ(model->horizon.warm_up, Duration::hours(2)) << row.file;
    EXPECT_EQ(model->rules.answer.limit, Duration::seconds(20)) << row.file;
    EXPECT_TRUE(faults_of(*model).empty()) << row.file;
  }
}

constexpr std::string_view kSmallest = R"({"queues": [{"name": "calls"}],
  "groups": [{"name": "agents", "agents": 2}],
  "types": [{"name": "calls", "arrivals": {"per_hour": 60}, "talk": "3m"}]})";

TEST(ModelJson, LeavesOutWhatHasADefault) {
  const Model model = model_of(kSmallest);
  EXPECT_EQ(model.name, "");
  EXPECT_EQ(model.horizon.start, Instant::from_seconds(1'704'067'200));
  EXPECT_EQ(model.horizon.length, Duration::days(1));
  EXPECT_EQ(model.horizon.batches, 1U);
  EXPECT_EQ(model.horizon.zone, &Zone::utc());
  EXPECT_FALSE(model.horizon.interval);
  EXPECT_EQ(model.plan.clients, std::vector<std::string>{"client"});
  EXPECT_FALSE(model.plan.clearance_required);
  ASSERT_EQ(model.plan.queues.size(), 1U);
  EXPECT_EQ(model.plan.queues[0].stages.size(), 1U);
  EXPECT_EQ(model.plan.queues[0].wrap_up_for, Duration()) << "as nobody does after-call work";
  ASSERT_EQ(model.plan.agents.size(), 2U);
  EXPECT_EQ(model.plan.agents[1].name, "agents 2");
  ASSERT_EQ(model.types.size(), 1U);
  EXPECT_EQ(model.types[0].queue, QueueId(0));
  EXPECT_EQ(model.types[0].patience.kind(), Distribution::Kind::never);
  EXPECT_EQ(model.types[0].arrivals.calls, std::vector<double>{1440});
  EXPECT_EQ(model.service_level, "strict");
}

TEST(ModelJson, ReadsWhatIsSaid) {
  const Model model = model_of(
      R"({"$schema": "x", "notes": ["n"], "name": "N", "start": "2026-01-05", "zone": "Europe/Berlin",
    "warm_up": "1h", "length": "5d", "interval": 1800, "threshold": "30s", "short": "2s", "definition": "drop_short",
    "clients": ["a", "b"], "skills": ["x", "y"], "destinations": ["out"], "announcements": ["hello"], "calls_max": 77,
    "queues": [
      {"name": "one", "client": "b", "tier": 2, "weight": 1.5, "credit_per_priority": "10s", "agents_by": "best_skill",
       "stages": [{"access": [{"skills": ["x", {"skill": "y", "level": 4}], "rank": 3}]},
                  {"access": [{"groups": ["g"]}], "wait": "30s", "length": 4, "expected_wait": "2m", "free_agents_under": 2}],
       "ring_for": "15s", "wrap_up_for": "20s", "length_max": 8, "when_full": {"treatment": "other_queue", "queue": "two"},
       "wait_max": "9m", "when_waited": "voicemail", "hours": "Mon-Fri 08:00-18:00", "special_days": ["2026-01-06 closed"]},
      {"name": "two", "client": "a"}],
    "groups": [{"name": "g", "agents": 1, "skills": [{"skill": "x", "level": 7}], "wrap_up_for": "5s",
       "shifts": [{"agents": 3, "hours": "Mon-Fri 09:00-17:00", "breaks": [{"after": "3h", "for": "30m"}]}],
       "speed": 1.5, "speed_cv": 0.1, "absent": "5%"}],
    "guarantees": [{"kind": "share", "client": "a", "group": "g", "share": 0.25},
                   {"kind": "reserved", "client": "b", "group": "g", "agents": 1}],
    "types": [
      {"name": "t", "queue": "one", "arrivals": {"calls": [1, 2, 3], "period": "8h", "repeat": "daily", "kind": "counts",
         "day_cv": 0.1, "period_cv": 0.2, "period_correlation": 0.3}, "talk": {"exponential": "3m", "zeros": "10%"},
       "priorities": [{"priority": 1, "share": "40%"}, {"priority": 2, "share": 0.6}], "balking": 0.1,
       "retry": {"chance": 0.2, "after": "5m", "times_max": 2}, "transfer": {"chance": 0.3, "queue": "two", "as": "u"},
       "callback": {"accepts": 0.4, "answers": 0.8, "given_up": "25s"}},
      {"name": "u", "queue": "two", "talk": "1m"}]})");
  EXPECT_EQ(model.horizon.start, Instant::from_seconds(1'767'567'600));  // 2026-01-04T23:00:00Z
  EXPECT_EQ(model.horizon.counted_from() - model.horizon.start, Duration::hours(1));
  EXPECT_EQ(model.horizon.interval, Duration::minutes(30));
  EXPECT_EQ(model.service_level, "drop_short");
  EXPECT_EQ(model.rules.short_abandon.limit, Duration::seconds(2));
  EXPECT_EQ(model.plan.limits.calls, 77U);
  const routing::Queue& one = model.plan.queues[0];
  EXPECT_EQ(one.client, ClientId(1));
  EXPECT_EQ(one.agents_by, routing::AgentOrder::best_skill);
  ASSERT_EQ(one.stages.size(), 2U);
  EXPECT_EQ(one.stages[0].access[0].rank, 3);
  EXPECT_EQ(one.stages[0].access[0].skills[1].level, 4);
  EXPECT_EQ(one.stages[1].free_agents_under, 2U);
  EXPECT_EQ(one.when_full.queue, QueueId(1));
  EXPECT_EQ(one.wrap_up_for, Duration::seconds(20));
  ASSERT_TRUE(one.open);
  EXPECT_EQ(one.open->size(), 4U) << "five days, of which one is closed";
  ASSERT_EQ(model.plan.agents.size(), 4U);
  EXPECT_EQ(model.plan.agents[3].skills[0].level, 7);
  EXPECT_EQ(model.groups[0].always, 1U);
  EXPECT_EQ(model.groups[0].absent, 0.05);
  EXPECT_EQ(model.plan.guarantees[0].share, 0.25);
  EXPECT_EQ(model.plan.guarantees[1].agents, 1U);
  const CallType& type = model.types[0];
  EXPECT_EQ(type.arrivals.kind, Arrivals::Kind::counts);
  EXPECT_EQ(type.arrivals.period_correlation, 0.3);
  EXPECT_EQ(type.talk.mean_seconds(), 162);
  EXPECT_EQ(type.priorities[1].share, 0.6);
  EXPECT_EQ(type.transfer.as, CallTypeId(1));
  EXPECT_EQ(type.callback.given_up, Duration::seconds(25));
  EXPECT_TRUE(model.types[1].arrivals.calls.empty());
}

TEST(ModelJson, ReadsEveryDistribution) {
  struct Row {
    std::string_view text;
    Distribution::Kind kind;
    double mean_seconds;
  };
  const Row rows[] = {
      {R"("90s")", Distribution::Kind::constant, 90},
      {R"(2.5)", Distribution::Kind::constant, 2.5},
      {R"({"exponential": "2m"})", Distribution::Kind::exponential, 120},
      {R"({"lognormal": {"mean": "3m", "cv": 1.1}})", Distribution::Kind::lognormal, 180},
      {R"({"gamma": {"mean": "3m", "cv": 0.5}})", Distribution::Kind::gamma, 180},
      {R"({"uniform": {"from": "10s", "until": "30s"}})", Distribution::Kind::uniform, 20},
      {R"({"empirical": ["10s", "20s", 60]})", Distribution::Kind::empirical, 30},
      {R"({"hazard": [{"from": 0, "rate": 0.01}]})", Distribution::Kind::hazard, 100},
      {R"({"zeros": "50%", "exponential": "2m"})", Distribution::Kind::exponential, 60},
  };
  for (const Row& row : rows) {
    const Model model = model_of(fmt::format(
        R"({{"queues": [{{"name": "q"}}], "groups": [{{"name": "g", "agents": 1}}],
            "types": [{{"name": "t", "talk": {}}}]}})",
        row.text));
    EXPECT_EQ(model.types[0].talk.kind(), row.kind) << row.text;
    EXPECT_NEAR(model.types[0].talk.mean_seconds(), row.mean_seconds, 1e-6) << row.text;
  }
}

TEST(ModelJson, IsReadFromFilesPackedOrNotAndWithAByteOrderMark) {
  const fs::path path = fs::temp_directory_path() / fmt::format("tandem_model_{}.json", ::getpid());
  std::ofstream(path) << "\xef\xbb\xbf" << kSmallest << "\n\n";
  EXPECT_TRUE(read_model(path.string()));
  fs::remove(path);
  const auto missing = read_model(path.string());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().front().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace tandem::simulation
