// That docs/reference/terms.schema.json is what the reader of terms reads, no more and no less, and
// docs/reference/terms-summary.schema.json what the command prints.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "agree/sla/terms_json.hpp"
#include "app/captured_run.hpp"
#include "plan/report/schema_for_test.hpp"

namespace tandem::app {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using report::breaches;
using report::json_file;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kTermsSchema = "terms.schema.json";

std::vector<Error> faults_of(const std::string& text) {
  const auto terms = sla::parse_terms(text, "t.json");
  return terms ? std::vector<Error>() : terms.error();
}

/// A kind of object in terms: where its properties are described, and terms with one that may have one more
/// member.
struct Place {
  const char* described;  ///< a path below the schema
  const char* before;
  const char* after;
};

constexpr const char* kClause =
    R"({"client": "c", "currency": "EUR", "valid": {"from": "2026-01-01"}, "zone": "UTC",
  "prices": [{"name": "p", "per": "ticket", "price": "1"}],
  "clauses": [{"name": "k", "kpi": {"definition": "drop_short", "version": 1, "threshold": "20s", "short": "5s"},
               "target": {"at_least": "80%"})";
constexpr const char* kHead =
    R"({"client": "c", "currency": "EUR", "valid": {"from": "2026-01-01"}, "zone": "UTC")";

const std::vector<Place>& places() {
  static const std::string kStep =
      std::string(kClause) + R"(, "penalty": {"steps": [{"until": "80%", "amount": 1)";
  static const std::string kScope = std::string(kClause) + R"(, "scope": {"queues": ["q"])";
  static const std::string kExclusions = std::string(kClause) + R"(, "exclusions": {"ramp_up_months": 1)";
  static const std::string kWindow = std::string(kClause) + R"(, "window": {"each": "month")";
  static const std::string kScale =
      std::string(kClause) + R"(, "penalty": {"steps": [{"until": "80%", "amount": 1}])";
  static const std::string kPrice =
      std::string(kHead) + R"(, "prices": [{"name": "p", "per": "ticket", "price": 1)";
  static const std::string kTime = std::string(kHead) + R"(, "time_and_material": {"rates": {"engineer": 1})";
  static const std::string kRoot =
      std::string(kHead) + R"(, "prices": [{"name": "p", "per": "ticket", "price": 1}])";
  static const std::string kKpi =
      std::string(kHead) + R"(, "clauses": [{"name": "k", "target": {"at_least": "80%"},
      "kpi": {"definition": "drop_short", "version": 1, "threshold": "20s", "short": "5s")";
  static const std::vector<Place> kPlaces = {
      {"", kRoot.c_str(), "}"},
      {"/$defs/clause", kClause, "}]}"},
      {"/$defs/kpi", kKpi.c_str(), "}}]}"},
      {"/$defs/window", kWindow.c_str(), "}}]}"},
      {"/$defs/scope", kScope.c_str(), "}}]}"},
      {"/$defs/exclusions", kExclusions.c_str(), "}}]}"},
      {"/$defs/scale", kScale.c_str(), "}}]}"},
      {"/$defs/step", kStep.c_str(), "}]}}]}"},
      {"/$defs/price", kPrice.c_str(), "}]}"},
      {"/$defs/time_and_material", kTime.c_str(), "}}"},
  };
  return kPlaces;
}

std::string text_with(const Place& place, const std::string& member) {
  return std::string(place.before) + (member.empty() ? "" : ", " + member) + place.after;
}

json::object properties_of(const Place& place) {
  const json::value schema = json_file(std::string("docs/reference/") + kTermsSchema);
  return schema.at_pointer(std::string(place.described) + "/properties").as_object();
}

/// What the reader says of a member that no object has: it lists those it knows.
std::size_t members_known_to_reader(const Place& place) {
  for (const Error& fault : faults_of(text_with(place, R"("no such member": 1)")))
    if (fault.message.starts_with("is not known; expected "))
      return static_cast<std::size_t>(std::ranges::count(fault.message, ',')) + 1;
  return 0;
}

TEST(TermsSchema, HasEveryMemberThatTheReaderKnowsAndNoOther) {
  for (const Place& place : places()) {
    EXPECT_THAT(faults_of(text_with(place, "")), IsEmpty()) << place.described;
    EXPECT_THAT(breaches(json::parse(text_with(place, "")), kTermsSchema), IsEmpty()) << place.described;
    EXPECT_THAT(breaches(json::parse(text_with(place, R"("no such member": 1)")), kTermsSchema),
                Not(IsEmpty()))
        << place.described;
    const json::object properties = properties_of(place);
    EXPECT_EQ(properties.size(), members_known_to_reader(place)) << place.described;
    for (const auto& property : properties)
      for (const Error& fault : faults_of(text_with(place, "\"" + std::string(property.key()) + "\": null")))
        EXPECT_FALSE(fault.message.starts_with("is not known"))
            << place.described << ": " << fault.to_string();
  }
}

TEST(TermsSchema, HasDefaultsThatTheReaderTakes) {
  int defaults = 0;
  for (const Place& place : places())
    for (const auto& property : properties_of(place)) {
      const auto* value = property.value().as_object().if_contains("default");
      // What the place has already cannot be there twice.
      if (value == nullptr ||
          std::string_view(place.before).contains("\"" + std::string(property.key()) + "\""))
        continue;
      ++defaults;
      const std::string member = "\"" + std::string(property.key()) + "\": " + json::serialize(*value);
      EXPECT_THAT(faults_of(text_with(place, member)), IsEmpty()) << place.described << ": " << member;
    }
  EXPECT_GT(defaults, 8);
}

TEST(TermsSchema, RefusesWhatTheReaderRefuses) {
  for (
      const char* wrong :
      {R"("target": {"at_least": "101%"})", R"("target": {})", R"("target": {"at_least": 1, "at_most": 1})",
       R"("window": {"each": "week"})", R"("scope": {"queues": []})",
       R"("exclusions": {"over_forecast": 0.9})", R"("exclusions": {"days": ["5.1.2026"]})",
       R"("penalty": {"steps": []})", R"("penalty": {"steps": [{}]})",
       R"("penalty": {"steps": [{"until": "80%", "amount": 1}], "cap": {"amount": 5, "percent_of_fee": 0.1}})"}) {
    json::value terms = json::parse(std::string(kClause) + "}]}");
    const json::value members = json::parse(std::string("{") + wrong + "}");
    for (const auto& [name, value] : members.as_object()) terms.at("clauses").at(0).as_object()[name] = value;
    EXPECT_THAT(faults_of(json::serialize(terms)), Not(IsEmpty())) << wrong;
    EXPECT_THAT(breaches(terms, kTermsSchema), Not(IsEmpty())) << wrong;
  }
}

std::vector<std::string> guide_files() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(fs::path(TANDEM_SOURCE_DIR) / "docs/guide/terms"))
    files.push_back("docs/guide/terms/" + entry.path().filename().string());
  return files;
}

TEST(TermsSchema, DescribesTheTermsOfTheGuide) {
  EXPECT_GE(guide_files().size(), 2U);
  for (const std::string& file : guide_files())
    EXPECT_THAT(breaches(json_file(file), kTermsSchema), IsEmpty()) << file;
}

TEST(TermsCommand, PrintsWhatItsSchemaDescribes) {
  for (const std::string& file : guide_files()) {
    const CapturedRun ran =
        run_captured(add_terms_command, std::string("terms --json " TANDEM_SOURCE_DIR "/") + file);
    EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
    EXPECT_THAT(breaches(json::parse(ran.out), "terms-summary.schema.json"), IsEmpty()) << file;
  }
}

TEST(TermsCommand, TellsOfAFeeAndAFileThatCannotBe) {
  const std::string file = " " TANDEM_SOURCE_DIR "/docs/guide/terms/bank-80-20.json";
  const CapturedRun fee = run_captured(add_terms_command, "terms --fee 5USD" + file);
  EXPECT_EQ(fee.exit, Exit::usage);
  EXPECT_THAT(fee.err, HasSubstr("--fee 5USD: expected an amount such as 180000"));
  EXPECT_EQ(run_captured(add_terms_command, "terms /nowhere.json").exit, Exit::unreadable);
  const CapturedRun broken = run_captured(add_terms_command, "terms " TANDEM_SOURCE_DIR "/CMakePresets.json");
  EXPECT_EQ(broken.exit, Exit::data);
  EXPECT_THAT(broken.err, HasSubstr("(client): is missing"));
}

}  // namespace
}  // namespace tandem::app
