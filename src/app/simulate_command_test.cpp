#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <string>

#include "app/captured_run.hpp"

namespace tandem::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// A file that is gone with its object.
class File {
 public:
  explicit File(const std::string& text) {
    const int descriptor = ::mkstemp(path_);
    EXPECT_EQ(::write(descriptor, text.data(), text.size()), static_cast<ssize_t>(text.size()));
    ::close(descriptor);
  }
  ~File() { ::unlink(path_); }
  std::string path() const { return path_; }

 private:
  char path_[32] = "/tmp/tandem-simulate-XXXXXX";
};

using Ran = CapturedRun;
Ran run(const std::string& arguments, bool cancelled = false) {
  return run_captured(add_simulate_command, "simulate " + arguments, cancelled);
}

/// Two agents' ten minutes that can be computed by hand: of the bank's three calls, a minute each, the second
/// waits half a minute; the shop's caller finds the other agent free.
constexpr const char* kTwoClients =
    R"({"name": "Two desks", "start": "2026-01-05", "length": "10m", "interval": "5m",
  "clients": ["bank", "shop"],
  "queues": [{"name": "bank", "client": "bank", "access": [{"groups": ["b"]}]},
             {"name": "shop", "client": "shop", "access": [{"groups": ["s"]}]}],
  "groups": [{"name": "b", "agents": 1}, {"name": "s", "agents": 1}],
  "types": [{"name": "loans", "queue": "bank", "talk": "1m", "arrivals": {"trace":
               ["2026-01-05T00:00:00Z", "2026-01-05T00:00:30Z", "2026-01-05T00:08:00Z"]}},
            {"name": "orders", "queue": "shop", "talk": "2m", "after_call_work": "30s",
             "arrivals": {"trace": ["2026-01-05T00:01:00Z"]}}]})";

/// A busy desk that is different in each replication.
std::string desk(const std::string& more = "") {
  return R"({"length": "2h", "queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 5}],
    "types": [{"name": "t", "arrivals": {"per_hour": 90}, "talk": {"lognormal": {"mean": "3m", "cv": 1}}, "patience": {"exponential": "2m"}}])" +
         more + "}";
}

TEST(SimulateCommand, ShowsTheFigurePlannersAskFor) {
  const File model(kTwoClients);
  const Ran ran = run(model.path());
  EXPECT_EQ(ran.exit, Exit::ok);
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(ran.out, R"(Two desks: Mon 2026-01-05, 2 agents
10 replications, 40 calls in all

  calls offered                   4.0 ± 0.0           O, a replication
  answered within 20 s            75.00 % ± 0.00      A_T / (A + B)
  gave up                         0.00 % ± 0.00       B / O
  had to wait                     25.00 % ± 0.00      of A + B
  mean wait                       7.50 s ± 0.00       of A + B
  50 % waited at most             0.0 s
  80 % waited at most             30.0 s
  90 % waited at most             30.0 s
  95 % waited at most             30.0 s
  occupancy of agents             27.50 % ± 0.00

  client  calls      within 20 s        gave up       mean wait     had to wait
  bank      3.0   66.67 % ± 0.00  0.00 % ± 0.00  10.00 s ± 0.00  33.33 % ± 0.00
  shop      1.0  100.00 % ± 0.00  0.00 % ± 0.00   0.00 s ± 0.00   0.00 % ± 0.00

  group  agents  on duty  calls answered      handle time       occupancy
  b           1      1.0             3.0   60.00 s ± 0.00  30.00 % ± 0.00
  s           1      1.0             1.0  150.00 s ± 0.00  25.00 % ± 0.00

  from                  calls  agents      within 20 s        gave up       mean wait     had to wait
  Mon 2026-01-05 00:00    3.0     2.0   66.67 % ± 0.00  0.00 % ± 0.00  10.00 s ± 0.00  33.33 % ± 0.00
  Mon 2026-01-05 00:05    1.0     2.0  100.00 % ± 0.00  0.00 % ± 0.00   0.00 s ± 0.00   0.00 % ± 0.00

± is the half width of a 95 % confidence interval, from 10 independent replications.
)");
}

TEST(SimulateCommand, PrintsTheSameFiguresAsJson) {
  const File model(kTwoClients);
  const auto answer = boost::json::parse(run(model.path() + " --json --threads 1 --seed 7").out);
  const auto& of_run = answer.at("run").as_object();
  EXPECT_EQ(of_run.at("name"), "Two desks");
  EXPECT_EQ(of_run.at("calls"), 40);
  EXPECT_EQ(of_run.at("seed"), 7);
  EXPECT_EQ(of_run.at("threads"), 1);
  EXPECT_EQ(of_run.at("threshold"), 20);
  EXPECT_EQ(of_run.at("definition"), "strict");
  EXPECT_EQ(answer.at("totals").at("service_level").at("estimate"), 0.75);
  EXPECT_EQ(answer.at("totals").at("mean_wait").at("estimate"), 7.5);
  EXPECT_EQ(answer.at("figures").at("max_wait").at("estimate"), 30);
  EXPECT_EQ(answer.at("types").at(1).at("type"), "orders");
  EXPECT_EQ(answer.at("clients").at(0).at("client"), "bank");
  EXPECT_EQ(answer.at("groups").at(1).at("figures").at("occupancy").at("estimate"), 0.25);
  EXPECT_EQ(answer.at("intervals").at(1).at("start"), "2026-01-05T00:05:00Z");
}

TEST(SimulateCommand, OfCallsThatNeverComeTellsNothing) {
  const File model(R"({"interval": "12h", "queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 1}],
    "types": [{"name": "t", "talk": "1m"}]})");
  EXPECT_THAT(run(model.path()).out, HasSubstr("answered within 20 s            -                   A_T"));
  const auto answer = boost::json::parse(run(model.path() + " --json").out);
  EXPECT_TRUE(answer.at("totals").at("mean_wait").at("estimate").is_null());
  EXPECT_TRUE(answer.at("intervals").at(0).at("figures").at("max_wait").at("estimate").is_null());
  EXPECT_EQ(answer.at("figures").at("offered").at("estimate"), 0);
  EXPECT_TRUE(answer.at("percentiles").as_array().empty());
}

TEST(SimulateCommand, CountsCallersWhoWereSentAway) {
  const File model(R"({"length": "1h", "start": "2026-01-05",
    "queues": [{"name": "q", "hours": "Mon 00:00-00:30"}], "groups": [{"name": "g", "agents": 1}],
    "types": [{"name": "t", "talk": "1m", "arrivals": {"trace": ["2026-01-05T00:10:00Z", "2026-01-05T00:40:00Z"]}}]})");
  EXPECT_THAT(run(model.path()).out, HasSubstr("\n  closed, turned away, sent on    50.00 %\n"));
}

TEST(SimulateCommand, OfManyIntervalsShowsTheWorst) {
  std::string calls;
  for (int minute = 0; minute < 40; ++minute)
    calls += fmt::format("{}\"2026-01-05T00:{:02}:00Z\"", minute == 0 ? "" : ", ", minute);
  // Twice another call comes before the one is over.
  const File model(
      fmt::format(R"({{"length": "1h", "start": "2026-01-05", "interval": "1m", "queues": [{{"name": "q"}}],
    "groups": [{{"name": "g", "agents": 1}}], "types": [
      {{"name": "one", "talk": "58s", "arrivals": {{"trace": [{}]}}}},
      {{"name": "more", "talk": "1s", "arrivals": {{"trace": ["2026-01-05T00:20:10Z", "2026-01-05T00:30:10Z"]}}}}]}})",
                  calls));
  const std::string out = run(model.path()).out;
  EXPECT_THAT(out, HasSubstr(R"(
Of 40 intervals with calls, the 2 in which most callers were not answered in time:

  from                  calls  agents     within 20 s        gave up       mean wait     had to wait
  Mon 2026-01-05 00:20    2.0     1.0  50.00 % ± 0.00  0.00 % ± 0.00  24.00 s ± 0.00  50.00 % ± 0.00
  Mon 2026-01-05 00:30    2.0     1.0  50.00 % ± 0.00  0.00 % ± 0.00  24.00 s ± 0.00  50.00 % ± 0.00

±)"));
}

TEST(SimulateCommand, SaysHowSureItIs) {
  const File model(desk());
  EXPECT_THAT(run(model.path() + " --replications 1").out,
              testing::EndsWith(
                  "\nOne replication tells nothing about its own error: use --replications 10 or more.\n"));
  EXPECT_THAT(
      run(model.path() + " --confidence 99%").out,
      HasSubstr("\n± is the half width of a 99 % confidence interval, from 10 independent replications.\nThe "
                "least sure of these totals is known to "));
  EXPECT_THAT(run(model.path() + " --precision 20% --replications 2").out, Not(HasSubstr("was not reached")));
  EXPECT_THAT(
      run(model.path() + " --precision 0.1% --replications 2 --replications-max 8").out,
      testing::EndsWith(
          "\nThe precision asked for was not reached in 8 replications; raise --replications-max.\n"));
  const File batches(desk(R"(, "batches": 2, "warm_up": "1h")"));
  EXPECT_THAT(run(batches.path() + " --replications 3").out,
              testing::AllOf(HasSubstr("in all, those of the warm-up included\n"),
                             HasSubstr("from 6 independent batches.\n")));
}

TEST(SimulateCommand, ShowsExactFiguresWithoutHalfWidths) {
  const File model(
      R"({"queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 2}], "types": [{"name": "t",
    "arrivals": {"per_hour": 20}, "talk": {"exponential": "3m"}, "patience": {"exponential": "2m"}}]})");
  const std::string exact = run(model.path()).out;
  EXPECT_THAT(exact, HasSubstr(": Mon 2024-01-01, 2 agents\nsolved exactly, as a Markov chain\n\n"));
  EXPECT_THAT(exact, HasSubstr("\n  calls offered                   480.0               O, a replication\n"));
  EXPECT_THAT(exact, Not(HasSubstr("±")));
  EXPECT_THAT(exact,
              testing::EndsWith("\nThese are expected values; --engine router runs the model instead.\n"));
  EXPECT_THAT(run(model.path() + " --engine router").out, HasSubstr("\n10 replications, 4,"));
}

TEST(SimulateCommand, GivesTheSameForAnyNumberOfThreads) {
  const File model(desk());
  const std::string expected = run(model.path() + " --threads 1 --replications 7").out;
  EXPECT_EQ(run(model.path() + " --threads 2 --replications 7").out, expected);
  EXPECT_EQ(run(model.path() + " --threads 5 --replications 7").out, expected);
  EXPECT_NE(run(model.path() + " --threads 1 --replications 7 --seed 2").out, expected);
  const auto figures = [&](const std::string& threads) {
    auto answer = boost::json::parse(run(model.path() + " --json --precision 10% --threads " + threads).out);
    answer.as_object().erase("run");
    return boost::json::serialize(answer);
  };
  EXPECT_EQ(figures("2"), figures("1"));
}

TEST(SimulateCommand, OfVariantsMeetsTheSameCallers) {
  const File model(desk());
  std::string more = desk();
  more.replace(more.find("\"agents\": 5"), 11, "\"agents\": 6");
  const File variant(more);
  const auto offered = [](const File& file) {
    return boost::json::parse(run(file.path() + " --json").out).at("figures").at("offered");
  };
  EXPECT_EQ(offered(variant), offered(model));
}

TEST(SimulateCommand, FailsAsItsExitCodesSay) {
  const Ran missing = run("/nowhere/model.json");
  EXPECT_EQ(missing.exit, Exit::unreadable);
  EXPECT_THAT(missing.err, testing::StartsWith("tandem: /nowhere/model.json"));
  const File broken(R"({"lenght": "1d", "queues": [{"name": "q"}], "groups": [{"name": "g", "agents": -1}],
    "types": [{"name": "t", "talk": "long"}]})");
  const Ran told = run(broken.path());
  EXPECT_EQ(told.exit, Exit::data);
  EXPECT_EQ(told.out, "");
  EXPECT_EQ(std::ranges::count(told.err, '\n'), 3);
  EXPECT_THAT(told.err, HasSubstr("(lenght): is not known"));
  EXPECT_THAT(told.err, HasSubstr("(groups[0].agents): is -1; expected a whole number"));
  EXPECT_THAT(told.err, HasSubstr("(types[0].talk): is 'long'"));
  const File model(desk());
  const Ran stopped = run(model.path(), true);
  EXPECT_EQ(stopped.exit, Exit::cancelled);
  EXPECT_EQ(stopped.out, "");
  for (const char* wrong :
       {"", " --precision 0", " --precision much", " --confidence 100%", " --confidence 0",
        " --replications 0", " --threads 2000", " --engine petri", " --what"})
    EXPECT_EQ(run(*wrong == '\0' ? "" : model.path() + wrong).exit, Exit::usage) << wrong;
}

TEST(SimulateCommand, StopsWhereCallsPileUpWithoutEnd) {
  const File model(
      R"({"length": "30d", "calls_max": 100, "queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 1}],
    "types": [{"name": "t", "talk": "1h", "arrivals": {"per_hour": 60}}]})");
  const Ran ran = run(model.path());
  EXPECT_EQ(ran.exit, Exit::data);
  EXPECT_THAT(ran.err, HasSubstr("give callers a patience, more agents, or queues a length_max"));
}

TEST(SimulateCommand, IsExplainedAndCompleted) {
  const Ran help = run("--help");
  EXPECT_EQ(help.exit, Exit::ok);
  for (const char* word :
       {"--precision", "--replications-max", "--seed", "--json", "docs/guide/simulate-a-floor.md"})
    EXPECT_THAT(help.out, HasSubstr(word));
  const auto both = [](CLI::App& app, Session& session) {
    add_simulate_command(app, session);
    add_completion_command(app, session);
  };
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string script = run_captured(both, std::string("completion ") + shell).out;
    EXPECT_THAT(script, HasSubstr("simulate")) << shell;
    EXPECT_THAT(script, HasSubstr("replications-max")) << shell;
  }
}

TEST(SimulateCommand, WritesAClientsEventsOnlyWhereItIsToldTo) {
  const File model(kTwoClients);
  const Ran nowhere = run(model.path() + " --client bank");
  EXPECT_EQ(nowhere.exit, Exit::usage);
  EXPECT_THAT(nowhere.err, HasSubstr("--client says whose events are written; --events FILE says where"));
  const Ran unknown = run(model.path() + " --client taxi --events /tmp/tandem-no-such.events");
  EXPECT_EQ(unknown.exit, Exit::unreadable);
  EXPECT_THAT(unknown.err, HasSubstr("--client: the model has no client 'taxi'; it has bank, shop"));
}

}  // namespace
}  // namespace tandem::app
