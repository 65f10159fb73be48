// Days of the Anonymous Bank, simulated from what the days before them show.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "plan/analysis/call_table.hpp"
#include "plan/analysis/calls_in_order.hpp"
#include "plan/import/importer.hpp"
#include "plan/twin/twin.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;

TEST(AnonymousBankTwin, TellsTheFirstDaysOfMayFromApril) {
#ifndef NDEBUG
  GTEST_SKIP() << "takes minutes where the router checks itself after every step";
#endif
  const fs::path folder = fs::path(TANDEM_REAL_DATA_DIR) / "anonymous-bank";
  if (!fs::exists(folder)) GTEST_SKIP() << "the real data is not there: " << folder;
  importing::Directory directory;
  analysis::CallTable table;
  const std::vector<std::string> paths = {(folder / "april.txt").string(), (folder / "may.txt").string()};
  const auto quality = importing::import_files(paths, {}, directory, table);
  ASSERT_TRUE(quality) << quality.error().to_string();
  const analysis::CallsInOrder calls(table, ClientId::none());
  twin::TwinOptions options{.train_until = LocalDay(std::chrono::year(1999) / 4 / 30),
                            .test_until = LocalDay(std::chrono::year(1999) / 5 / 13),
                            .zone = *Zone::find(quality->home_zone),
                            .replications = 4};
  const std::atomic<bool> cancelled = false;
  const auto result = twin::compare(calls.calls(), directory, options, cancelled);
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_EQ(result->behaviour.credit, Duration::seconds(90));  // as the bank's log is documented
  ASSERT_EQ(result->months.size(), 1U);
  ASSERT_EQ(result->days.size(), 13U);
  const auto& may = result->months.front();
  EXPECT_EQ(may.simulated.offered(), may.actual.offered());
  EXPECT_NEAR(*may.simulated.service_level(), *may.actual.service_level(), 0.05);
  EXPECT_NEAR(*may.simulated.abandonment(), *may.actual.abandonment(), 0.03);
  EXPECT_NEAR(*may.simulated.mean_wait_answered() / *may.actual.mean_wait_answered(), 1, 0.2);
}

}  // namespace
}  // namespace tandem
