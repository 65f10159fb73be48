#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>

#include "app/captured_run.hpp"
#include "plan/import/imported_for_test.hpp"
#include "plan/report/schema_for_test.hpp"

namespace tandem::app {
namespace {

namespace json = boost::json;
using importing::FolderForTest;
using report::breaches;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Ten minutes that can be computed by hand: one agent serves both, the other the shop alone. The bank's two
/// calls take the first two minutes of it; the shop's, at the fifth minute, three and a half, work after it
/// included. The shop's own agent is asked second.
constexpr const char* kTwoClients =
    R"({"start": "2026-01-05", "length": "10m", "clients": ["bank", "shop"],
  "queues": [{"name": "bank", "client": "bank", "access": [{"groups": ["both"]}]},
             {"name": "shop", "client": "shop",
              "access": [{"groups": ["both"], "rank": 1}, {"groups": ["shop"], "rank": 2}]}],
  "groups": [{"name": "both", "agents": 1}, {"name": "shop", "agents": 1}],
  "types": [{"name": "loans", "queue": "bank", "talk": "1m", "arrivals": {"trace":
               ["2026-01-05T00:00:00Z", "2026-01-05T00:01:00Z"]}},
            {"name": "orders", "queue": "shop", "talk": "3m", "after_call_work": "30s",
             "arrivals": {"trace": ["2026-01-05T00:05:00Z"]}}]})";

/// A floor's log and its clients', simulated once.
class Minutes : public testing::Test {
 protected:
  static CapturedRun run(const std::string& arguments, bool cancelled = false) {
    return run_captured(add_minutes_command, "minutes " + arguments, cancelled);
  }
  std::string log_of(const std::string& client = "", const char* model = kTwoClients) const {
    const std::string file = folder_.write("model.json", model);
    const std::string log = folder_.path(client.empty() ? "floor" : client);
    const CapturedRun ran = run_captured(
        add_simulate_command, "simulate " + file + " --engine router --replications 1 --events " + log +
                                  (client.empty() ? "" : " --client " + client));
    EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
    return log;
  }
  FolderForTest folder_;
};

double seconds(const json::value& time, const char* state) { return time.at(state).to_number<double>(); }

TEST_F(Minutes, GoToTheClientsWhoseWorkItWas) {
  const CapturedRun ran = run(log_of() + " --json");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  const json::value minutes = json::parse(ran.out);
  EXPECT_EQ(minutes.at("agents"), 2);
  EXPECT_TRUE(minutes.at("client_stream").is_null());
  const auto& rows = minutes.at("rows").as_array();
  ASSERT_EQ(rows.size(), 2U);
  // Of the 4.5 minutes in which the shared agent waits, 2 / 5.5 are the bank's; the other agent's ten are the
  // shop's, as it serves nobody else.
  EXPECT_EQ(rows[0].at("client"), "bank");
  EXPECT_EQ(seconds(rows[0].at("seconds"), "talking"), 120);
  EXPECT_EQ(seconds(rows[0].at("seconds"), "idle"), 98.181818);
  EXPECT_EQ(rows[1].at("client"), "shop");
  EXPECT_EQ(seconds(rows[1].at("seconds"), "talking"), 180);
  EXPECT_EQ(seconds(rows[1].at("seconds"), "after_call_work"), 30);
  EXPECT_EQ(seconds(rows[1].at("seconds"), "idle"), 600 + 171.818182);
  EXPECT_EQ(seconds(minutes.at("total"), "work"), 330);
  EXPECT_EQ(seconds(minutes.at("total"), "signed_on"), 1200);
}

TEST_F(Minutes, StandInATableThatAddsUp) {
  const CapturedRun ran = run(log_of());
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_EQ(ran.out,
            "2 agents, hours; idle and not-ready time goes with the work of each 30 minutes (UTC)\n\n"
            "  client  signed on  talking  after-call work  idle\n"
            "  bank         0.06     0.03                -  0.03\n"
            "  shop         0.27     0.05             0.01  0.21\n"
            "  all          0.33     0.08             0.01  0.24\n");
  const CapturedRun by_state = run(log_of() + " --by agent,state");
  EXPECT_EQ(by_state.exit, Exit::ok) << by_state.err;
  EXPECT_EQ(by_state.out,
            "2 agents, hours; idle and not-ready time goes with the work of each 30 minutes (UTC)\n\n"
            "  agent             state  hours    share\n"
            "  both 1          talking   0.08   25.0 %\n"
            "  both 1  after-call work   0.01    2.5 %\n"
            "  both 1             idle   0.07   22.5 %\n"
            "  shop 1             idle   0.17   50.0 %\n"
            "  all                       0.33  100.0 %\n");
  EXPECT_THAT(run(log_of() + " --by agent,client").out,
              HasSubstr("\n  both 1    bank       0.06     0.03                -  0.03\n"
                        "  both 1    shop       0.11     0.05             0.01  0.05\n"
                        "  shop 1    shop       0.17        -                -  0.17\n"));
}

TEST_F(Minutes, OfAClientsOwnStreamHaveTheOthersAsOne) {
  const CapturedRun ran = run(log_of("bank") + " --json");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  const json::value minutes = json::parse(ran.out);
  EXPECT_EQ(minutes.at("client_stream"), "bank");
  EXPECT_EQ(minutes.at("agents"), 1) << "the other does not serve the bank";
  const auto& rows = minutes.at("rows").as_array();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(seconds(rows[0].at("seconds"), "signed_on"), 218.181818) << "as the floor counts for it";
  EXPECT_TRUE(rows[1].at("client").is_null());
  EXPECT_EQ(seconds(rows[1].at("seconds"), "elsewhere"), 210);
  EXPECT_EQ(seconds(minutes.at("total"), "signed_on"), 600);
  EXPECT_THAT(run(log_of("bank")).out, HasSubstr("bank's own stream: all others are one"));
}

TEST_F(Minutes, OfOneClientAreItsPart) {
  const CapturedRun ran = run(log_of() + " --client bank --json");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_EQ(seconds(json::parse(ran.out).at("total"), "signed_on"), 218.181818);
  const CapturedRun unknown = run(log_of() + " --client taxi");
  EXPECT_EQ(unknown.exit, Exit::unreadable);
  EXPECT_THAT(unknown.err, HasSubstr("taxi"));
}

TEST_F(Minutes, AreAsTheSchemaSays) {
  for (const char* more : {"", " --by client,agent", " --by state", " --by agent,state,client"})
    for (const char* client : {"", "shop"}) {
      const CapturedRun ran = run(log_of(client) + " --json" + more);
      ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
      EXPECT_THAT(breaches(json::parse(ran.out), "minutes.schema.json"), IsEmpty()) << ran.out;
    }
}

TEST_F(Minutes, OfALogWithoutAgentsAreNone) {
  const std::string calls =
      folder_.write("calls.csv",
                    "offered_at,ended_at,outcome\n2026-01-05T00:00:00Z,2026-01-05T00:00:30Z,abandoned\n"
                    "2026-01-05T00:01:00Z,2026-01-05T00:01:30Z,abandoned\n");
  const CapturedRun ran = run(calls);
  EXPECT_EQ(ran.exit, Exit::data);
  EXPECT_THAT(ran.err, HasSubstr("no time of agents in "));
  EXPECT_EQ(ran.out, "");
}

TEST_F(Minutes, DoNotCountAnAgentsTimeTwice) {
  const CapturedRun ran = run(log_of("bank") + " " + log_of("shop"));
  EXPECT_EQ(ran.exit, Exit::usage);
  EXPECT_THAT(ran.err, HasSubstr("agents' time would count twice"));
}

TEST_F(Minutes, SayWhatIsWrongWithTheArguments) {
  EXPECT_THAT(run("x --by queue").err,
              HasSubstr("--by queue: there is no such key; use client, agent and state"));
  EXPECT_THAT(run("x --by agent,agent").err, HasSubstr("--by names agent twice"));
  EXPECT_EQ(run("x --interval 7m").exit, Exit::usage);
  EXPECT_EQ(run("").exit, Exit::usage);
  EXPECT_EQ(run("no-such.events").exit, Exit::unreadable);
}

/// A client that has its own log alone comes to the figures that the floor reports to it.
TEST_F(Minutes, AndFiguresOfAClientsStreamAreTheFloors) {
  const std::string model = std::string(TANDEM_SOURCE_DIR) + "/docs/guide/models/shared-floor.json";
  const auto simulated = [&](const std::string& more) {
    const CapturedRun ran =
        run_captured(add_simulate_command,
                     "simulate " + model + " --replications 1 --events " + folder_.path("log") + more);
    EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  };
  const auto figures = [&](const std::string& more) {
    const CapturedRun ran = run_captured(
        add_kpi_command, "kpi " + folder_.path("log") + " --by queue,type,agent,hour --format csv" + more);
    EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
    return ran.out;
  };
  for (const std::string client : {"bank", "shop"}) {
    simulated("");
    const std::string of_floor = figures(" --client " + client);
    simulated(" --client " + client);
    EXPECT_EQ(figures(""), of_floor) << client;
    EXPECT_GT(of_floor.size(), 1000U);
  }
}

}  // namespace
}  // namespace tandem::app
