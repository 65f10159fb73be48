#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/captured_run.hpp"
#include "plan/report/schema_for_test.hpp"
#include "plan/simulation/model_json.hpp"
#include "plan/staffing/mix/request_json.hpp"

namespace tandem::app {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using report::breaches;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kTargetsSchema = "mix-targets.schema.json";
constexpr const char* kModel = R"({"name": "desk", "length": "2h", "interval": "1h", "clients": ["bank"],
  "groups": [{"name": "calm, old", "agents": 1}, {"name": "new", "agents": 1}],
  "queues": [{"name": "q", "client": "bank", "access": [{"groups": ["calm, old", "new"]}]}],
  "types": [{"name": "t", "queue": "q", "arrivals": {"per_hour": 12}, "talk": {"exponential": "2m"},
             "patience": {"exponential": "2m"}}]})";
constexpr const char* kTargets = R"({"interval": "1h", "cost_hour": 20,
  "groups": [{"name": "new", "cost_hour": 15, "most": 3}],
  "premiums": [{"from": "00:00", "until": "01:00", "factor": 1.5}],
  "targets": [{"kpi": "strict", "within": "20s", "at_least": "80%", "each": "queue", "only": ["q"]},
              {"kpi": "p90_wait", "at_most": "2m", "over": "day", "probability": "50%"}]})";

/// A folder with a model and targets, gone at the end.
class MixCommand : public ::testing::Test {
 protected:
  MixCommand() {
    char name[] = "/tmp/tandem-mix-test-XXXXXX";
    folder_ = mkdtemp(name);
    write("model.json", kModel);
    write("targets.json", kTargets);
  }
  ~MixCommand() override { fs::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  std::string read(const std::string& name) const {
    std::ifstream file(folder_ / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  CapturedRun run(std::string options, bool cancelled = false) const {
    for (auto at = options.find('@'); at != std::string::npos; at = options.find('@'))
      options.replace(at, 1, folder_.string() + "/");
    return run_captured(
        add_mix_command,
        fmt::format("mix {}/model.json --days 8 --check-days 10 --threads 1 {}", folder_.string(), options),
        cancelled);
  }
  fs::path folder_;
};

TEST_F(MixCommand, SaysWhatTheAgentsCostAndHowTheTargetsHold) {
  const CapturedRun ran = run("--targets @targets.json --csv @agents.csv");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out,
              HasSubstr("desk: 3 targets in 2 intervals, 2 groups\nAll hold on the 8 days searched; on 10"));
  EXPECT_THAT(ran.out, HasSubstr("strict >= 80 % within 20 s, each queue, each interval"));
  EXPECT_THAT(ran.out, HasSubstr("p90_wait <= 120 s, each day, 50 % sure"));
  EXPECT_THAT(ran.out, HasSubstr("one team for every queue"));
  EXPECT_THAT(read("agents.csv"),
              HasSubstr("interval_start,group,agents,cost\n2024-01-01 00:00,\"calm, old\","));
}

TEST_F(MixCommand, PrintsJsonAsItsSchemaSays) {
  const CapturedRun ran = run("--targets @targets.json --json");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  const json::value printed = json::parse(ran.out);
  EXPECT_THAT(breaches(printed, "mix.schema.json"), IsEmpty());
  EXPECT_EQ(printed.at("intervals").as_array().size(), 2U);
  EXPECT_EQ(printed.at("meets"), true);
}

TEST_F(MixCommand, TakesAPromiseInPlaceOfAFile) {
  const CapturedRun ran = run("--sla 70/30");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("strict >= 70 % within 30 s, each interval"));
}

TEST_F(MixCommand, SaysWhyATargetCannotBeMet) {
  write("targets.json", R"({"groups": [{"name": "new", "most": 0}, {"name": "calm, old", "most": 0}],
    "targets": [{"kpi": "strict", "at_least": "80%", "over": "whole"}]})");
  const CapturedRun ran = run("--targets @targets.json");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out,
              HasSubstr("strict >= 80 % within 20 s cannot be met with at most so many agents: calm, old 0, "
                        "new 0; as near as it comes: 0.00 %"));
  const CapturedRun as_json = run("--targets @targets.json --json");
  EXPECT_THAT(breaches(json::parse(as_json.out), "mix.schema.json"), IsEmpty());
}

TEST_F(MixCommand, EndsAsItsExitCodesSay) {
  EXPECT_EQ(run("--targets @targets.json", true).exit, Exit::cancelled);
  EXPECT_EQ(run("").exit, Exit::usage);
  EXPECT_EQ(run("--sla 80/20 --targets @targets.json").exit, Exit::usage);
  EXPECT_EQ(run("--sla 80").exit, Exit::usage);
  EXPECT_EQ(run("--sla 80/20 --csv @model.json").exit, Exit::usage);
  EXPECT_EQ(run("--targets @nowhere.json").exit, Exit::unreadable);
  write("targets.json",
        R"({"targets": [{"kpi": "max_wait", "at_most": "1m"}, {"kpi": "stric", "at_most": 1}]})");
  const CapturedRun ran = run("--targets @targets.json");
  EXPECT_EQ(ran.exit, Exit::data);
  EXPECT_THAT(ran.err, HasSubstr("(targets[1].kpi): there is no KPI 'stric'; known are strict,"));
}

/// A kind of object in targets: where its properties are described, and targets with one that may have one
/// more member.
struct Place {
  const char* described;
  const char* before;
  const char* after;
};
constexpr Place kPlaces[] = {
    {"", R"({"targets": [{"kpi": "strict", "at_least": 0.8}])", "}"},
    {"/$defs/group", R"({"targets": [{"kpi": "strict", "at_least": 0.8}], "groups": [{"name": "new")", "}]}"},
    {"/$defs/premium",
     R"({"targets": [{"kpi": "strict", "at_least": 0.8}], "premiums": [{"from": "22:00", "until": "06:00", "factor": 2)",
     "}]}"},
    {"/$defs/target", R"({"targets": [{"kpi": "strict", "at_least": 0.8)", "}]}"}};

std::vector<Error> faults_of(const std::string& text) {
  const auto model = simulation::parse_model(kModel, "m.json");
  const auto request = mix::parse_request(text, "t.json", *model);
  return request ? std::vector<Error>() : request.error();
}

std::string text_with(const Place& place, const std::string& member) {
  return std::string(place.before) + (member.empty() ? "" : ", " + member) + place.after;
}

TEST(MixTargetsSchema, HasTheMembersThatTheReaderKnows) {
  const json::value schema = report::json_file(std::string("docs/reference/") + kTargetsSchema);
  EXPECT_THAT(breaches(json::parse(kTargets), kTargetsSchema), IsEmpty());
  int defaults = 0;
  for (const Place& place : kPlaces) {
    EXPECT_THAT(faults_of(text_with(place, "")), IsEmpty()) << place.described;
    EXPECT_THAT(breaches(json::parse(text_with(place, "")), kTargetsSchema), IsEmpty()) << place.described;
    const json::object properties =
        schema.at_pointer(std::string(place.described) + "/properties").as_object();
    std::string names;
    for (const auto& property : properties) {
      names += (names.empty() ? "" : ", ") + std::string(property.key());
      const auto* value = property.value().as_object().if_contains("default");
      if (value == nullptr) continue;
      ++defaults;
      const std::string member = "\"" + std::string(property.key()) + "\": " + json::serialize(*value);
      EXPECT_THAT(faults_of(text_with(place, member)), IsEmpty()) << place.described << ": " << member;
    }
    std::vector<std::string> said;
    for (const Error& fault : faults_of(text_with(place, R"("no such": 1)"))) said.push_back(fault.message);
    EXPECT_THAT(said, testing::Contains("is not known; expected " + names)) << place.described;
    EXPECT_THAT(breaches(json::parse(text_with(place, R"("no such": 1)")), kTargetsSchema), Not(IsEmpty()));
  }
  EXPECT_GT(defaults, 5);
}

TEST(MixTargetsSchema, DescribesTheTargetsOfTheGuideAndTheBenchmark) {
  for (const char* file : {"benchmarks/targets/day-10x20.json", "docs/guide/targets/shared-floor.json"})
    EXPECT_THAT(breaches(report::json_file(file), kTargetsSchema), IsEmpty()) << file;
}

}  // namespace
}  // namespace tandem::app
