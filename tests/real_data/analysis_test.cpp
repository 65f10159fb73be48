// The analysis of the Anonymous Bank's months against what is published of them, what their days count to,
// and the holidays of Israel in 1999.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "plan/analysis/analyse.hpp"
#include "plan/import/importer.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;
using analysis::Analysis;
using analysis::DayKind;
using testing::IsSupersetOf;

const fs::path kFolder = fs::path(TANDEM_REAL_DATA_DIR) / "anonymous-bank";

std::string text_of(LocalDay day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

Analysis analysis_of(const std::string& files) {
  importing::Directory directory;
  analysis::CallTable table;
  const std::vector<std::string> paths = {(kFolder / files).string()};
  const auto quality = importing::import_files(paths, {}, directory, table);
  EXPECT_TRUE(quality) << quality.error().to_string();
  analysis::Options options;
  options.zone = *Zone::find(quality->home_zone);
  auto analysis = analysis::analyse(table, directory, *quality, options);
  EXPECT_TRUE(analysis) << analysis.error().to_string();
  return *std::move(analysis);
}

class AnonymousBankAnalysis : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (fs::exists(kFolder)) all_ = std::make_unique<Analysis>(analysis_of("*.txt"));
  }
  static void TearDownTestSuite() { all_.reset(); }
  void SetUp() override {
    if (!all_) GTEST_SKIP() << "the real data is not there: " << kFolder;
  }
  static const Analysis& all() { return *all_; }
  static std::set<std::string> special(const Analysis& analysis, std::set<DayKind> kinds) {
    std::set<std::string> days;
    for (const auto& day : analysis.special_days) {
      if (kinds.contains(day.kind)) days.insert(text_of(day.day));
    }
    return days;
  }

 private:
  static std::unique_ptr<Analysis> all_;
};
std::unique_ptr<Analysis> AnonymousBankAnalysis::all_;

const std::set kFewer = {DayKind::missing, DayKind::low_volume, DayKind::short_day};

TEST_F(AnonymousBankAnalysis, CallsAndWaitsAreThoseOfTheSevenMonths) {
  EXPECT_EQ(all().total.offered, 236'365U);
  EXPECT_EQ(all().total.answered, 196'364U);
  EXPECT_EQ(all().total.abandoned, 40'001U);
  // 16402 + 16209 + 11387 + 10606 + 14213 + 17762 + 12890 answered within 20 s.
  EXPECT_NEAR(*all().service_levels.overall[0], 99'469.0 / 236'365, 1e-12);
  EXPECT_NEAR(*all().service_levels.overall[5], 99'469.0 / 196'364, 1e-12);
  EXPECT_EQ(all().max_wait, 2'733);
  EXPECT_EQ(all().quality.formats, std::vector<std::string>{"anonymous-bank"});
}

TEST_F(AnonymousBankAnalysis, EveryDayHasTheCallsOfTheFacts) {
  std::map<std::string, std::int64_t> offered;
  for (const auto& day : all().days) offered[text_of(day.day)] = day.offered;
  std::ifstream in(kFolder / "facts_by_day.csv");
  std::string line;
  std::getline(in, line);
  std::set<std::string> seen;
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string date, calls, agent, in_menu, in_queue;
    for (auto* field : {&date, &calls, &agent, &in_menu, &in_queue}) std::getline(fields, *field, ',');
    EXPECT_EQ(offered[date], std::stoll(agent) + std::stoll(in_queue)) << date;
    seen.insert(date);
  }
  for (const auto& [date, calls] : offered) EXPECT_TRUE(seen.contains(date) || calls == 0) << date;
}

TEST_F(AnonymousBankAnalysis, MissingDaysAndHolidaysStandOut) {
  EXPECT_EQ(special(all(), {DayKind::missing}),
            (std::set<std::string>{"1999-01-11", "1999-01-12", "1999-05-21"}));
  EXPECT_THAT(special(all(), kFewer),
              IsSupersetOf({"1999-03-02",                   // Purim
                            "1999-03-31", "1999-04-01",     // Passover and its eve
                            "1999-04-06", "1999-04-07",     // its last day and the eve of that
                            "1999-04-20", "1999-04-21",     // Memorial Day and Independence Day
                            "1999-05-17",                   // the election
                            "1999-05-20", "1999-05-21",     // Shavuot and its eve
                            "1999-07-22", "1999-07-24"}));  // Tisha B'Av; a Saturday of one half hour
  EXPECT_THAT(special(all(), {DayKind::high_volume}), IsSupersetOf({"1999-05-23"}));
}

TEST_F(AnonymousBankAnalysis, UsualDaysDoNotStandOut) {
  EXPECT_LE(all().special_days.size(), 24U);
  int fridays = 0;
  for (const auto& day : all().special_days) {
    const bool friday = std::chrono::weekday(day.day) == std::chrono::Friday;
    if (!friday) continue;
    // 12 March ended at noon, 21 May is Shavuot, 2 July had twice the calls.
    EXPECT_TRUE((std::set<std::string>{"1999-03-12", "1999-05-21", "1999-07-02"}.contains(text_of(day.day))));
    ++fridays;
  }
  EXPECT_LE(fridays, 3);
}

TEST_F(AnonymousBankAnalysis, ASingleMonthTellsItsHolidaysToo) {
  EXPECT_THAT(special(analysis_of("april.txt"), kFewer),
              IsSupersetOf({"1999-04-01", "1999-04-06", "1999-04-07", "1999-04-20", "1999-04-21"}));
  EXPECT_EQ(special(analysis_of("january.txt"), kFewer), (std::set<std::string>{"1999-01-11", "1999-01-12"}));
  EXPECT_TRUE(analysis_of("june.txt").special_days.empty());
}

TEST_F(AnonymousBankAnalysis, TheWeekIsThatOfTheBank) {
  const auto& map = all().heat_map;
  // Sunday to Thursday 1,400 to 1,650 calls; Friday to 14:00, Saturday evening.
  for (const int weekday : {0, 1, 2, 3, 6}) {
    EXPECT_GT(*map.calls_per_day[std::size_t(weekday)], 1'400) << weekday;
    EXPECT_LT(*map.calls_per_day[std::size_t(weekday)], 1'650) << weekday;
  }
  EXPECT_NEAR(*map.calls_per_day[4], 458, 30);
  EXPECT_NEAR(*map.calls_per_day[5], 157, 20);
  for (int i = 30; i < 48; ++i)
    EXPECT_FALSE(map.required_agents[std::size_t(4 * 48 + i)]) << "Friday after 15:00";
  EXPECT_EQ(all().requirement.peak_weekday, 0);
  EXPECT_GE(all().requirement.peak_interval, 19);
  EXPECT_LE(all().requirement.peak_interval, 21);
}

TEST_F(AnonymousBankAnalysis, PatienceAndServiceLookAsThePapersDescribeThem) {
  // Brown et al. 2005 and Mandelbaum, Sakov & Zeltyn 2000: service about lognormal with a mean of three
  // minutes, patience longer than waits by several times, with a hazard that is highest in the first seconds.
  EXPECT_NEAR(*all().mean_talk, 190, 5);
  EXPECT_GT(all().handle_time.lognormal->r_squared_qq, 0.94);
  EXPECT_GT(*all().patience.mean_exponential, 4 * *all().mean_wait);
  EXPECT_GT(all().patience.hazard.front(), 2 * all().patience.hazard[20]);
}

TEST_F(AnonymousBankAnalysis, AgentsOnDutyNearlyCarryTheLoad) {
  EXPECT_TRUE(all().agents.known);
  EXPECT_GT(*all().agents.occupancy, 0.55);
  EXPECT_LT(*all().agents.occupancy, 0.85);
  std::int64_t calls = 0;
  for (const auto& agent : all().agents.list) calls += agent.calls;
  EXPECT_EQ(calls + all().time_quality.calls_without_agent, all().total.answered);
}

/// Totals of five minutes of another bank; its README names the holidays that are absent.
TEST(NorthAmericanBankAnalysis, TheAbsentHolidaysAreMissingAndNoOtherDayStandsOut) {
  const fs::path file = fs::path(TANDEM_REAL_DATA_DIR) / "north-american-bank" / "calls_5min.csv";
  if (!fs::exists(file)) GTEST_SKIP() << "the real data is not there: " << file;
  importing::Directory directory;
  analysis::CallTable table;
  importing::Options import;
  import.zone = *Zone::find("America/New_York");
  const std::vector<std::string> paths = {file.string()};
  const auto quality = importing::import_files(paths, import, directory, table);
  ASSERT_TRUE(quality) << quality.error().to_string();
  analysis::Options options;
  options.zone = import.zone;
  const auto analysis = analysis::analyse(table, directory, *quality, options);
  ASSERT_TRUE(analysis) << analysis.error().to_string();
  EXPECT_TRUE(analysis->totals_only);
  EXPECT_EQ(analysis->open_days, 120);
  std::vector<std::string> days;
  for (const auto& day : analysis->special_days) {
    EXPECT_EQ(day.kind, DayKind::missing);
    days.push_back(text_of(day.day));
  }
  EXPECT_THAT(days, testing::ElementsAre("2003-04-04", "2003-04-07", "2003-05-26", "2003-07-04"));
}

}  // namespace
}  // namespace tandem
