#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "app/captured_run.hpp"
#include "app/folder_for_test.hpp"
#include "app/schema_places_for_test.hpp"
#include "plan/staffing/rosters/rules_json.hpp"

namespace tandem::app {
namespace {

using report::breaches;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kRules = R"({"shifts": [
    {"name": "day", "start": {"earliest": "08:00", "latest": "09:00"}, "paid": "8h",
     "breaks": [{"name": "lunch", "length": "30m", "from": "3h", "until": "5h"}]}],
  "contracts": [{"name": "full", "agents": 3, "cost_hour": 20, "days": ["mon", "tue", "wed", "thu", "fri"]}],
  "agents": [{"name": "Ann <1>", "leave": ["2026-01-10"], "unavailable": [
    {"from": "2026-01-09 12:00", "until": "2026-01-09 18:00"}], "prefers": {"shifts": ["day"], "days_off": ["mon"]}}],
  "weekends": {"worked_max": 1, "of": 2}, "night": {"premium": 0.25}, "sunday_premium": 0.5})";

class RosterCommand : public FolderTest {
 protected:
  RosterCommand() : FolderTest("tandem-roster-test") {
    write("required.csv",
          "interval_start,agents\n2026-01-09 09:00,2\n2026-01-09 09:30,1.5\n2026-01-11 10:00,1\n");
    write("rules.json", kRules);
  }
  CapturedRun run(const std::string& more, bool cancelled = false) const {
    return run_captured(add_roster_command, in_folder("roster @required.csv --rules @rules.json " + more),
                        cancelled);
  }
};

TEST_F(RosterCommand, SaysWhatARosterCostsAndWhatStandsInItsWay) {
  const CapturedRun ran = run("");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("2 shifts, 16.0 paid hours"));
  EXPECT_THAT(ran.out,
              HasSubstr("Sun 2026-01-11: at least 0.5 agent-hours short by contracts[].days; without that"));
}

TEST_F(RosterCommand, PrintsJsonAsItsSchemaSays) {
  const CapturedRun ran = run("--json");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(breaches(boost::json::parse(ran.out), "roster.schema.json"), IsEmpty());
  EXPECT_THAT(breaches(boost::json::parse(kRules), "roster-rules.schema.json"), IsEmpty());
}

TEST_F(RosterCommand, WritesTableCalendarAndPage) {
  const CapturedRun ran = run("--csv @r.csv --ics @r.ics --zone Europe/Berlin --html @r.html --lang ru");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(read("r.csv"), HasSubstr("full 1,full,day,2026-01-09,2026-01-09 0"));
  EXPECT_THAT(read("r.ics"), HasSubstr("BEGIN:VEVENT"));
  EXPECT_THAT(read("r.html"), HasSubstr("Кто когда работает"));
  EXPECT_THAT(run("--html @e.html").err, IsEmpty());
  EXPECT_THAT(read("e.html"), HasSubstr("Who works when"));
}

TEST_F(RosterCommand, EndsAsItsExitCodesSay) {
  EXPECT_EQ(run("", true).exit, Exit::cancelled);
  EXPECT_EQ(run("--csv @rules.json").exit, Exit::usage);
  EXPECT_EQ(run("--interval 20m").exit, Exit::usage);
  EXPECT_EQ(run("--ics @r.ics --zone Nowhere/City").exit, Exit::unreadable);
  write("rules.json", R"({"shifts": []})");
  const CapturedRun ran = run("");
  EXPECT_EQ(ran.exit, Exit::data);
  EXPECT_THAT(ran.err, HasSubstr("(shifts): has no shift"));
  EXPECT_THAT(ran.err, HasSubstr("(contracts): is missing"));
}

TEST(RosterRulesSchema, HasTheMembersThatTheReaderKnows) {
  const std::vector<SchemaPlace> places = {{"shift", R"({"shifts": [{"x": 1}]})"},
                                           {"break", R"({"shifts": [{"breaks": [{"x": 1}]}]})"},
                                           {"contract", R"({"contracts": [{"x": 1}]})"},
                                           {"agent", R"({"agents": [{"x": 1}]})"},
                                           {"", R"({"x": 1})"}};
  EXPECT_THAT(disagreements("roster-rules.schema.json", places, rosters::parse_rules), IsEmpty());
}

}  // namespace
}  // namespace tandem::app
