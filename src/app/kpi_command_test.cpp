#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "app/captured_run.hpp"

namespace tandem::app {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kHeader =
    "call_id,client,queue,caller,agent,offered_at,queued_at,answered_at,ended_at,wrapup_end_at,outcome\n";

/// A file that is gone with its object.
class File {
 public:
  explicit File(const std::string& rows) {
    char name[] = "/tmp/tandem-kpi-XXXXXX";
    const int descriptor = ::mkstemp(name);
    path_ = name;
    const std::string bytes = std::string(kHeader) + rows;
    EXPECT_EQ(::write(descriptor, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    ::close(descriptor);
  }
  ~File() { ::unlink(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

using Ran = CapturedRun;
Ran run(const std::string& arguments) { return run_captured(add_kpi_command, "kpi " + arguments); }

std::string clock_text(int second) {
  return fmt::format("2025-03-04T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60);
}
std::string answered(const std::string& client, const std::string& queue, int offered, int wait, int talk,
                     int acw) {
  const int at = offered + wait;
  return fmt::format("c,{},{},,Ann,{},{},{},{},{},answered\n", client, queue, clock_text(offered),
                     clock_text(offered), clock_text(at), clock_text(at + talk), clock_text(at + talk + acw));
}
std::string abandoned(const std::string& client, const std::string& queue, int offered, int wait) {
  return fmt::format("c,{},{},,,{},{},,{},,abandoned\n", client, queue, clock_text(offered),
                     clock_text(offered), clock_text(offered + wait));
}

constexpr int kEight = 8 * 3600;

TEST(KpiCommand, OfAHeaderAloneGivesNoRowsAndSucceeds) {
  const File file("");
  const Ran json = run(file.path() + " --by client,queue,interval --format json");
  EXPECT_EQ(json.exit, Exit::ok);
  EXPECT_EQ(json.out, "[]\n");
  EXPECT_EQ(run(file.path() + " --by queue --format csv").out,
            "queue,interval_start,offered,answered,abandoned,abandoned_short,answered_in_threshold,"
            "service_level,mean_wait,"
            "mean_wait_answered,mean_wait_abandoned,mean_talk,mean_acw,max_wait,p90_wait\n");
}

TEST(KpiCommand, CountsByClientQueueAndInterval) {
  const File file(
      answered("Acme", "Billing", kEight + 60, 10, 100, 20) +
      answered("Acme", "Billing", kEight + 90, 35, 50, 0) + abandoned("Acme", "Billing", kEight + 100, 12) +
      abandoned("Acme", "Billing", kEight + 1'900, 30) + answered("\"A, B\"", "Billing", kEight, 0, 10, 10));
  EXPECT_EQ(run(file.path() + " --by client,queue,interval --short 15s --format csv").out,
            "client,queue,interval_start,offered,answered,abandoned,abandoned_short,answered_in_threshold,"
            "service_level,"
            "mean_wait,mean_wait_answered,mean_wait_abandoned,mean_talk,mean_acw,max_wait,p90_wait\n"
            "\"A, B\",Billing,2025-03-04T08:00:00Z,1,1,0,0,1,1,0,0,,10,10,0,0\n"
            "Acme,Billing,2025-03-04T08:00:00Z,3,2,1,1,1,0.3333333333333333,19,22.5,12,75,10,35,35\n"
            "Acme,Billing,2025-03-04T08:30:00Z,1,0,1,0,0,0,30,,30,,,30,30\n");
}

TEST(KpiCommand, WithoutKeysGivesOneRowForAll) {
  const File file(answered("Acme", "a", kEight, 5, 10, 0) + abandoned("Bolt", "b", kEight, 40));
  const auto rows = boost::json::parse(run(file.path() + " --format json").out).as_array();
  ASSERT_EQ(rows.size(), 1);
  const auto& row = rows[0].as_object();
  EXPECT_EQ(row.begin()->key(), "interval_start");
  EXPECT_EQ(row.at("offered").as_int64(), 2);
  EXPECT_DOUBLE_EQ(row.at("service_level").to_number<double>(), 0.5);
  EXPECT_TRUE(row.at("interval_start").is_null());
}

TEST(KpiCommand, PrintsWhatItsSchemaDescribes) {
  std::ifstream schema_file(TANDEM_SOURCE_DIR "/docs/reference/kpi.schema.json");
  const std::string text{std::istreambuf_iterator<char>(schema_file), {}};
  const auto items = boost::json::parse(text).at("items").as_object();
  const auto& properties = items.at("properties").as_object();
  const File file(answered("Acme", "a", kEight, 5, 10, 0) + abandoned("Acme", "b", kEight, 40));
  std::set<std::string> seen;
  for (const std::string by : {"", " --by client,queue,type,agent,day", " --by week", " --by month"}) {
    const auto rows = boost::json::parse(run(file.path() + by + " --format json").out).as_array();
    ASSERT_FALSE(rows.empty());
    for (const auto& row : rows) {
      for (const auto& [key, value] : row.as_object()) {
        seen.insert(key);
        ASSERT_TRUE(properties.contains(key)) << key;
        EXPECT_TRUE(!value.is_null() || properties.at(key).at("type").is_array()) << key;
      }
      for (const auto& key : items.at("required").as_array())
        EXPECT_TRUE(row.as_object().contains(key.as_string())) << key;
    }
  }
  EXPECT_EQ(seen.size(), properties.size());
}

TEST(KpiCommand, RoundsForPeopleInATable) {
  const File file(answered("Acme", "a", kEight, 5, 10, 0) + answered("Acme", "a", kEight, 8, 10, 0) +
                  abandoned("Acme", "a", kEight, 40));
  EXPECT_THAT(run(file.path() + " --by queue").out,
              testing::ContainsRegex("\na  .* 66\\.67 % .* 17\\.7 .* 6\\.5 "));
}

TEST(KpiCommand, CountsCallsThatEndInTheMenuApart) {
  const std::string in_menu =
      fmt::format("c,Acme,a,,,{},,,{},,abandoned\n", clock_text(kEight), clock_text(kEight + 5));
  const std::string closed = fmt::format("c,Acme,a,,,{},{},,{},,out_of_hours\n", clock_text(kEight),
                                         clock_text(kEight), clock_text(kEight + 5));
  const File file(in_menu + closed);
  const auto row = boost::json::parse(run(file.path() + " --format json").out).at(0).as_object();
  EXPECT_EQ(row.at("offered").as_int64(), 1);
  EXPECT_EQ(row.at("abandoned").as_int64(), 0);
  EXPECT_TRUE(row.at("service_level").is_null());
  EXPECT_TRUE(row.at("p90_wait").is_null());
}

TEST(KpiCommand, GivesTheSixFormulasTheirTestVector) {
  std::string rows;
  for (int i = 0; i < 1'000; ++i) rows += answered("Acme", "a", kEight + i, i < 860 ? 20 : 21, 10, 0);
  for (int i = 0; i < 60; ++i) rows += abandoned("Acme", "a", kEight + i, i < 10 ? 4 : i < 20 ? 20 : 30);
  const File file(rows);
  const std::map<std::string, double> expected = {{"strict", 81.13},
                                                  {"drop_short", 81.90},
                                                  {"credit_short", 82.08},
                                                  {"ignore_abandoned_in_threshold", 82.69},
                                                  {"credit_abandoned_in_threshold", 83.02},
                                                  {"answered_only", 86.00}};
  for (const auto& [definition, percent] : expected) {
    const auto row =
        boost::json::parse(run(file.path() + " --format json --definition " + definition).out).at(0);
    EXPECT_NEAR(row.at("service_level").to_number<double>() * 100, percent, 0.005) << definition;
  }
}

TEST(KpiCommand, CountsByLocalDayWeekAndMonth) {
  const File file(answered("Acme", "a", 23 * 3600 + 1800, 5, 10, 0));  // the next day in Berlin
  const std::string by = " --zone Europe/Berlin --format csv --by ";
  EXPECT_THAT(run(file.path() + by + "day").out, HasSubstr("\n2025-03-05,2025-03-05T00:00:00+01:00,1,"));
  EXPECT_THAT(run(file.path() + by + "week,queue").out,
              HasSubstr("\n2025-W10,a,2025-03-03T00:00:00+01:00,1,"));
  EXPECT_THAT(run(file.path() + by + "month").out, HasSubstr("\n2025-03,2025-03-01T00:00:00+01:00,1,"));
  EXPECT_THAT(run(file.path() + by + "hour").out, HasSubstr("\n2025-03-05T00:00:00+01:00,1,"));
}

TEST(KpiCommand, FillsEmptyIntervalsWhereAsked) {
  const File file(answered("Acme", "a", kEight, 5, 10, 0) + answered("Acme", "b", kEight + 3'600, 5, 10, 0));
  const Ran ran = run(file.path() + " --by queue,interval --fill --format csv");
  EXPECT_EQ(std::ranges::count(ran.out, '\n'), 1 + 6);
  EXPECT_THAT(ran.out, HasSubstr("\na,2025-03-04T08:30:00Z,0,0,0,0,0,,,,,,,,\n"));
}

TEST(KpiCommand, CountsQueuesOfOneNameAsOneWhereClientsAreNotToldApart) {
  const File file(answered("Acme", "Billing", kEight, 5, 10, 0) +
                  answered("Bolt", "Billing", kEight, 15, 10, 0));
  const auto rows = boost::json::parse(run(file.path() + " --by queue --format json").out).as_array();
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].at("offered").as_int64(), 2);
  EXPECT_EQ(rows[0].at("p90_wait").to_number<double>(), 15);
}

TEST(KpiCommand, CountsOneClientWhereAsked) {
  const File file(answered("Acme", "a", kEight, 5, 10, 0) + answered("Bolt", "b", kEight, 15, 10, 0));
  const auto rows =
      boost::json::parse(run(file.path() + " --client Bolt --by queue --format json").out).as_array();
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].at("queue").as_string(), "b");
}

TEST(KpiCommand, FailsForAClientThatNoCallNames) {
  const File file(answered("Acme", "a", kEight, 5, 10, 0) + answered("Bolt", "b", kEight, 15, 10, 0));
  const Ran ran = run(file.path() + " --client Acne --by queue --format json");
  EXPECT_EQ(ran.exit, Exit::unreadable);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "tandem: the calls name no client 'Acne'; they name Acme, Bolt\n");
  const File header("");
  EXPECT_EQ(run(header.path() + " --client Acne --format json").out, "[]\n");
}

TEST(KpiCommand, SaysWhoseClockItFollowsWhereNobodySaid) {
  const File file(answered("Acme", "a", 23 * 3600 + 1800, 5, 10, 0));
  EXPECT_EQ(run(file.path() + " --by day").err,
            "tandem: days are UTC; --zone Europe/Berlin gives local ones\n");
  EXPECT_EQ(run(file.path() + " --by day --zone Europe/Berlin").err, "");
  EXPECT_EQ(run(file.path() + " --by queue").err, "");
  EXPECT_EQ(run(file.path() + " --by interval").err, "");
}

TEST(KpiCommand, GivesTheSameForAnyNumberOfThreadsAndLittleMemory) {
  std::string rows;
  for (int i = 0; i < 30'000; ++i)
    rows += answered("Acme", fmt::format("q{}", i % 7), 6 * 3600 + i % 40'000, i % 90, 100, 10);
  const File file(rows);
  const std::string by = " --by queue,interval --format csv";
  const std::string expected = run(file.path() + by + " --threads 1").out;
  EXPECT_EQ(std::ranges::count(expected, '\n'), 1 + 7 * 17);
  for (const char* other :
       {" --threads 2", " --threads 5", " --threads 1 --memory 1", " --threads 3 --memory 1"})
    EXPECT_EQ(run(file.path() + by + other).out, expected) << other;
}

TEST(KpiCommand, AlignsATableForPeople) {
  const File file(answered("Acme", "Billing", kEight, 5, 10, 0) + answered("Acme", "Ф", kEight, 5, 10, 0));
  EXPECT_THAT(run(file.path() + " --by queue").out, HasSubstr("\nФ              1 "));
}

TEST(KpiCommand, RefusesWhatMakesNoSense) {
  const File file("");
  const auto error = [&](const std::string& arguments) {
    const Ran ran = run(file.path() + " " + arguments);
    EXPECT_EQ(ran.exit, Exit::usage) << arguments;
    return ran.err;
  };
  EXPECT_THAT(error("--by client,client"), HasSubstr("--by names client twice"));
  EXPECT_THAT(error("--by skill"),
              HasSubstr("there is no such key; use client, queue, type, agent, and one of"));
  EXPECT_THAT(error("--by day,month"), HasSubstr("one of interval, hour, day, week and month, not two"));
  EXPECT_THAT(error("--definition asa"),
              HasSubstr("no service-level formula; use one of strict, drop_short"));
  EXPECT_THAT(error("--short 30s"), HasSubstr("--short 30s is longer than --threshold 20s"));
  EXPECT_EQ(run("").exit, Exit::usage);
}

TEST(KpiCommand, AsksForAZoneAndFailsWhereTooMuchIsRefused) {
  const File local("c,Acme,a,,,2025-03-04T08:00:00,2025-03-04T08:00:01,,2025-03-04T08:00:09,,abandoned\n");
  const Ran asks = run(local.path());
  EXPECT_EQ(asks.exit, Exit::usage);
  EXPECT_THAT(asks.err, HasSubstr("--zone"));
  EXPECT_EQ(run(local.path() + " --zone Europe/Berlin").exit, Exit::ok);
  const File broken("broken\n" + answered("Acme", "a", kEight, 5, 10, 0));
  EXPECT_EQ(run(broken.path()).exit, Exit::data);
  EXPECT_EQ(run(broken.path() + " --max-refused 50%").exit, Exit::ok);
  EXPECT_EQ(run("/nowhere/calls.csv").exit, Exit::unreadable);
}

}  // namespace
}  // namespace tandem::app
