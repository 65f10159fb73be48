#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cmath>
#include <fstream>
#include <set>
#include <string>

#include "app/captured_run.hpp"

namespace tandem::app {
namespace {

using ::testing::HasSubstr;

using Ran = CapturedRun;
Ran run(const std::string& arguments) { return run_captured(add_erlang_command, arguments); }

boost::json::object json(const std::string& arguments) {
  const Ran ran = run(arguments + " --json");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  return boost::json::parse(ran.out).as_object();
}

double number(const boost::json::object& object, std::string_view key) {
  return object.at(key).to_number<double>();
}

void expect_digits(double found, double printed, int digits) {
  EXPECT_NEAR(found, printed, 0.5000001 * std::pow(10.0, -digits));
}

TEST(ErlangCommand, AnswersErlangCInSecondsAndFractions) {
  const auto answer = json("erlang c --calls 100 --interval 30m --aht 180s --within 20s --agents 14");
  EXPECT_EQ(answer.at("model").as_string(), "c");
  EXPECT_EQ(number(answer, "calls"), 100);
  EXPECT_EQ(number(answer, "interval"), 1800);
  EXPECT_EQ(number(answer, "aht"), 180);
  EXPECT_EQ(number(answer, "within"), 20);
  EXPECT_EQ(number(answer, "agents"), 14);
  expect_digits(number(answer, "p_wait"), 0.17413193, 8);
  expect_digits(number(answer, "service_level"), 0.88835002, 8);
  expect_digits(number(answer, "mean_wait"), 7.835937, 6);
  expect_digits(number(answer, "asa"), 7.835937, 6);
  EXPECT_EQ(number(answer, "p_abandon"), 0);
  expect_digits(number(answer, "occupancy"), 0.7143, 4);
  EXPECT_EQ(number(answer, "erlangs"), 10);
  EXPECT_FALSE(answer.contains("blocking"));
  EXPECT_FALSE(answer.contains("positions"));
}

TEST(ErlangCommand, AnswersErlangAWithAbandonment) {
  const auto answer =
      json("erlang a --calls 100 --interval 30m --aht 3m --within 20 --agents 14 --patience 300s");
  EXPECT_EQ(number(answer, "patience"), 300);
  expect_digits(number(answer, "p_wait"), 0.14526, 5);
  expect_digits(number(answer, "p_abandon"), 0.013984, 6);
  expect_digits(number(answer, "occupancy"), 0.704297, 6);
  expect_digits(number(answer, "mean_wait"), 0.069919 * 60, 4);
  expect_digits(number(answer, "service_level"), 0.916792, 6);
  EXPECT_LT(number(answer, "asa"), number(answer, "mean_wait"));
}

TEST(ErlangCommand, AnswersErlangBWithBlocking) {
  const auto answer = json("erlang b --calls 1 --interval 1h --aht 1h --trunks 2");
  EXPECT_DOUBLE_EQ(number(answer, "blocking"), 0.2);
  EXPECT_DOUBLE_EQ(number(answer, "service_level"), 0.8);
  EXPECT_DOUBLE_EQ(number(answer, "occupancy"), 0.4);
  EXPECT_EQ(number(answer, "p_wait"), 0);
  EXPECT_EQ(number(answer, "mean_wait"), 0);
  EXPECT_EQ(number(answer, "erlangs"), 1);
}

TEST(ErlangCommand, TakesTheLoadInErlangs) {
  const auto answer = json("erlang b --erlangs 8.108 --target-blocking 1%");
  EXPECT_EQ(number(answer, "agents"), 15);
  EXPECT_FALSE(answer.contains("calls"));
  EXPECT_FALSE(answer.contains("aht"));
  const auto waiting = json("erlang c --erlangs 10 --aht 180s --agents 14");
  expect_digits(number(waiting, "p_wait"), 0.17413193, 8);
}

TEST(ErlangCommand, FindsTheFewestAgentsAndTheirPositions) {
  const auto answer = json("erlang c --calls 100 --aht 180s --target 80% --shrinkage 30%");
  EXPECT_EQ(number(answer, "agents"), 14);
  EXPECT_EQ(number(answer, "positions"), 20);
  EXPECT_EQ(number(json("erlang a --calls 100 --aht 180s --patience 5m --target 0.8"), "agents"), 13);
  const auto strict = json("erlang a --calls 100 --aht 180s --patience 5m --target 80% --target-abandon 1%");
  EXPECT_EQ(number(strict, "agents"), 15);
  EXPECT_LE(number(strict, "p_abandon"), 0.01);
  const auto quick = json("erlang c --calls 100 --aht 180s --target-asa 20s");
  EXPECT_EQ(number(quick, "agents"), 13);
  EXPECT_LE(number(quick, "asa"), 20);
  EXPECT_EQ(number(json("erlang c --calls 100 --aht 180s --target-occupancy 70%"), "agents"), 15);
  EXPECT_EQ(number(json("erlang b --erlangs 8.108 --target 99%"), "agents"), 15);
}

TEST(ErlangCommand, CanLeaveAgentsUnrounded) {
  const auto answer = json("erlang c --calls 100 --aht 180s --target 80% --fractional --shrinkage 30%");
  const double agents = number(answer, "agents");
  EXPECT_GT(agents, 13);
  EXPECT_LT(agents, 14);
  EXPECT_NEAR(number(answer, "service_level"), 0.8, 1e-6);
  EXPECT_DOUBLE_EQ(number(answer, "positions"), agents / 0.7);
}

TEST(ErlangCommand, WritesNullForAWaitWithoutEnd) {
  const auto answer = json("erlang c --calls 100 --aht 180s --agents 10");
  EXPECT_TRUE(answer.at("mean_wait").is_null());
  EXPECT_TRUE(answer.at("asa").is_null());
  EXPECT_EQ(number(answer, "p_wait"), 1);
  EXPECT_EQ(number(answer, "service_level"), 0);
  EXPECT_EQ(number(answer, "occupancy"), 1);
}

TEST(ErlangCommand, NeedsNobodyForNoCalls) {
  EXPECT_EQ(number(json("erlang c --calls 0 --aht 180s --target 80% --shrinkage 30%"), "agents"), 0);
}

TEST(ErlangCommand, PrintsWhatItsSchemaDescribes) {
  std::ifstream file(TANDEM_SOURCE_DIR "/docs/reference/erlang.schema.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto schema = boost::json::parse(text).as_object();
  const auto& properties = schema.at("properties").as_object();
  std::set<std::string> seen;
  for (const std::string arguments : {"c --calls 100 --aht 180s --agents 10 --shrinkage 30%",
                                      "a --calls 9 --aht 3m --patience 2m --target 80%",
                                      "b --erlangs 8 --trunks 15", "b --calls 100 --aht 180s --target 99%"}) {
    const auto answer = json("erlang " + arguments);
    for (const auto& [key, value] : answer) {
      seen.insert(key);
      ASSERT_TRUE(properties.contains(key)) << key;
      const auto& property = properties.at(key).as_object();
      const bool may_be_null = property.contains("type") && property.at("type").is_array();
      EXPECT_TRUE(may_be_null || !value.is_null()) << key;
      if (value.is_null() || value.is_string()) continue;
      const double number_found = value.to_number<double>();
      EXPECT_GE(number_found, 0) << key;
      const auto* most = property.if_contains("maximum");
      EXPECT_LE(number_found, most != nullptr ? most->to_number<double>() : INFINITY) << key;
    }
    for (const auto& key : schema.at("required").as_array())
      EXPECT_TRUE(answer.contains(key.as_string())) << key;
  }
  EXPECT_EQ(seen.size(), properties.size());
}

TEST(ErlangCommand, ShowsTheNeighboursOfTheAnswer) {
  const Ran ran = run("erlang c --calls 100 --aht 180s --target 80% --shrinkage 30%");
  EXPECT_EQ(ran.out,
            R"(Erlang C: 100 calls in 30 min, 180 s each: 10 erlangs

   agents  positions  answered in 20 s  have to wait  mean wait  mean wait of answered  occupancy
       12         18           64.02 %       44.94 %     40.4 s                 40.4 s    83.33 %
       13         19           79.56 %       28.53 %     17.1 s                 17.1 s    76.92 %
>      14         20           88.84 %       17.41 %      7.8 s                  7.8 s    71.43 %
       15         22           94.15 %       10.20 %      3.7 s                  3.7 s    66.67 %
       16         23           97.06 %        5.73 %      1.7 s                  1.7 s    62.50 %

14 agents are the fewest for 80 % answered within 20 s.
With 30 % shrinkage that is 20 positions to roster.
)");
}

TEST(ErlangCommand, ShowsTrunksForErlangB) {
  const Ran ran = run("erlang b --erlangs 8.1 --target-blocking 1%");
  EXPECT_THAT(ran.out, HasSubstr("Erlang B: 8.1 erlangs\n"));
  EXPECT_THAT(ran.out, HasSubstr(">      15   0.99 %           8.0196    53.46 %\n"));
  EXPECT_THAT(ran.out, HasSubstr("15 trunks are the fewest for at most 1 % blocked.\n"));
}

TEST(ErlangCommand, SaysWhenTheQueueGrowsWithoutEnd) {
  const Ran ran = run("erlang c --calls 100 --aht 180s --agents 9");
  EXPECT_THAT(ran.out, HasSubstr("9 agents cannot carry 10 erlangs: the queue grows without end. It takes at "
                                 "least 11.\n"));
  EXPECT_THAT(ran.out, HasSubstr("endless"));
}

TEST(ErlangCommand, ShowsEveryTargetInItsWords) {
  const Ran ran =
      run("erlang a --calls 100 --aht 180s --patience 5m --target 80% --target-asa 10s --target-abandon 3% "
          "--target-occupancy 85% --fractional");
  EXPECT_THAT(
      ran.out,
      HasSubstr("agents are the fewest for 80 % answered within 20 s and a mean wait of the answered of at "
                "most 10 s and at most 3 % giving up and an occupancy of at most 85 %.\n"));
  EXPECT_THAT(ran.out, HasSubstr("callers wait 300 s on average before they give up"));
}

TEST(ErlangCommand, HelpShowsExamples) {
  const Ran ran = run("erlang --help");
  EXPECT_EQ(ran.exit, Exit::ok);
  EXPECT_THAT(ran.out, HasSubstr("Examples:\n  tandem erlang c --calls 100"));
}

TEST(ErlangCommand, SaysWhatIsMissingOrImpossible) {
  struct Case {
    std::string arguments, message;
  };
  const Case kCases[] = {
      {"c --calls 100 --aht 180s", "give either --agents or a target such as --target 80%"},
      {"c --calls 100 --aht 180s --agents 14 --target 80%", "give either --agents or a target"},
      {"c --aht 180s --agents 14", "give either --calls (with --aht) or --erlangs"},
      {"c --calls 100 --erlangs 10 --aht 180s --agents 14", "give either --calls (with --aht) or --erlangs"},
      {"c --calls 100 --agents 14", "give the mean handle time, such as --aht 180s"},
      {"c --calls 100 --aht 0s --agents 14", "--aht must be longer than 0"},
      {"c --calls 100 --interval 0s --aht 3m --agents 14", "--interval must be longer than 0"},
      {"c --calls 100 --aht 3x --agents 14", "'3x' is not a length of time"},
      {"c --calls 100 --aht 3m --agents 0", "0 agents are not possible"},
      {"c --calls -5 --aht 3m --agents 4", "--calls is -5; it must be 0 or more"},
      {"c --calls 100 --aht 3m --target 180%", "'180%' is not a share"},
      {"c --calls 100 --aht 3m --target 100%", "a service level of 1 cannot be a target"},
      {"c --calls 100 --aht 3m --target-abandon 3%", "needs the callers' mean patience"},
      {"c --calls 100 --aht 3m --target-blocking 3%", "--target-blocking is for Erlang B"},
      {"c --calls 100 --aht 3m --agents 14 --patience 5m", "--patience is for Erlang A"},
      {"c --calls 100 --aht 3m --agents 14 --shrinkage 100%", "a shrinkage of 1 is not possible"},
      {"a --calls 100 --aht 3m --agents 14", "Erlang A takes the callers' mean patience"},
      {"a --calls 100 --aht 3m --agents 14 --patience 0s", "a mean patience of 0 s is not possible"},
      {"b --calls 100 --aht 3m --target-asa 3s", "in Erlang B nobody waits"},
      {"b --calls 100 --aht 3m --target-blocking 0%", "a blocking of 0 cannot be a target"},
  };
  for (const auto& [arguments, message] : kCases) {
    const Ran ran = run("erlang " + arguments);
    EXPECT_EQ(ran.exit, Exit::usage) << arguments;
    EXPECT_EQ(ran.out, "") << arguments;
    EXPECT_THAT(ran.err, HasSubstr("tandem: ")) << arguments;
    EXPECT_THAT(ran.err, HasSubstr(message)) << arguments;
  }
  EXPECT_EQ(run("erlang d --calls 1 --aht 1 --agents 1").exit, Exit::usage);
  EXPECT_EQ(run("erlang c --calls many --aht 1 --agents 1").exit, Exit::usage);
  EXPECT_EQ(run("erlang c --calls 1e6 --interval 1s --aht 180s --target 80%").exit, Exit::data);
}

}  // namespace
}  // namespace tandem::app
