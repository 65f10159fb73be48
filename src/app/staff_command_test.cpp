#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "app/captured_run.hpp"
#include "core/base/zone.hpp"
#include "plan/report/schema_for_test.hpp"

namespace tandem::app {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

CapturedRun run(const std::string& arguments, bool cancelled = false) {
  return run_captured(add_staff_command, "staff " + arguments, cancelled);
}

/// Eight weeks from Monday, 1 January 2024, on, Mondays to Fridays: 100 calls in each half hour from 9:00 to
/// 10:30.
class StaffCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder);
    std::ofstream counts(folder / "counts.csv");
    counts << "interval_start,offered\n";
    for (int day = 0; day < 7 * 8; ++day) {
      if (day % 7 > 4) continue;
      const std::string date = to_text(LocalDay(std::chrono::year(2024) / 1 / 1) + std::chrono::days(day));
      for (const char* start : {"09:00", "09:30", "10:00"}) counts << date << " " << start << ":00,100\n";
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::string file(const char* name) const { return (folder / name).string(); }

  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / fmt::format("tandem-staff-{}", ::getpid());
};

TEST_F(StaffCommand, PrintsWhatItsSchemaDescribes) {
  const CapturedRun ran = run(file("counts.csv") + " --handle 180s --horizon 1w --shrinkage 20% --json");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  const auto value = boost::json::parse(ran.out);
  EXPECT_THAT(report::breaches(value, "staff.schema.json"), IsEmpty());
  ASSERT_THAT(value.at("days").as_array(), SizeIs(5));
  // 100 calls of 180 s take 14 agents by Erlang C.
  EXPECT_EQ(value.at("days").at(0).at("intervals").at(1).at("agents"), 14);
  EXPECT_DOUBLE_EQ(value.at("agent_hours").to_number<double>(), 5 * 3 * 14 * 0.5);
  EXPECT_DOUBLE_EQ(value.at("paid_hours").to_number<double>(), 5 * 3 * 14 * 0.5 / 0.8);
  EXPECT_EQ(value.at("promise").at("patience_seconds"), nullptr) << "counts say nothing of it";
}

TEST_F(StaffCommand, WritesTheTableThatARosterIsMadeOf) {
  ASSERT_EQ(
      run(file("counts.csv") + " --handle 180s --patience 5m --horizon 1w --csv " + file("agents.csv")).exit,
      Exit::ok);
  std::ifstream in(folder / "agents.csv");
  const std::string table{std::istreambuf_iterator<char>(in), {}};
  EXPECT_THAT(table, HasSubstr("interval_start,agents\n2024-02-26 09:00,13\n"));
}

TEST_F(StaffCommand, KeepsADaysPromiseWithAProbability) {
  const CapturedRun ran =
      run(file("counts.csv") + " --handle 180s --horizon 1w --over day --probability 90% --paths 50");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("of each day answered within 20 s, with a probability of 90 %"));
  EXPECT_THAT(ran.out, HasSubstr("Of 50 courses that the days may take"));
}

/// A desk that is open from 9 to 10, at which as many call an hour later.
TEST_F(StaffCommand, WhoMeetsClosedDoorsTakesNoAgent) {
  std::ofstream calls(folder / "calls.csv");
  calls << "call_id,client,queue,offered_at,queued_at,answered_at,ended_at,outcome\n";
  int id = 0;
  for (int day = 0; day < 7 * 4; ++day) {
    const std::string date = to_text(LocalDay(std::chrono::year(2024) / 1 / 1) + std::chrono::days(day));
    for (int minute = 0; minute < 60; minute += 3) {
      const std::string at = fmt::format("{}T09:{:02}:00Z", date, minute);
      calls << fmt::format("{},c,q,{},{},{},{}T09:{:02}:59Z,answered\n", ++id, at, at, at, date, minute + 2);
      const std::string late = fmt::format("{}T10:{:02}:00Z", date, minute);
      calls << fmt::format("{},c,q,{},,,{}T10:{:02}:10Z,out_of_hours\n", ++id, late, date, minute);
    }
  }
  calls.close();
  const CapturedRun ran = run(file("calls.csv") + " --zone UTC --horizon 1d --json");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  const auto value = boost::json::parse(ran.out);
  for (const auto& interval : value.at("days").at(0).at("intervals").as_array()) {
    const bool open = interval.at("start").as_string().starts_with("09");
    EXPECT_EQ(interval.at("agents").to_number<int>() > 0, open) << interval.at("start").as_string();
  }
}

TEST_F(StaffCommand, SaysWhatIsWrongWithItsArguments) {
  const CapturedRun without = run(file("counts.csv"));
  EXPECT_EQ(without.exit, Exit::usage);
  EXPECT_THAT(without.err, HasSubstr("say how long a call takes with --handle"));
  for (const char* wrong : {" --sla 180/20", " --over month", " --probability 1", " --probability 0",
                            " --patience 0s", " --handle 0s", " --shrinkage 100%", " --horizon soon"})
    EXPECT_EQ(run(file("counts.csv") + " --handle 180s" + wrong).exit, Exit::usage) << wrong;
  EXPECT_EQ(run(file("counts.csv") + " --handle 180s", true).exit, Exit::cancelled);
}

}  // namespace
}  // namespace tandem::app
