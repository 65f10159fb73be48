#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "app/captured_run.hpp"
#include "app/folder_for_test.hpp"
#include "app/schema_places_for_test.hpp"
#include "plan/staffing/headcount/people_json.hpp"

namespace tandem::app {
namespace {

using report::breaches;
using report::json_file;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kPeople = R"({"shrinkage": [{"name": "leave <b>", "planned": true, "time": "10%"},
    {"name": "sickness", "planned": false, "time": "5%"}],
  "contracts": [{"name": "full", "hours_week": 40, "share": "50%"}, {"name": "part", "hours_week": 20, "share": "50%"}],
  "staff": [{"contract": "full", "heads": 2, "tenure_months": 9}], "attrition": "2%",
  "hiring": {"lead_days": 20, "training_days": 10, "class_max": 4}})";

/// Who requires one agent on the first 28 days of four months, for three hours more each month.
class HeadcountCommand : public FolderTest {
 protected:
  HeadcountCommand() : FolderTest("tandem-headcount-test") {
    std::string text = "interval_start,agents\n";
    for (int month = 1; month <= 4; ++month)
      for (int day = 1; day <= 28; ++day)
        for (int hour = 0; hour < 10 + 3 * month; ++hour)
          text += fmt::format("2026-{:02}-{:02} {:02}:00,1\n", month, day, hour);
    write("required.csv", text);
    write("people.json", kPeople);
  }
  CapturedRun run(const std::string& more, bool cancelled = false) const {
    return run_captured(add_headcount_command,
                        in_folder("headcount @required.csv --people @people.json " + more), cancelled);
  }
};

TEST_F(HeadcountCommand, SaysWhomToHireAndWhichMonthsAreShort) {
  const CapturedRun ran = run("");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("2026-01 is "));
  EXPECT_THAT(ran.out,
              HasSubstr("the first class can be ready on 2026-01-31 and takes calls from 2026-02-01"));
  EXPECT_THAT(ran.out, HasSubstr("who start on 2026-01-22; recruit from 2026-01-02"));
  EXPECT_THAT(ran.out, HasSubstr("no fewer hires would do"));
  EXPECT_THAT(ran.out, HasSubstr("on the phones: (1 - leave <b>) x (1 - sickness)"));
}

TEST_F(HeadcountCommand, PrintsJsonAsItsSchemaSays) {
  const CapturedRun ran = run("--json");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  const auto printed = boost::json::parse(ran.out);
  EXPECT_THAT(breaches(printed, "headcount.schema.json"), IsEmpty());
  EXPECT_EQ(printed.at("months").as_array().size(), 4U);
  EXPECT_EQ(printed.at("months").at(0).at("reason").as_string(), "lead_time");
  EXPECT_TRUE(printed.at("months").at(1).at("intake").is_object());
}

TEST_F(HeadcountCommand, WritesAPageInTwoLanguages) {
  expect_pages([this](const std::string& more) { return run(more).exit; }, "How many people, and when",
               "Сколько людей и когда");
}

TEST_F(HeadcountCommand, EndsAsItsExitCodesSay) {
  EXPECT_EQ(run("", true).exit, Exit::cancelled);
  EXPECT_EQ(run("--html @people.json").exit, Exit::usage);
  EXPECT_EQ(run("--interval 20m").exit, Exit::usage);
  write("people.json", R"({"staff": [{"heads": -1}], "decided": "now"})");
  const CapturedRun ran = run("");
  EXPECT_EQ(ran.exit, Exit::data);
  EXPECT_THAT(ran.err, HasSubstr("(staff[0].heads)"));
  EXPECT_THAT(ran.err, HasSubstr("(decided)"));
  EXPECT_EQ(run_captured(add_headcount_command, "headcount /nowhere.csv --people /nowhere.json").exit,
            Exit::unreadable);
}

TEST(PeopleSchema, HasTheMembersThatTheReaderKnows) {
  const std::vector<SchemaPlace> places = {
      {"", R"({"x": 1})"},
      {"full_time", R"({"full_time": {"x": 1}})"},
      {"cause", R"({"shrinkage": [{"x": 1}]})"},
      {"contract", R"({"contracts": [{"x": 1}]})"},
      {"staff", R"({"staff": [{"x": 1}]})"},
      {"rate", R"({"attrition": [{"x": 1}]})"},
      {"hiring", R"({"hiring": {"x": 1}})"},
  };
  EXPECT_THAT(disagreements("people.schema.json", places, headcount::parse_people), IsEmpty());
  for (const std::string& file : files_of("docs/guide/people"))
    EXPECT_THAT(breaches(json_file(file), "people.schema.json"), IsEmpty()) << file;
  EXPECT_THAT(breaches(boost::json::parse(kPeople), "people.schema.json"), IsEmpty());
}

}  // namespace
}  // namespace tandem::app
