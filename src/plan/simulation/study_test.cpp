#include "plan/simulation/study.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>

#include "plan/simulation/model_for_test.hpp"

namespace tandem::simulation {
namespace {

/// A day with an interval every hour, two clients, skills, breaks and callers of all kinds.
Model busy_day() {
  return model_of(R"({"length": "1d", "interval": "1h", "threshold": "20s", "zone": "Europe/Berlin",
    "clients": ["acme", "bolt"], "skills": ["fr"],
    "queues": [
      {"name": "de", "client": "acme", "length_max": 30, "agents_by": "random"},
      {"name": "fr", "client": "bolt", "access": [{"skills": ["fr"]}], "wait_max": "5m"}],
    "groups": [
      {"name": "one", "shifts": [{"agents": 8, "hours": "Mon-Sun 07:00-17:00",
        "breaks": [{"after": "4h", "for": "30m"}]}], "late": {"exponential": "2m"}, "absent": 0.1},
      {"name": "two", "agents": 3, "skills": ["fr"], "speed_cv": 0.2, "answers_after": {"uniform": {"from": "1s", "until": "6s"}}}],
    "types": [
      {"name": "de", "queue": "de", "arrivals": {"per_hour": 60, "day_cv": 0.2},
       "talk": {"lognormal": {"mean": "4m", "cv": 1}}, "after_call_work": {"exponential": "30s"},
       "patience": {"exponential": "2m"}, "retry": {"chance": 0.5, "after": {"exponential": "10m"}}},
      {"name": "fr", "queue": "fr", "arrivals": {"per_hour": 20}, "talk": {"gamma": {"mean": "5m", "cv": 0.7}},
       "patience": {"hazard": [{"from": "0s", "rate": 0.02}, {"from": "10s", "rate": 0.005}]},
       "transfer": {"chance": 0.1, "queue": "de", "as": "de"}}]})");
}

/// Every number of a result, as bits.
std::vector<std::uint64_t> bits_of(const StudyResult& result) {
  std::vector<std::uint64_t> bits = {result.replications, result.units, result.calls, result.events};
  const auto take = [&](const Figures& figures) {
    for (const std::optional<Estimate>& one : figures.values) {
      bits.push_back(one ? std::bit_cast<std::uint64_t>(one->value) : 1);
      bits.push_back(one && one->half_width ? std::bit_cast<std::uint64_t>(*one->half_width) : 2);
    }
  };
  take(result.totals);
  for (const auto* scope : {&result.by_type, &result.by_client, &result.by_group, &result.by_interval})
    std::ranges::for_each(*scope, take);
  for (const WaitPercentile& one : result.percentiles)
    bits.push_back(std::bit_cast<std::uint64_t>(one.seconds));
  return bits;
}

TEST(Study, GivesTheSameBitsForAnyNumberOfThreads) {
  const Model model = busy_day();
  const auto one = bits_of(study_of(model, {.replications = kChecked ? 3 : 7, .seed = 3, .threads = 1}));
  EXPECT_EQ(one, bits_of(study_of(model, {.replications = kChecked ? 3 : 7, .seed = 3, .threads = 2})));
  EXPECT_EQ(one, bits_of(study_of(model, {.replications = kChecked ? 3 : 7, .seed = 3, .threads = 3})));
  EXPECT_EQ(one, bits_of(study_of(model, {.replications = kChecked ? 3 : 7, .seed = 3, .threads = 64})));
}

TEST(Study, StopsForPrecisionAtTheSameReplicationForAnyNumberOfThreads) {
  const Model model = busy_day();
  StudyOptions options{.replications = 2, .precision = 0.5, .replications_max = 12, .seed = 4};
  const StudyResult one = study_of(model, options);
  options.threads = 3;
  EXPECT_EQ(bits_of(one), bits_of(study_of(model, options)));
}

TEST(Study, GivesOtherFiguresForAnotherSeed) {
  const Model model = busy_day();
  const StudyResult three = study_of(model, {.replications = 2, .seed = 3});
  const StudyResult four = study_of(model, {.replications = 2, .seed = 4});
  EXPECT_NE(three.calls, four.calls);
  EXPECT_NE(three.total("mean_wait")->value, four.total("mean_wait")->value);
}

TEST(Study, AddsUpItsPartsToItsTotals) {
  const Model model = busy_day();
  const StudyResult result = study_of(model, {.replications = 3, .seed = 5});
  const auto place = [&](std::string_view id) {
    return static_cast<std::size_t>(std::ranges::find(result.figures, id, &FigureId::id) -
                                    result.figures.begin());
  };
  const auto sum = [](const std::vector<Figures>& scope, std::size_t figure) {
    double all = 0;
    for (const Figures& one : scope) all += one.values[figure] ? one.values[figure]->value : 0;
    return all;
  };
  for (const std::string_view id : {"offered", "answered", "abandoned", "answered_in_threshold"}) {
    const double total = result.total(id)->value;
    EXPECT_NEAR(sum(result.by_type, place(id)), total, 1e-9) << id;
    EXPECT_NEAR(sum(result.by_client, place(id)), total, 1e-9) << id;
    EXPECT_NEAR(sum(result.by_interval, place(id)), total, 1e-9) << id;
  }
  EXPECT_NEAR(sum(result.by_group, place("answered")), result.total("answered")->value, 1e-9);
  EXPECT_EQ(result.interval_starts.size(), 24U);
  EXPECT_EQ(result.interval_starts.front(), model.horizon.start);
  EXPECT_EQ(result.by_interval.size(), 24U);
  EXPECT_EQ(result.replications, 3U);
  EXPECT_EQ(result.units, 3U);
}

constexpr std::string_view kSmallQueue = R"({"length": "1d", "warm_up": "1h",
  "queues": [{"name": "calls"}], "groups": [{"name": "agents", "agents": 5}],
  "types": [{"name": "calls", "arrivals": {"per_hour": 90}, "talk": {"exponential": "3m"},
             "patience": {"exponential": "2m"}}]})";

TEST(Study, GoesOnUntilItIsAsPreciseAsAskedFor) {
  const Model model = model_of(kSmallQueue);
  const double share = kChecked ? 0.2 : 0.04;
  const StudyResult result = study_of(model, {.replications = 3, .precision = share, .seed = 6});
  EXPECT_TRUE(result.precise);
  EXPECT_GT(result.replications, 3U);
  EXPECT_LT(result.replications, 300U);
  for (const std::string_view id : {"p_wait", "p_abandon", "mean_wait", "service_level", "occupancy"}) {
    const auto& total = result.total(id);
    EXPECT_LE(*total->half_width, share * total->value) << id;
  }
}

TEST(Study, SaysThatItIsNotPreciseWhereItMayNotGoOn) {
  const StudyResult result =
      study_of(model_of(kSmallQueue), {.replications = 3, .precision = 1e-4, .replications_max = 9});
  EXPECT_FALSE(result.precise);
  EXPECT_EQ(result.replications, 9U);
  EXPECT_TRUE(study_of(model_of(kSmallQueue), {.replications = 2}).precise);
}

TEST(Study, KnowsNoIntervalOfOneReplication) {
  const StudyResult result = study_of(model_of(kSmallQueue), {.replications = 1});
  ASSERT_TRUE(result.total("mean_wait"));
  EXPECT_FALSE(result.total("mean_wait")->half_width);
}

TEST(Study, TakesBatchesForIndependentRuns) {
  Model model = model_of(kSmallQueue);
  model.horizon.batches = 8;
  const StudyResult result = study_of(model, {.replications = 2, .seed = 7});
  EXPECT_EQ(result.units, 16U);
  ASSERT_TRUE(result.total("mean_wait")->half_width);
  model.horizon.batches = 1;
  const StudyResult whole = study_of(model, {.replications = 2, .seed = 7});
  // The same run, counted in one: the ratios are the same to rounding, and counts are per replication.
  EXPECT_NEAR(result.total("mean_wait")->value, whole.total("mean_wait")->value, 1e-9);
  EXPECT_NEAR(result.total("occupancy")->value, whole.total("occupancy")->value, 1e-9);
  EXPECT_NEAR(result.total("offered")->value, whole.total("offered")->value, 1e-9);
}

TEST(Study, TellsHowManyAgentsAreOnDutyWhen) {
  const Model model = model_of(R"({"start": "2026-01-05", "length": "1d", "interval": "30m",
    "queues": [{"name": "calls"}],
    "groups": [{"name": "always", "agents": 2},
      {"name": "early", "shifts": [{"agents": 4, "hours": "Mon 09:00-11:00",
                                    "breaks": [{"after": "1h15m", "for": "15m"}]}]}],
    "types": [{"name": "calls", "arrivals": {"per_hour": 20}, "talk": {"exponential": "3m"}}]})");
  const StudyResult result = study_of(model, {.replications = 2});
  const auto agents = [&](const Figures& of) { return result.figure(of, "agents_on_duty")->value; };
  const double early = 4 * (2 - 0.25) / 24;
  EXPECT_NEAR(agents(result.totals), 2 + early, 0.01);  // but for calls at the end of a shift
  EXPECT_EQ(agents(result.by_group[0]), 2);
  EXPECT_NEAR(agents(result.by_group[1]), early, 0.01);
  EXPECT_EQ(agents(result.by_interval[17]), 2);
  EXPECT_EQ(agents(result.by_interval[18]), 6);
  EXPECT_NEAR(agents(result.by_interval[20]), 2 + 2, 0.7) << "two quarters of an hour, one of them a break";
  EXPECT_FALSE(result.figure(result.by_type[0], "agents_on_duty"));
  EXPECT_FALSE(result.figure(result.by_client[0], "agents_on_duty"));
}

TEST(Study, StopsWhenItIsCancelled) {
  const Model model = model_of(kSmallQueue);
  const std::atomic<bool> cancelled = true;
  const auto at_once = run_study(model, {}, cancelled, {});
  ASSERT_FALSE(at_once);
  EXPECT_EQ(at_once.error().code, ErrorCode::cancelled);
  EXPECT_EQ(at_once.error().message, "the simulation was stopped");

  std::atomic<bool> later = false;
  std::uint32_t done = 0;
  // One of the two may be held up while the other goes on, so that how many are done is not known.
  constexpr std::uint32_t kMany = 1'000'000;
  const auto stopped =
      run_study(model, {.replications = kMany, .threads = 2}, later, [&](std::uint32_t now, std::uint32_t) {
        done = now;
        if (now >= 3) later = true;
      });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::cancelled);
  EXPECT_LT(done, kMany / 2);
}

TEST(Study, SaysWhyAQueueThatGrowsWithoutEndIsNotSimulated) {
  const Model model = model_of(R"({"length": "1d", "calls_max": 50, "queues": [{"name": "calls"}],
    "groups": [{"name": "agents", "agents": 2}],
    "types": [{"name": "calls", "arrivals": {"per_hour": 90}, "talk": {"exponential": "3m"}}]})");
  for (const unsigned threads : {1U, 3U}) {
    const auto result = run_study(model, {.replications = 6, .threads = threads}, kNotCancelled, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::limit);
    EXPECT_EQ(result.error().to_string(),
              "more than 49 calls are on the floor at once: callers come faster than agents serve them and "
              "nobody gives up; give callers a patience, more agents, or queues a length_max");
  }
}

TEST(Study, RefusesAModelThatIsNotSound) {
  Model model = model_of(kSmallQueue);
  model.types[0].talk = Distribution::never();
  const auto result = run_study(model, {}, kNotCancelled, {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().where.field, "types[0].talk");
  EXPECT_EQ(result.error().message, "does not end");
}

TEST(Study, TellsHowFarItIs) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> told;
  const auto result =
      run_study(model_of(kSmallQueue), {.replications = 3}, kNotCancelled,
                [&](std::uint32_t done, std::uint32_t wanted) { told.emplace_back(done, wanted); });
  ASSERT_TRUE(result);
  EXPECT_EQ(told, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{1, 3}, {2, 3}, {3, 3}}));
}

}  // namespace
}  // namespace tandem::simulation
