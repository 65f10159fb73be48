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

TEST_F(RosterCommand, JudgesARosterOfItsOwnAsItWasMade) {
  const CapturedRun made = run("--csv @r.csv --ics @r.ics --json");
  for (const std::string file : {"@r.csv", "@r.ics"}) {
    const CapturedRun ran = run("--check " + file + " --csv @again.csv --json");
    EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
    EXPECT_EQ(read("again.csv"), read("r.csv")) << file;
    EXPECT_EQ(ran.out, made.out) << file;
  }
  EXPECT_THAT(run("--check @r.csv").out, HasSubstr("above that; rules broken: 0\n"));
}

TEST_F(RosterCommand, SaysWhichRulesARosterBreaks) {
  write("hand.csv",
        "agent,shift,start,end,breaks\nAnn <1>,day,2026-01-09 07:30,2026-01-09 16:00,11:00-11:30\n"
        "Bob,night,2026-01-10 23:00,2026-01-11 06:00,\n");
  const CapturedRun ran = run("--check @hand.csv --html @h.html --lang ru");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("rules broken: 4"));
  EXPECT_THAT(ran.out, HasSubstr("shifts[].start"));
  EXPECT_THAT(ran.out, HasSubstr("night 23:00-06:00"));
  EXPECT_THAT(ran.out, HasSubstr("Wishes kept: 1 of 1 shifts, 0 of 0 days off."));
  EXPECT_THAT(read("h.html"), HasSubstr("Нарушенные правила"));
  EXPECT_THAT(breaches(boost::json::parse(run("--check @hand.csv --json").out), "roster.schema.json"),
              IsEmpty());
}

TEST_F(RosterCommand, KeepsPublishedShiftsAndCountsOnFromThoseBefore) {
  write("keep.csv",
        "agent,shift,start,end,breaks\nAnn <1>,day,2026-01-10 08:00,2026-01-10 16:30,11:00-11:30\n"
        "Bob,day,2026-01-09 08:30,2026-01-09 17:00,12:00-12:30\n");
  write("before.csv", "agent,start,end\nfull 1,2026-01-08 17:00,2026-01-09 01:30\n");
  const CapturedRun ran = run("--keep @keep.csv --before @before.csv --csv @r.csv --html @k.html");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("no roster that keeps these shifts costs less than"));
  EXPECT_THAT(ran.out, HasSubstr("Not kept: Ann <1>, 2026-01-10 08:00 day"));
  EXPECT_THAT(read("r.csv"),
              HasSubstr("Bob,full,day,2026-01-09,2026-01-09 08:30,2026-01-09 17:00,12:00-12:30"));
  EXPECT_THAT(read("r.csv"), testing::Not(HasSubstr("full 1,"))) << "has not rested by nine";
  EXPECT_TRUE(read("k.html").contains("Not kept</th>"));
  EXPECT_TRUE(read("k.html").contains("Ann &lt;1&gt;"));
  EXPECT_FALSE(read("k.html").contains("Ann <1>"));
  EXPECT_THAT(breaches(boost::json::parse(run("--keep @keep.csv --json").out), "roster.schema.json"),
              IsEmpty());
}

TEST_F(RosterCommand, CoversTheSkillsOfATableOfGroups) {
  // As tandem mix --csv writes it.
  write("required.csv",
        "interval_start,group,agents,cost\n2026-01-09 09:00,bank <b>,1,20\n2026-01-09 09:00,shop,2,40\n");
  write("rules.json", R"({"shifts": [{"name": "day", "start": "08:00", "paid": "8h"}],
    "contracts": [{"name": "b", "agents": 2, "cost_hour": 20, "skills": ["bank <b>"]},
                  {"name": "s", "agents": 1, "cost_hour": 20, "skills": ["shop"]}]})");
  const CapturedRun ran = run("--html @s.html");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("2 shifts, 16.0 paid hours for 3.0 required; 1.0 hours short"));
  EXPECT_THAT(ran.out, HasSubstr("agents who have it\n"));
  EXPECT_THAT(ran.out, HasSubstr("1.0 agent-hours of shop short by contracts[].skills and agents[].skills, "
                                 "contracts[].agents together"));
  EXPECT_TRUE(read("s.html").contains("bank &lt;b&gt;"));
  const boost::json::value printed = boost::json::parse(run("--json").out);
  EXPECT_THAT(breaches(printed, "roster.schema.json"), IsEmpty());
  EXPECT_EQ(printed.at("skills").at(1).at("hours_short").to_number<double>(), 1.0);
  EXPECT_EQ(printed.at("conflicts").at(0).at("skills").at(0), "shop");
}

TEST_F(RosterCommand, RefusesRostersWithTheirPlace) {
  write("bad.csv", "agent,start,end\nBob,2026-01-09 08:00,noon\n");
  for (const std::string option : {"--check", "--keep", "--before"}) {
    const CapturedRun ran = run(option + " @bad.csv");
    EXPECT_EQ(ran.exit, Exit::data);
    EXPECT_THAT(ran.err, HasSubstr("bad.csv:2: column 3 (end): 'noon' is no full minute"));
  }
  EXPECT_EQ(run("--check @a.csv --keep @b.csv").exit, Exit::usage);
  EXPECT_EQ(run("--check @no.csv").exit, Exit::unreadable);
  EXPECT_EQ(run("--check @bad.csv --csv @bad.csv").exit, Exit::usage);
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
