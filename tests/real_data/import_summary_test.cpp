// What `tandem import` says of each month of the Anonymous Bank, against the days of facts_by_day.csv.
#include "app/import_summary.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "plan/import/importer.hpp"

namespace tandem::app {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(TANDEM_REAL_DATA_DIR) / "anonymous-bank";

/// Days with calls by month, "1999-02".
std::map<std::string, std::int64_t> days_by_month() {
  std::ifstream facts(kFolder / "facts_by_day.csv");
  std::map<std::string, std::int64_t> days;
  std::string line;
  std::getline(facts, line);
  while (std::getline(facts, line)) ++days[line.substr(0, 7)];
  return days;
}

TEST(ImportSummary, CountsTheDaysOfEachMonthInTheBanksZone) {
  if (!fs::exists(kFolder)) GTEST_SKIP() << "the real data is not there: " << kFolder;
  const auto days = days_by_month();
  const std::vector<std::string> months = {"january", "february", "march", "april", "may", "june", "july"};
  ASSERT_EQ(days.size(), months.size());
  auto month = days.begin();
  for (const std::string& name : months) {
    importing::Directory directory;
    ImportSummary summary(nullptr);
    const std::vector<std::string> paths = {(kFolder / (name + ".txt")).string()};
    const auto quality = importing::import_files(paths, {}, directory, summary);
    ASSERT_TRUE(quality) << quality.error().to_string();
    EXPECT_EQ(summary.zone().name(), "Asia/Jerusalem") << name;
    EXPECT_EQ(summary.days_with_calls(), month->second) << name;
    ++month;
  }
}

}  // namespace
}  // namespace tandem::app
