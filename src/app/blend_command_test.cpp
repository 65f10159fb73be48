#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cmath>

#include "app/captured_run.hpp"
#include "app/folder_for_test.hpp"
#include "app/schema_places_for_test.hpp"
#include "core/base/zone.hpp"
#include "plan/staffing/blend/desk_json.hpp"
#include "plan/staffing/rosters/demand.hpp"

namespace tandem::app {
namespace {

using report::breaches;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kDesk = R"({"name": "small <b>", "zone": "Europe/Berlin", "country": "none",
  "hours": "Mon-Fri 08:00-18:00", "occupancy_max": "85%", "channels": [
    {"name": "phone", "kind": "call", "records": "calls.csv", "handle": "4m", "patience": "2m", "target": "80/20"},
    {"name": "chat", "kind": "chat", "records": "chats.csv", "handle": "8m", "patience": "3m", "target": "80/60",
     "at_once": 3, "slowdown": "15%"},
    {"name": "mail", "kind": "work", "records": "mail.csv", "handle": "6m", "target": "95% within 4h",
     "deadline_runs": "open"}]})";

/// Six weeks from Monday, 5 January 2026: on each weekday so many in each hour from 8:00 to 18:00, mail in
/// the evening too.
class BlendCommand : public FolderTest {
 protected:
  BlendCommand() : FolderTest("tandem-blend-test") {
    write("desk.json", kDesk);
    write_counts("calls.csv", 30, 18);
    write_counts("chats.csv", 20, 18);
    write_counts("mail.csv", 15, 22);
  }
  void write_counts(const std::string& name, int each, int until) {
    std::string text = "interval_start,offered\n";
    for (int day = 0; day < 7 * 6; ++day) {
      if (day % 7 > 4) continue;
      const std::string date = to_text(LocalDay(std::chrono::year(2026) / 1 / 5) + std::chrono::days(day));
      for (int hour = 8; hour < until; ++hour) text += fmt::format("{} {:02}:00,{}\n", date, hour, each);
    }
    write(name, text);
  }
  void change(const std::string& what, const std::string& instead) {
    std::string text = kDesk;
    const auto at = text.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    write("desk.json", text.replace(at, what.size(), instead));
  }
  CapturedRun run(const std::string& more, bool cancelled = false) const {
    return run_captured(add_blend_command, in_folder("blend @desk.json --interval 1h --horizon 1w " + more),
                        cancelled);
  }
  boost::json::value json(const std::string& more) const {
    const CapturedRun ran = run(more + " --json");
    EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
    return boost::json::parse(ran.out);
  }
};

double number(const boost::json::value& value) { return value.to_number<double>(); }

TEST_F(BlendCommand, PrintsJsonAsItsSchemaSaysAndFiguresThatAddUp) {
  const auto printed = json("--replications 6");
  EXPECT_THAT(breaches(printed, "blend.schema.json"), IsEmpty());
  double hours = 0, added = 0;
  for (const auto& day : printed.at("days").as_array())
    for (const auto& interval : day.at("intervals").as_array()) {
      double teams = 0;
      for (const auto& channel : interval.at("channels").as_array())
        if (const auto* agents = channel.as_object().if_contains("agents")) teams += number(*agents);
      EXPECT_EQ(number(interval.at("agents")), teams + number(interval.at("added_for_work")));
      EXPECT_TRUE(interval.at("open").as_bool() || interval.at("agents") == 0);
      hours += number(interval.at("agents"));
      added += number(interval.at("added_for_work"));
    }
  EXPECT_DOUBLE_EQ(number(printed.at("agent_hours")), hours);
  EXPECT_DOUBLE_EQ(number(printed.at("added_hours")), added);
  EXPECT_LT(hours, number(printed.at("apart_hours")));
  for (const auto& channel : printed.at("channels").as_array()) {
    const double share = number(channel.at("target").at("share"));
    EXPECT_GE(number(channel.at("in_time")), share - 1e-9);
    EXPECT_GE(number(channel.at("simulated").at("in_time").at("estimate")), share - 0.02);
  }
}

TEST_F(BlendCommand, SaysDaysChannelsAndWhatBlendingSaves) {
  const CapturedRun ran = run("--replications 4");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("small <b>: Sat 2026-02-14 to Fri 2026-02-20, Europe/Berlin"));
  EXPECT_THAT(ran.out, HasSubstr("mail: 95 % done within 4 h of opening time"));
  EXPECT_THAT(ran.out, HasSubstr("blending saves"));
  EXPECT_THAT(ran.out, HasSubstr("A ticket is put down when a call or chat comes."));
  EXPECT_THAT(ran.out, HasSubstr("Simulated 4 times"));
}

TEST_F(BlendCommand, TheSameSeedIsTheSameAnswerOnAnyNumberOfThreads) {
  EXPECT_EQ(run("--replications 4 --threads 1").out, run("--replications 4 --threads 3").out);
}

TEST_F(BlendCommand, WritesATableThatARosterReads) {
  ASSERT_EQ(run("--replications 0 --csv @agents.csv --channels-csv @channels.csv").exit, Exit::ok);
  const auto demand = rosters::parse_demand(read("agents.csv"), "agents.csv");
  ASSERT_TRUE(demand.has_value()) << demand.error().message;
  double agents = 0;
  for (const double each : demand->agents) agents += each;
  EXPECT_EQ(agents, number(json("--replications 0").at("agent_hours")));
  EXPECT_THAT(read("channels.csv"),
              HasSubstr("interval_start,agents,added_for_work,backlog_hours,phone contacts,phone agents,"
                        "chat contacts,chat agents,mail contacts\n"));
}

TEST_F(BlendCommand, TicketsThatAreEndedFirstKeepAReserve) {
  change("\"occupancy_max\"", "\"interruptible\": false, \"occupancy_max\"");
  const auto printed = json("--replications 4");
  EXPECT_THAT(breaches(printed, "blend.schema.json"), IsEmpty());
  EXPECT_GE(printed.at("reserve").to_number<int>(), 0);
  EXPECT_LE(number(printed.at("agent_hours")), number(printed.at("apart_hours")));
}

TEST_F(BlendCommand, AProbabilityTakesMoreAgents) {
  const auto expected = json("--replications 0"),
             sure = json("--replications 0 --probability 90% --paths 40");
  EXPECT_THAT(breaches(sure, "blend.schema.json"), IsEmpty());
  EXPECT_GE(number(sure.at("agent_hours")), number(expected.at("agent_hours")));
  EXPECT_GE(number(sure.at("channels").at(2).at("kept")), 0.9);
}

TEST_F(BlendCommand, SaysWhyWhatCannotBeKept) {
  change("\"deadline_runs\": \"open\"", "\"deadline_runs\": \"always\"");
  EXPECT_THAT(run("--replications 0").out,
              HasSubstr("cannot be in time, as the desk is closed while the deadline runs out"));
  change("\"handle\": \"6m\", \"target\": \"95% within 4h\"",
         "\"handle\": \"5h\", \"target\": \"95% within 4h\"");
  EXPECT_THAT(run("--replications 0").out,
              HasSubstr("as one takes longer than the deadline; 0.0 % are at best"));
  change("\"occupancy_max\"", "\"seats\": 3, \"occupancy_max\"");
  EXPECT_THAT(run("--replications 0").out, HasSubstr("3 seats are too few"));
}

TEST_F(BlendCommand, WritesAPageInTwoLanguages) {
  expect_pages([this](const std::string& more) { return run("--replications 2 " + more).exit; },
               "small &lt;b&gt;", "Каналы и их цели");
}

TEST_F(BlendCommand, EndsAsItsExitCodesSay) {
  EXPECT_EQ(run("", true).exit, Exit::cancelled);
  EXPECT_EQ(run("--html @mail.csv").exit, Exit::usage);
  EXPECT_EQ(run("--html @desk.json").exit, Exit::usage);
  EXPECT_EQ(run("--replications 1").exit, Exit::usage);
  EXPECT_EQ(run("--horizon 12mo").exit, Exit::usage);
  EXPECT_EQ(run("--shrinkage 100%").exit, Exit::usage);
  EXPECT_EQ(run("--probability 100%").exit, Exit::usage);
  EXPECT_EQ(run("--interval 7m").exit, Exit::usage);
  change("mail.csv", "nothing.csv");
  EXPECT_EQ(run("").exit, Exit::unreadable);
  change("\"handle\": \"6m\", ", "");
  const CapturedRun without = run("");
  EXPECT_EQ(without.exit, Exit::usage);
  EXPECT_THAT(without.err, HasSubstr("(channels[2]): the records of 'mail' state no handle times"));
  change("\"kind\": \"work\"", "\"kind\": \"letters\"");
  const CapturedRun wrong = run("");
  EXPECT_EQ(wrong.exit, Exit::data);
  EXPECT_THAT(wrong.err, HasSubstr("(channels[2].kind): is 'letters'; expected one of call, chat, work"));
}

TEST(BlendRequestSchema, HasTheMembersThatTheReaderKnows) {
  const std::vector<SchemaPlace> places = {{"", R"({"x": 1})"}, {"channel", R"({"channels": [{"x": 1}]})"}};
  EXPECT_THAT(disagreements("blend-request.schema.json", places, blend::parse_desk), IsEmpty());
}

TEST(BlendRequestSchema, TheGuidesDeskIsOne) {
  EXPECT_THAT(breaches(report::json_file("docs/guide/desks/help-desk.json"), "blend-request.schema.json"),
              IsEmpty());
}

}  // namespace
}  // namespace tandem::app
