#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cmath>

#include "app/captured_run.hpp"
#include "app/folder_for_test.hpp"
#include "app/schema_places_for_test.hpp"
#include "plan/staffing/sites/sites_json.hpp"

namespace tandem::app {
namespace {

using report::breaches;
using report::json_file;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kSites = R"({"currency": "EUR", "sites": [
    {"name": "near <b>", "kind": "onshore", "zone": "Europe/Berlin", "wages": [{"hour": "20"}], "seat_month": 300},
    {"name": "far", "kind": "offshore", "zone": "Asia/Kolkata", "currency": "INR", "exchange": "0.0098",
     "wages": [{"hour": "500"}], "hours": "Mon-Fri 12:00-22:00", "handle_factor": 1.1, "seats_max": 2,
     "quality": {"repeat_calls": "5%", "reason": "far away"}}]})";

class SitesCommand : public FolderTest {
 protected:
  SitesCommand() : FolderTest("tandem-sites-test") {
    std::string text = "interval_start,agents\n";
    for (int day = 5; day <= 11; ++day)
      for (int hour = 8; hour < 20; ++hour) text += fmt::format("2026-01-{:02} {:02}:00,3\n", day, hour);
    write("required.csv", text);
    write("sites.json", kSites);
    write("people.json", R"({"shrinkage": [{"name": "all", "planned": true, "time": "20%"}]})");
  }
  CapturedRun run(const std::string& more, bool cancelled = false) const {
    return run_captured(add_sites_command,
                        in_folder("sites @required.csv --sites @sites.json --zone Europe/Berlin " + more),
                        cancelled);
  }
};

TEST_F(SitesCommand, ComparesCostRiskAndCover) {
  const CapturedRun ran = run("--shrinkage 20% --calls 2000");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  // 252 hours, 315 paid at 20 euros; three seats for 7 of January's 31 days.
  EXPECT_THAT(ran.out, HasSubstr("near <b>      onshore  6,503"));
  EXPECT_THAT(ran.out, HasSubstr("far leaves "));
  EXPECT_THAT(ran.out, HasSubstr("as calls come back"));
  EXPECT_THAT(ran.out, HasSubstr("The cheapest that covers all hours: mixed"));
  EXPECT_EQ(run("--people @people.json --calls 2000").out, ran.out);
}

TEST_F(SitesCommand, PrintsJsonAsItsSchemaSaysAndCostsThatAddUp) {
  const CapturedRun ran = run("--json --calls 2000");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  const auto printed = boost::json::parse(ran.out);
  EXPECT_THAT(breaches(printed, "sites-comparison.schema.json"), IsEmpty());
  const auto cents = [](const boost::json::value& amount) {
    return std::llround(amount.to_number<double>() * 100);
  };
  for (const auto& alternative : printed.at("alternatives").as_array()) {
    std::int64_t months = 0, activities = 0;
    for (const auto& part : alternative.at("parts").as_array())
      for (const auto& month : part.at("months").as_array()) months += cents(month.at("costs").at("all"));
    for (const auto& [name, amount] : alternative.at("costs").as_object())
      if (name != "all") activities += cents(amount);
    EXPECT_EQ(months, cents(alternative.at("costs").at("all")));
    EXPECT_EQ(activities, months);
    EXPECT_GT(activities, 0);
  }
}

TEST_F(SitesCommand, WritesAPageInTwoLanguages) {
  expect_pages([this](const std::string& more) { return run(more).exit; }, "Where calls are taken",
               "Где принимать звонки");
}

TEST_F(SitesCommand, EndsAsItsExitCodesSay) {
  EXPECT_EQ(run("", true).exit, Exit::cancelled);
  EXPECT_EQ(run("--html @sites.json").exit, Exit::usage);
  EXPECT_EQ(run("--shrinkage 100%").exit, Exit::usage);
  EXPECT_EQ(run("--shrinkage 20% --people @people.json").exit, Exit::usage);
  EXPECT_EQ(run("--people @nobody.json").exit, Exit::unreadable);
  EXPECT_EQ(run_captured(add_sites_command,
                         in_folder("sites @required.csv --sites @sites.json --zone Nowhere/City"))
                .exit,
            Exit::unreadable);
  write("people.json", "{\"x\": 1}");
  EXPECT_EQ(run("--people @people.json").exit, Exit::data);
  write("sites.json", R"({"currency": "EUR", "sites": [{"name": "a", "kind": "moon"}]})");
  const CapturedRun ran = run("");
  EXPECT_EQ(ran.exit, Exit::data);
  EXPECT_THAT(ran.err, HasSubstr("(sites[0].kind): is 'moon'; expected one of onshore"));
  EXPECT_THAT(ran.err, HasSubstr("(sites[0].wages): is missing"));
}

TEST(SitesSchema, HasTheMembersThatTheReaderKnows) {
  const std::vector<SchemaPlace> places = {
      {"", R"({"x": 1})"},
      {"work", R"({"work": {"x": 1}})"},
      {"site", R"({"sites": [{"x": 1}]})"},
      {"wage", R"({"sites": [{"wages": [{"x": 1}]}]})"},
      {"premiums", R"({"sites": [{"premiums": {"x": 1}}]})"},
      {"night", R"({"sites": [{"premiums": {"night": {"x": 1}}}]})"},
      {"supervision", R"({"sites": [{"supervision": {"x": 1}}]})"},
      {"quality", R"({"sites": [{"quality": {"x": 1}}]})"},
      {"bounds", R"({"sites": [{"share": {"x": 1}}]})"},
  };
  EXPECT_THAT(disagreements("sites.schema.json", places, sites::parse_sites), IsEmpty());
  for (const std::string& file : files_of("docs/guide/sites"))
    EXPECT_THAT(breaches(json_file(file), "sites.schema.json"), IsEmpty()) << file;
  EXPECT_THAT(breaches(boost::json::parse(kSites), "sites.schema.json"), IsEmpty());
}

}  // namespace
}  // namespace tandem::app
