// Days of the Anonymous Bank, simulated from what the days before them show.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/check.hpp"
#include "plan/analysis/call_table.hpp"
#include "plan/analysis/calls_in_order.hpp"
#include "plan/import/importer.hpp"
#include "plan/twin/twin.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;

/// Some months of the bank, trained until the last of April and compared until a day; nothing where they are
/// not there.
std::optional<twin::TwinResult> compared(const std::vector<std::string>& months, LocalDay test_until,
                                         std::uint32_t replications) {
  importing::Directory directory;
  analysis::CallTable table;
  std::vector<std::string> paths;
  for (const std::string& month : months)
    paths.push_back((fs::path(TANDEM_REAL_DATA_DIR) / "anonymous-bank" / (month + ".txt")).string());
  if (!fs::exists(paths.front())) return std::nullopt;
  const auto quality = importing::import_files(paths, {}, directory, table);
  if (!quality) TANDEM_CHECK(false, quality.error().to_string());
  const analysis::CallsInOrder calls(table, ClientId::none());
  twin::TwinOptions options{.train_until = LocalDay(std::chrono::year(1999) / 4 / 30),
                            .test_until = test_until,
                            .zone = *Zone::find(quality->home_zone),
                            .replications = replications,
                            .threads = 2};
  const std::atomic<bool> cancelled = false;
  auto result = twin::compare(calls.calls(), directory, options, cancelled);
  if (!result) TANDEM_CHECK(false, result.error().to_string());
  return *std::move(result);
}

void expect_near(const twin::MonthCompared& month) {
  EXPECT_EQ(month.simulated.offered(), month.actual.offered());
  EXPECT_NEAR(*month.simulated.service_level(), *month.actual.service_level(), 0.05);
  EXPECT_NEAR(*month.simulated.abandonment(), *month.actual.abandonment(), 0.03);
  EXPECT_NEAR(*month.simulated.mean_wait_answered() / *month.actual.mean_wait_answered(), 1, 0.2);
}

TEST(AnonymousBankTwin, TellsTheFirstDaysOfMayFromApril) {
#ifndef NDEBUG
  GTEST_SKIP() << "takes minutes where the router checks itself after every step";
#endif
  const auto result = compared({"april", "may"}, LocalDay(std::chrono::year(1999) / 5 / 13), 4);
  if (!result) GTEST_SKIP() << "the real data is not there: " << TANDEM_REAL_DATA_DIR;
  EXPECT_EQ(result->behaviour.credit, Duration::seconds(90));  // as the bank's log is documented
  ASSERT_EQ(result->months.size(), 1U);
  ASSERT_EQ(result->days.size(), 13U);
  expect_near(result->months.front());
}

TEST(AnonymousBankTwin, TellsMayToJulyFromTheMonthsBefore) {
#ifndef NDEBUG
  GTEST_SKIP() << "takes minutes where the router checks itself after every step";
#endif
  if (std::getenv("TANDEM_FULL") == nullptr) GTEST_SKIP() << "takes a minute: ./test --full runs it";
  const auto result = compared({"january", "february", "march", "april", "may", "june", "july"},
                               LocalDay(std::chrono::year(1999) / 7 / 31), 10);
  if (!result) GTEST_SKIP() << "the real data is not there: " << TANDEM_REAL_DATA_DIR;
  ASSERT_EQ(result->months.size(), 3U);
  for (const twin::MonthCompared& month : result->months) expect_near(month);
  ASSERT_TRUE(result->correlation);
  EXPECT_GT(*result->correlation, 0.8);
}

}  // namespace
}  // namespace tandem
