#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "app/captured_run.hpp"
#include "plan/report/schema_for_test.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::app {
namespace {

using report::breaches;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// The guide's floor for a bank and a shop, on few days: `--rounds 1`.
CapturedRun pool(const std::string& more, bool cancelled = false) {
  const std::string guide = TANDEM_SOURCE_DIR "/docs/guide/models/";
  return run_captured(
      add_pool_command,
      "pool " + guide + "shared-floor.json --days 2 --check-days 3 --rounds 1 --threads 1 " + more,
      cancelled);
}

const std::string kTargets = "--targets " TANDEM_SOURCE_DIR "/docs/guide/targets/shared-floor.json ";

TEST(PoolCommand, SaysWhatClientsGainAndWhatASpikeDoes) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const CapturedRun ran = pool(kTargets + "--spike 40%");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("A floor for a bank and a shop: together "));
  EXPECT_THAT(ran.out, HasSubstr("Shares by Shapley's value"));
  EXPECT_THAT(ran.out, HasSubstr("of a client's calls 40 % more, on 3 other days"));
  EXPECT_THAT(ran.out, HasSubstr("shop, no guarantees"));
}

TEST(PoolCommand, PrintsJsonAsItsSchemaSays) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const CapturedRun ran = pool(kTargets + "--json");
  EXPECT_EQ(ran.exit, Exit::ok) << ran.err;
  EXPECT_THAT(breaches(boost::json::parse(ran.out), "pool.schema.json"), IsEmpty());
}

TEST(PoolCommand, EndsAsItsExitCodesSay) {
  EXPECT_EQ(pool(kTargets, true).exit, Exit::cancelled);
  EXPECT_EQ(pool(kTargets + "--spike much").exit, Exit::usage);
  EXPECT_EQ(pool("").exit, Exit::usage);
  EXPECT_EQ(pool("--targets /nowhere.json").exit, Exit::unreadable);
  const CapturedRun one = run_captured(
      add_pool_command, "pool " TANDEM_SOURCE_DIR "/docs/guide/models/help-desk.json --sla 80/20");
  EXPECT_EQ(one.exit, Exit::data);
  EXPECT_THAT(one.err, HasSubstr("(clients): are 1: from 2 to 30 can be pooled"));
}

}  // namespace
}  // namespace tandem::app
