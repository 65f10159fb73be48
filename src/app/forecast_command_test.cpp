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
using ::testing::Not;
using ::testing::SizeIs;

CapturedRun run(const std::string& arguments, bool cancelled = false) {
  return run_captured(add_forecast_command, "forecast " + arguments, cancelled);
}

/// Eight weeks from Monday, 1 January 2024, on, Mondays to Fridays: half hours from 9:00 to 10:30 of 40 calls
/// for the queue "north" and 20 for "south", of 200 and 100 seconds.
class ForecastCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder);
    std::ofstream counts(folder / "counts.csv");
    counts << "interval_start,queue,offered,mean_handle\n";
    for (int day = 0; day < 7 * 8; ++day) {
      if (day % 7 > 4) continue;
      const std::string date = to_text(LocalDay(std::chrono::year(2024) / 1 / 1) + std::chrono::days(day));
      for (const int minute : {540, 570, 600}) {
        const std::string start = fmt::format("{} {:02}:{:02}:00", date, minute / 60, minute % 60);
        counts << start << ",north,40,200\n" << start << ",south,20,100\n";
      }
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::string file(const char* name) const { return (folder / name).string(); }
  std::string content(const char* name) const {
    std::ifstream in(folder / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  boost::json::value json_of(const std::string& arguments) const {
    const CapturedRun ran = run(arguments + " --json");
    EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
    return boost::json::parse(ran.out);
  }

  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / fmt::format("tandem-forecast-{}", ::getpid());
};

TEST_F(ForecastCommand, PrintsWhatItsSchemaDescribes) {
  const auto value = json_of(file("counts.csv") + " --horizon 1w --by queue");
  EXPECT_THAT(report::breaches(value, "forecast.schema.json"), IsEmpty());
  const auto& streams = value.at("streams").as_array();
  ASSERT_THAT(streams, SizeIs(3));
  EXPECT_EQ(streams.at(1).at("name"), "north");
  EXPECT_EQ(streams.at(2).at("name"), "south");
  ASSERT_THAT(streams.at(0).at("days").as_array(), SizeIs(5));
  const auto& monday = streams.at(0).at("days").at(0);
  EXPECT_EQ(monday.at("day"), "2024-02-26");
  EXPECT_NEAR(monday.at("calls").to_number<double>(), 180, 2);
  const auto& nine = monday.at("intervals").at(0);
  EXPECT_EQ(nine.at("start"), "09:00");
  EXPECT_NEAR(nine.at("handle_seconds").to_number<double>(), (40 * 200 + 20 * 100) / 60.0, 0.1);
  EXPECT_NEAR(nine.at("erlangs").to_number<double>(), 60 * 166.7 / 1800, 0.1);
  EXPECT_NEAR(streams.at(2).at("days").at(0).at("calls").to_number<double>(), 60, 2);
}

TEST_F(ForecastCommand, WritesIntervalsThatItReads) {
  ASSERT_EQ(run(file("counts.csv") + " --horizon 3w --by queue --csv " + file("coming.csv")).exit, Exit::ok);
  EXPECT_THAT(content("coming.csv"), HasSubstr("2024-02-26 09:00,30,north,40,"));
  const auto again = json_of(file("coming.csv") + " --horizon 1w");
  EXPECT_EQ(again.at("streams").at(0).at("days_known"), 15);
}

TEST_F(ForecastCommand, WritesSamplesAndAPage) {
  const CapturedRun ran = run(file("counts.csv") + " --horizon 1w --paths 2 --paths-csv " +
                              file("paths.csv") + " --html " + file("page.html") + " --lang ru");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(content("paths.csv"), HasSubstr("path,queue,interval_start,calls\n1,all,2024-02-26 09:00,"));
  EXPECT_THAT(content("paths.csv"), HasSubstr("\n2,all,2024-03-01 10:00,"));
  EXPECT_THAT(content("page.html"), HasSubstr("Сколько будет звонков"));
  EXPECT_THAT(content("page.html"), HasSubstr("<svg"));
}

TEST_F(ForecastCommand, TakesTheMorningIntoAccount) {
  const CapturedRun ran = run(file("counts.csv") + " --now '2024-02-23 09:30' --horizon 1d");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("learned from 39 days"));
  EXPECT_THAT(ran.out, HasSubstr("Fri 2024-02-23    180"));
  EXPECT_EQ(run(file("counts.csv") + " --now '2024-02-24 09:30'").exit, Exit::usage) << "a day without calls";
  EXPECT_EQ(run(file("counts.csv") + " --now noon").exit, Exit::usage);
}

TEST_F(ForecastCommand, KeepsHolidaysAndOwnDaysApart) {
  std::ofstream(folder / "days.csv") << "date,name,closed\n2024-02-27,Stocktaking,yes\n";
  const CapturedRun ran = run(file("counts.csv") + " --horizon 1w --special-days " + file("days.csv"));
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("2024-02-26"));
  EXPECT_THAT(ran.out, Not(HasSubstr("2024-02-27")));
  const CapturedRun unknown = run(file("counts.csv") + " --country FR");
  EXPECT_EQ(unknown.exit, Exit::usage);
  EXPECT_THAT(unknown.err,
              HasSubstr("--country FR: its holidays are not known; there are US, GB, DE, RU and IL"));
}

TEST_F(ForecastCommand, ForetellsALaunchWithoutACall) {
  const CapturedRun ran = run(
      "--subscribers 200000 --industry telecom --open 'Mon-Fri 08:00-20:00' --from 2026-02-02 --horizon 1w");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("before the first call"));
  EXPECT_THAT(ran.out, HasSubstr("Mon 2026-02-02"));
  EXPECT_EQ(run("--subscribers 200000 --industry telecom").exit, Exit::usage) << "no --from and no calls";
  EXPECT_THAT(run("--subscribers 2000 --industry banc --from 2026-02-02").err, HasSubstr("telecom"));
  EXPECT_EQ(run("--subscribers 2000 --from 2026-02-02").exit, Exit::usage);
}

TEST_F(ForecastCommand, SaysWhatIsWrongWithItsArguments) {
  EXPECT_EQ(run("").exit, Exit::usage);
  for (const char* wrong : {" --horizon soon", " --horizon 0d", " --horizon 500d", " --by agent",
                            " --interval 7m", " --now '2024-02-23 09:30' --by queue"})
    EXPECT_EQ(run(file("counts.csv") + wrong).exit, Exit::usage) << wrong;
  EXPECT_EQ(run(file("no-such-file.csv")).exit, Exit::unreadable);
  EXPECT_EQ(run(file("counts.csv"), true).exit, Exit::cancelled);
}

}  // namespace
}  // namespace tandem::app
