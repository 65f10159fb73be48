// A native queue_log, imported and counted, against what its events say.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/kpi/tally.hpp"
#include "plan/import/importer.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;

class Kept final : public importing::RecordSink {
 public:
  Result<void> take(const importing::Batch& batch) override {
    calls.insert(calls.end(), batch.calls.begin(), batch.calls.end());
    agents.insert(agents.end(), batch.agents.begin(), batch.agents.end());
    return {};
  }
  std::vector<CallRecord> calls;
  std::vector<AgentInterval> agents;
};

TEST(AsteriskQueueLog, ARealLogGivesEveryCallItsOutcomeAndWait) {
  const fs::path file = fs::path(TANDEM_REAL_DATA_DIR) / "asterisk" / "queue_log";
  if (!fs::exists(file)) GTEST_SKIP() << "the real data is not there: " << file;
  importing::Directory directory;
  Kept kept;
  const std::vector<std::string> paths = {file.string()};
  const auto quality = importing::import_files(paths, {}, directory, kept);
  ASSERT_TRUE(quality) << quality.error().to_string();
  EXPECT_EQ(quality->rows_read, 278U);
  EXPECT_EQ(quality->rows_refused, 0U);
  EXPECT_EQ(quality->notes.at("call whose end is not in the log"), 1U);
  EXPECT_EQ(quality->notes.at("answered call whose end is not in the log"), 1U);
  EXPECT_TRUE(quality->repairs.empty());

  kpi::Tally tally;
  std::uint64_t rings = 0;
  std::uint64_t broken_orders = 0;
  for (const CallRecord& call : kept.calls) {
    kpi::count(tally, {}, call);
    rings += call.rings_unanswered;
    broken_orders += order_broken(call).empty() ? 0 : 1;
  }
  EXPECT_EQ(kept.calls.size(), 21U);
  EXPECT_EQ(broken_orders, 0U);
  EXPECT_EQ(tally.answered, 8U);
  EXPECT_EQ(tally.abandoned, 12U);
  EXPECT_EQ(tally.unfinished, 1U);
  EXPECT_EQ(tally.talk_known, 7U);
  EXPECT_EQ(tally.talk_total, Duration::seconds(3 + 4 + 8 + 12 + 5 + 13 + 0).microseconds());
  // The stated waits: of the answered 1, 2, 36, 6, 84, 4, 5, 5.
  EXPECT_EQ(tally.wait_answered_total, Duration::seconds(1 + 2 + 36 + 6 + 84 + 4 + 5 + 5).microseconds());
  EXPECT_EQ(directory.agents.size(), 9U);
  EXPECT_EQ(rings, 221U);
}

}  // namespace
}  // namespace tandem
