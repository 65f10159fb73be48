#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
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
  return run_captured(add_backtest_command, "backtest " + arguments, cancelled);
}

/// Eight weeks from Monday, 1 January 2024, on, Mondays to Fridays: half hours from 9:00 to 10:30 of 10, 20
/// and 30 calls, one more on each later weekday.
class BacktestCommand : public ::testing::Test {
 protected:
  static constexpr int kWeeks = 8;
  static int count_of(int weekday, int slot) { return 10 * (slot + 1) + weekday; }
  void SetUp() override {
    std::filesystem::create_directories(folder);
    std::ofstream counts(folder / "counts.csv"), calls(folder / "calls.csv");
    counts << "interval_start,offered\n";
    calls << "call_id,offered_at,ended_at,outcome\n";
    int id = 0;
    for (int day = 0; day < 7 * kWeeks; ++day) {
      if (day % 7 > 4) continue;
      const std::string date = to_text(LocalDay(std::chrono::year(2024) / 1 / 1) + std::chrono::days(day));
      for (int slot = 0; slot < 3; ++slot) {
        const int offered = count_of(day % 7, slot), minute = 9 * 60 + 30 * slot;
        counts << fmt::format("{} {:02}:{:02}:00,{}\n", date, minute / 60, minute % 60, offered);
        for (int i = 0; i < offered; ++i)
          calls << fmt::format("c{},{}T{:02}:{:02}:{:02}Z,{}T11:00:00Z,abandoned\n", id++, date, minute / 60,
                               minute % 60 + i / 2, i % 2, date);
      }
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::string file(const char* name) const { return (folder / name).string(); }
  boost::json::value json_of(const std::string& arguments) const {
    const CapturedRun ran = run(arguments + " --json");
    EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
    return boost::json::parse(ran.out);
  }

  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / fmt::format("tandem-backtest-{}", ::getpid());
};

TEST_F(BacktestCommand, PrintsWhatItsSchemaDescribes) {
  const auto value = json_of(file("counts.csv") + " --origins 10 --horizons 1d,1w,2w,3d");
  EXPECT_THAT(report::breaches(value, "backtest.schema.json"), IsEmpty());
  EXPECT_EQ(value.at("series").at("days"), 40);
  EXPECT_EQ(value.at("series").at("days_a_week"), 5);
  EXPECT_EQ(value.at("series").at("interval").to_number<double>(), 1'800);
  EXPECT_EQ(value.at("series").at("first"), "2024-02-12");
  EXPECT_EQ(value.at("series").at("last"), "2024-02-23");
  EXPECT_THAT(value.at("horizons").as_array(), SizeIs(4));
  EXPECT_THAT(value.at("baselines").as_array(), SizeIs(4));
  const auto& days = value.at("days").as_array();
  ASSERT_THAT(days, SizeIs(10));
  for (int day = 0; day < 10; ++day)
    for (int slot = 0; slot < 3; ++slot)
      EXPECT_EQ(days.at(std::size_t(day)).at("actual").at(std::size_t(slot)).to_number<int>(),
                count_of(day % 5, slot));
  // Weeks that repeat themselves.
  EXPECT_EQ(value.at("baselines").at(0).at("method"), "seasonal_naive");
  EXPECT_EQ(value.at("baselines").at(0).at("horizons").at(0).at("wape").to_number<double>(), 0);
  EXPECT_LT(value.at("horizons").at(0).at("wape").to_number<double>(), 0.02);
  EXPECT_EQ(value.at("horizons").at(0).at("mase"), nullptr) << "the naive forecast was never wrong";
  EXPECT_EQ(value.at("baselines").at(0).at("horizons").at(0).at("coverage90"), nullptr);
  EXPECT_EQ(value.at("horizons").at(0).at("slots"), 30);
}

TEST_F(BacktestCommand, ReadsCallsAsItReadsTheirCounts) {
  auto of_counts = json_of(file("counts.csv") + " --origins 10 --horizons 1d");
  auto of_calls = json_of(file("calls.csv") + " --origins 10 --horizons 1d");
  // How long it took is all that differs.
  for (auto* value : {&of_counts, &of_calls}) value->as_object().erase("run");
  EXPECT_EQ(of_counts, of_calls);
}

TEST_F(BacktestCommand, PrintsARowForEachMethodAndHorizon) {
  const CapturedRun ran = run(file("counts.csv") + " --origins 10 --horizons 1d,2w");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(
      ran.out,
      HasSubstr("40 days with calls, by 30 minutes; 2024-02-12 to 2024-02-23 were forecast from the days "
                "before, 5 of them a week."));
  for (const char* method :
       {"Tandem", "same weekday, last", "mean of its last 4", "mean of its last 6", "Holt-Winters"})
    for (const char* ahead : {"1d", "2w"})
      EXPECT_THAT(ran.out, ::testing::ContainsRegex(fmt::format("{} +{} +[0-9.]+ %", method, ahead)));
  EXPECT_THAT(ran.out, HasSubstr("WAPE: sum of |forecast - actual| / sum of actual"));
}

TEST_F(BacktestCommand, SaysHowManyDaysItTakes) {
  const CapturedRun ran = run(file("counts.csv") + " --origins 30 --horizons 1d,2w");
  EXPECT_EQ(ran.exit, Exit::data);
  EXPECT_THAT(ran.err,
              HasSubstr("40 days with calls are too few: to forecast the last 30 so far ahead takes 45; "
                        "forecast fewer of them (--origins), or nearer ones (--horizons)"));
}

TEST_F(BacktestCommand, SaysWhatIsWrongWithItsArguments) {
  const CapturedRun horizons = run(file("counts.csv") + " --horizons 1d,soon");
  EXPECT_EQ(horizons.exit, Exit::usage);
  EXPECT_THAT(horizons.err, HasSubstr("'soon'"));
  const CapturedRun finer = run(file("counts.csv") + " --interval 5m");
  EXPECT_EQ(finer.exit, Exit::usage);
  EXPECT_THAT(finer.err, HasSubstr("the counts are of 30 minutes each; ask for --interval 30m"));
  EXPECT_EQ(run(file("counts.csv") + " --interval 7m").exit, Exit::usage);
  EXPECT_EQ(run(file("counts.csv") + " --origins 0").exit, Exit::usage);
  EXPECT_EQ(run(file("counts.csv") + " --origins 1001").exit, Exit::usage);
  EXPECT_EQ(run("").exit, Exit::usage);
}

TEST_F(BacktestCommand, NamesTheFileThatIsNotThereAndTheOneWithoutCalls) {
  const CapturedRun missing = run(file("no-such-file.csv"));
  EXPECT_EQ(missing.exit, Exit::unreadable);
  EXPECT_THAT(missing.err, HasSubstr("no-such-file.csv"));
  std::ofstream(folder / "none.csv")
      << "interval_start,offered\n2024-01-01 09:00:00,0\n2024-01-01 09:30:00,0\n";
  const CapturedRun none = run(file("none.csv"));
  EXPECT_EQ(none.exit, Exit::data);
  EXPECT_THAT(none.err, HasSubstr("there are no calls in what was read"));
}

TEST_F(BacktestCommand, StopsWhenItIsAskedTo) {
  const CapturedRun ran = run(file("counts.csv") + " --origins 10", true);
  EXPECT_EQ(ran.exit, Exit::cancelled);
  EXPECT_THAT(ran.out, IsEmpty());
}

}  // namespace
}  // namespace tandem::app
