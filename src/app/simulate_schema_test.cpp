// That docs/reference/simulation-model.schema.json is what the reader of models reads, no more and no less,
// and docs/reference/simulation.schema.json what the command prints.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <charconv>
#include <filesystem>
#include <string>
#include <vector>

#include "app/captured_run.hpp"
#include "plan/report/schema_for_test.hpp"
#include "plan/simulation/model_json.hpp"

namespace tandem::app {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using report::breaches;
using report::json_file;
using ::testing::IsEmpty;

constexpr const char* kModelSchema = "simulation-model.schema.json";

/// From the root of the source tree.
std::vector<std::string> model_files() {
  std::vector<std::string> files;
  for (const char* folder : {"benchmarks/models", "docs/guide/models"})
    for (const auto& entry : fs::directory_iterator(fs::path(TANDEM_SOURCE_DIR) / folder))
      if (entry.path().extension() == ".json") files.push_back(fs::path(folder) / entry.path().filename());
  return files;
}

std::vector<Error> faults_of(const std::string& text) {
  const auto model = simulation::parse_model(text, "m.json");
  return model ? std::vector<Error>() : model.error();
}

/// A kind of object in a model: where it is described, and a model with one that has some more members.
struct Place {
  const char* described;  ///< under $defs; "": the model itself
  const char* before;
  const char* after;
  const char* at;  ///< its place in the model
};

constexpr const char* kRest =
    R"("groups": [{"name": "g", "agents": 1}], "types": [{"name": "t", "talk": "1m"}])";

/// What stands around the members of each kind of object.
const std::vector<Place>& places() {
  static const std::vector<Place> kPlaces = {
      {"", R"({"queues": [{"name": "q"}], REST)", "}", ""},
      {"queue", R"({REST, "queues": [{"name": "q")", "}]}", "queues[0]."},
      {"access", R"({REST, "queues": [{"name": "q", "access": [{"rank": 1)", "}]}]}", "queues[0].access[0]."},
      {"stage", R"({REST, "queues": [{"name": "q", "stages": [{"access": [])", "}]}]}",
       "queues[0].stages[0]."},
      {"group",
       R"({"queues": [{"name": "q"}], "types": [{"name": "t", "talk": "1m"}], "groups": [{"name": "g", "agents": 1)",
       "}]}", "groups[0]."},
      {"shift", R"({"queues": [{"name": "q"}], "types": [{"name": "t", "talk": "1m"}],
          "groups": [{"name": "g", "shifts": [{"agents": 1, "hours": "24/7")",
       "}]}]}", "groups[0].shifts[0]."},
      {"break", R"({"queues": [{"name": "q"}], "types": [{"name": "t", "talk": "1m"}],
          "groups": [{"name": "g", "shifts": [{"agents": 1, "hours": "24/7", "breaks": [{"after": "1h", "for": "1m")",
       "}]}]}]}", "groups[0].shifts[0].breaks[0]."},
      {"guarantee",
       R"({"queues": [{"name": "q"}], REST, "guarantees": [{"kind": "reserved", "client": "client", "group": "g",
          "agents": 1)",
       "}]}", "guarantees[0]."},
      {"type",
       R"({"queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 1}], "types": [{"name": "t", "talk": "1m")",
       "}]}", "types[0]."},
      {"arrivals",
       R"({"queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 1}], "types": [{"name": "t", "talk": "1m",
          "arrivals": {"calls": [)"
       "0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]",
       "}}]}", "types[0].arrivals."},
      {"priority",
       R"({"queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 1}], "types": [{"name": "t", "talk": "1m",
          "priorities": [{"priority": 1, "share": 1)",
       "}]}]}", "types[0].priorities[0]."},
      {"retry",
       R"({"queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 1}], "types": [{"name": "t", "talk": "1m",
          "retry": {"chance": 0.5, "after": "1m")",
       "}}]}", "types[0].retry."},
      {"transfer",
       R"({"queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 1}], "types": [{"name": "t", "talk": "1m",
          "transfer": {"chance": 0.5, "queue": "q", "as": "t")",
       "}}]}", "types[0].transfer."},
      {"callback",
       R"({"queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 1}], "types": [{"name": "t", "talk": "1m",
          "callback": {"accepts": 0.5)",
       "}}]}", "types[0].callback."},
      {"mean_and_cv",
       R"({"queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 1}], "types": [{"name": "t",
          "talk": {"lognormal": {"mean": "1m", "cv": 1)",
       "}}}]}", "types[0].talk.lognormal."},
      {"stretch",
       R"({"queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 1}], "types": [{"name": "t",
          "talk": {"hazard": [{"from": 0, "rate": 1)",
       "}]}}]}", "types[0].talk.hazard[0]."},
  };
  return kPlaces;
}

std::string text_with(const Place& place, const std::string& member) {
  std::string text = fmt::format("{}, {}{}", place.before, member, place.after);
  if (const auto rest = text.find("REST"); rest != std::string::npos) text.replace(rest, 4, kRest);
  return text;
}

/// The member replaces one of its name.
std::string model_with(const Place& place, const std::string& member) {
  return json::serialize(json::parse(text_with(place, member)));
}

json::object properties_of(const Place& place) {
  const json::value schema = json_file(std::string("docs/reference/") + kModelSchema);
  const json::value& described = *place.described == '\0' ? schema : schema.at("$defs").at(place.described);
  return described.at("properties").as_object();
}

/// What the reader says of a member that no object has; it lists at most 20 of those it knows and counts the
/// others.
std::size_t members_known_to_reader(const Place& place) {
  constexpr std::string_view kMore = " more";
  for (const Error& fault : faults_of(model_with(place, R"("no such member": 1)"))) {
    const std::string& said = fault.message;
    if (!said.starts_with("is not known; expected ")) continue;
    const auto listed = static_cast<std::size_t>(std::ranges::count(said, ','));
    if (!said.ends_with(kMore)) return listed + 1;
    const auto and_word = said.rfind(" and ") + 5;
    std::size_t more = 0;
    std::from_chars(said.data() + and_word, said.data() + said.size(), more);
    return listed + 1 + more;
  }
  return 0;
}

TEST(ModelSchema, HasEveryMemberThatTheReaderKnowsAndNoOther) {
  for (const Place& place : places()) {
    const json::object properties = properties_of(place);
    EXPECT_EQ(properties.size(), members_known_to_reader(place)) << place.described;
    for (const auto& property : properties) {
      const std::string name(property.key());
      for (const Error& fault : faults_of(model_with(place, fmt::format(R"("{}": null)", name))))
        EXPECT_FALSE(fault.message.starts_with("is not known"))
            << place.described << ": " << fault.to_string();
    }
  }
}

TEST(ModelSchema, HasTheDistributionsThatTheReaderKnows) {
  const json::value schema = json_file(std::string("docs/reference/") + kModelSchema);
  const auto& forms = schema.at("$defs").at("distribution").at("anyOf").as_array();
  const auto faults =
      faults_of(model_with(places().front(), R"("types": [{"name": "t", "talk": {"weibull": 1}}])"));
  ASSERT_FALSE(faults.empty());
  std::string known;
  for (const auto& one : forms[1].at("oneOf").as_array())
    known += std::string(one.at("required").at(0).as_string()) + ", ";
  EXPECT_THAT(faults.front().message,
              testing::HasSubstr("expected one of " + known + "or a constant length"));
}

/// Whether the reader finds a member's value out of its range.
bool out_of_range(const Place& place, const std::string& name, const json::value& value) {
  for (const Error& fault :
       faults_of(model_with(place, fmt::format(R"("{}": {})", name, json::serialize(value)))))
    if (fault.where.field == place.at + name && fault.message.contains(" number from ")) return true;
  return false;
}

TEST(ModelSchema, HasTheRangesOfTheReader) {
  int ranges = 0;
  for (const Place& place : places())
    for (const auto& property : properties_of(place)) {
      const auto& rules = property.value().as_object();
      const std::string name(property.key());
      const std::string where = place.at + name;
      if (const auto* most = rules.if_contains("maximum")) {
        ++ranges;
        EXPECT_FALSE(out_of_range(place, name, *most)) << where;
        EXPECT_TRUE(out_of_range(place, name, most->to_number<double>() * 1.001 + 1)) << where;
      }
      if (const auto* least = rules.if_contains("minimum")) {
        EXPECT_FALSE(out_of_range(place, name, *least)) << where;
        if (least->is_int64())
          EXPECT_TRUE(out_of_range(place, name, least->as_int64() - 1)) << where;
        else
          EXPECT_TRUE(out_of_range(place, name, least->to_number<double>() * 0.99)) << where;
      }
    }
  EXPECT_GT(ranges, 20);
}

/// That it is of the right kind: what it says is for model_json_test.cpp.
TEST(ModelSchema, HasDefaultsThatTheReaderTakes) {
  int defaults = 0;
  for (const Place& place : places()) {
    ASSERT_THAT(faults_of(model_with(place, R"("DUMMY": 1)")), testing::SizeIs(1)) << place.described;
    for (const auto& property : properties_of(place))
      if (const auto* value = property.value().as_object().if_contains("default")) {
        ++defaults;
        const std::string member =
            fmt::format(R"("{}": {})", std::string(property.key()), json::serialize(*value));
        for (const Error& fault : faults_of(model_with(place, member)))
          ADD_FAILURE() << place.described << ": " << member << ": " << fault.to_string();
      }
  }
  EXPECT_GT(defaults, 40);
}

TEST(ModelSchema, DescribesTheModelsOfThisRepository) {
  const auto files = model_files();
  EXPECT_GE(files.size(), 9U);
  for (const std::string& file : files)
    EXPECT_THAT(breaches(json_file(file), kModelSchema), IsEmpty()) << file;
}

TEST(ModelSchema, DescribesSmallModelsAndRefusesWhatTheReaderRefuses) {
  for (const Place& place : places()) {
    const std::string sound = text_with(place, R"("DUMMY": 1)");
    auto value = json::parse(sound);
    EXPECT_THAT(breaches(value, kModelSchema), testing::Not(IsEmpty()))
        << place.described << " takes any member";
    std::string without = sound;
    without.erase(without.find(R"(, "DUMMY": 1)"), 12);
    EXPECT_THAT(breaches(json::parse(without), kModelSchema), IsEmpty()) << place.described;
    EXPECT_THAT(faults_of(without), IsEmpty()) << place.described;
  }
  const Place& root = places().front();
  for (const char* wrong :
       {R"("length": "0s")", R"("length": "soon")", R"("threshold": -1)", R"("definition": "aht")",
        R"("batches": 0)", R"("types": [{"name": "t", "talk": {"exponential": 0}}])",
        R"("types": [{"name": "t", "talk": "never"}])",
        R"("types": [{"name": "t", "talk": {"exponential": "1m", "gamma": {"mean": "1m", "cv": 1}}}])",
        R"("types": [{"name": "t", "talk": {"lognormal": {"mean": "1m"}}}])",
        R"("types": [{"name": "t", "talk": "1m", "balking": "120%"}])",
        R"("types": [{"name": "t", "talk": "1m", "arrivals": {}}])",
        R"("queues": [{"name": "q", "when_full": "other_queue"}])", R"("groups": [{"name": "g"}])"}) {
    const std::string text = model_with(root, wrong);
    EXPECT_THAT(faults_of(text), testing::Not(IsEmpty())) << wrong;
    EXPECT_THAT(breaches(json::parse(text), kModelSchema), testing::Not(IsEmpty())) << wrong;
  }
  for (
      const char* right :
      {R"("length": "1h30m")", R"("length": 90)", R"("length": "1.5h")", R"("interval": "500000ms")",
       R"("types": [{"name": "t", "talk": {"hazard": [{"from": 0, "rate": 0.01}], "zeros": "5%"}, "patience": "never"}])",
       R"("types": [{"name": "t", "talk": "1m", "patience": {"hazard": [{"from": 0, "rate": 0.01}, {"from": "1m", "rate": 0}]}}])",
       R"("types": [{"name": "t", "talk": {"empirical": [1, "2m"]}, "talk_of_group": {"g": {"uniform": {"from": 1, "until": 2}}}}])",
       R"("skills": ["x"], "queues": [{"name": "q", "access": [{"skills": ["x", {"skill": "x", "level": 3}]}]}])",
       R"("queues": [{"name": "q", "when_full": {"treatment": "other_queue", "queue": "p"}}, {"name": "p"}],
           "types": [{"name": "t", "queue": "p", "talk": "1m"}])"}) {
    const std::string text = model_with(root, right);
    EXPECT_THAT(faults_of(text), IsEmpty()) << right;
    EXPECT_THAT(breaches(json::parse(text), kModelSchema), IsEmpty()) << right;
  }
}

TEST(SimulationSchema, DescribesWhatIsPrinted) {
  for (const char* model : {"help-desk", "shared-floor", "erlang-a"}) {
    const std::string file = fmt::format("{}/docs/guide/models/{}.json", TANDEM_SOURCE_DIR, model);
    for (const char* replications : {" --replications 1", " --replications 2"}) {
      const CapturedRun ran = run_captured(add_simulate_command, "simulate --json " + file + replications);
      EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
      EXPECT_THAT(breaches(json::parse(ran.out), "simulation.schema.json"), IsEmpty())
          << model << replications;
    }
  }
}

}  // namespace
}  // namespace tandem::app
