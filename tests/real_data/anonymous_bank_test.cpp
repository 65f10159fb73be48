// Every month of the Anonymous Bank's log, imported and counted, against the figures published with it.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/kpi/tally.hpp"
#include "plan/import/importer.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(TANDEM_REAL_DATA_DIR) / "anonymous-bank";

struct Day {
  kpi::Tally tally;
  std::set<std::string> servers;
};

/// Counts calls by their day and month under the rules that the published figures follow: 20 s, at most.
class DailyTallies final : public importing::RecordSink {
 public:
  explicit DailyTallies(const importing::Directory& directory) : directory_(directory) {}
  Result<void> take(const importing::Batch& batch) override {
    for (const CallRecord& call : batch.calls) {
      broken_orders += order_broken(call).empty() ? 0 : 1;
      const auto local = zone_->to_local(call.offered_at);
      const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(local));
      Day& day =
          days[fmt::format("{}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()))];
      kpi::count(day.tally, rules_, call);
      kpi::count(total, rules_, call);
      if (call.agent.known()) day.servers.emplace(directory_.agents.name(call.agent));
    }
    return {};
  }

  std::map<std::string, Day> days;
  kpi::Tally total;
  std::uint64_t broken_orders = 0;

 private:
  const importing::Directory& directory_;
  const Zone* zone_ = *Zone::find("Asia/Jerusalem");
  kpi::Rules rules_;
};

std::int64_t whole_seconds(std::int64_t microseconds) {
  EXPECT_EQ(microseconds % 1'000'000, 0);
  return microseconds / 1'000'000;
}

struct Month {
  std::string file;
  std::uint64_t rows, agent, hang_in_menu, hang_in_queue, phantom, answered_in_20_s;
  std::string mean_wait_answered, mean_wait_abandoned;
};
std::ostream& operator<<(std::ostream& out, const Month& month) { return out << month.file; }

/// ../shared/data/README.md
const Month kMonths[] = {
    {"january", 31599, 27060, 1198, 3101, 240, 16402, "35.03", "60.72"},
    {"february", 33344, 27162, 1941, 3963, 278, 16209, "40.77", "65.53"},
    {"march", 38801, 27847, 1943, 8604, 407, 11387, "92.90", "84.68"},
    {"april", 32036, 23583, 2454, 5694, 305, 10606, "77.24", "84.30"},
    {"may", 39553, 29923, 2068, 7144, 418, 14213, "67.00", "70.85"},
    {"june", 37935, 31193, 1755, 4665, 322, 17762, "48.52", "70.29"},
    {"july", 39022, 29596, 2218, 6830, 378, 12890, "75.73", "81.21"},
};

std::string mean(std::int64_t microseconds, std::uint32_t count) {
  return fmt::format("{:.2f}", static_cast<double>(microseconds) / 1e6 / count);
}

class AnonymousBank : public testing::TestWithParam<Month> {};

TEST_P(AnonymousBank, EveryFigureOfAMonthComesOut) {
  const fs::path file = kFolder / (GetParam().file + ".txt");
  if (!fs::exists(file)) GTEST_SKIP() << "the real data is not there: " << file;
  importing::Directory directory;
  DailyTallies counted(directory);
  const std::vector<std::string> paths = {file.string()};
  const auto quality = importing::import_files(paths, {}, directory, counted);
  ASSERT_TRUE(quality) << quality.error().to_string();

  const Month& month = GetParam();
  EXPECT_EQ(quality->rows_read, month.rows);
  EXPECT_EQ(quality->rows_refused, 0U);
  EXPECT_EQ(quality->rows_ignored, month.phantom);
  EXPECT_EQ(quality->rows_used, month.rows - month.phantom);
  EXPECT_EQ(counted.broken_orders, 0U);
  const kpi::Tally& total = counted.total;
  EXPECT_EQ(total.offered, month.agent + month.hang_in_queue);
  EXPECT_EQ(total.answered, month.agent);
  EXPECT_EQ(total.abandoned, month.hang_in_queue);
  EXPECT_EQ(total.in_menu, month.hang_in_menu);
  EXPECT_EQ(total.answered_in_threshold, month.answered_in_20_s);
  EXPECT_EQ(mean(total.wait_answered_total, total.answered), month.mean_wait_answered);
  EXPECT_EQ(mean(total.wait_abandoned_total, total.abandoned), month.mean_wait_abandoned);
}

INSTANTIATE_TEST_SUITE_P(Months, AnonymousBank, testing::ValuesIn(kMonths),
                         [](const auto& month) { return month.param.file; });

TEST(AnonymousBankYear, EveryFigureOfEveryDayComesOut) {
  const fs::path facts = kFolder / "facts_by_day.csv";
  if (!fs::exists(facts)) GTEST_SKIP() << "the real data is not there: " << facts;
  importing::Directory directory;
  DailyTallies counted(directory);
  const std::vector<std::string> paths = {(kFolder / "*.txt").string()};
  const auto quality = importing::import_files(paths, {}, directory, counted);
  ASSERT_TRUE(quality) << quality.error().to_string();

  std::ifstream in(facts);
  std::string line;
  std::getline(in, line);
  std::erase(line, '\r');
  ASSERT_EQ(line,
            "date,calls,agent,hang_in_vru,hang_in_queue,phantom,sum_q_time_agent,agent_q_le_20s,"
            "sum_ser_time_agent,sum_q_time_hang_in_queue,distinct_servers");
  std::size_t days = 0;
  std::int64_t phantoms = 0;
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string date;
    std::getline(fields, date, ',');
    std::vector<std::int64_t> fact;
    for (std::string field; std::getline(fields, field, ',');) fact.push_back(std::stoll(field));
    ASSERT_EQ(fact.size(), 10U) << line;
    ++days;
    phantoms += fact[4];
    ASSERT_TRUE(counted.days.contains(date)) << date;
    const Day& day = counted.days[date];
    const kpi::Tally& tally = day.tally;
    const std::vector<std::int64_t> found = {std::int64_t{tally.offered} + tally.in_menu + fact[4],
                                             tally.answered,
                                             tally.in_menu,
                                             tally.abandoned,
                                             fact[4],
                                             whole_seconds(tally.wait_answered_total),
                                             tally.answered_in_threshold,
                                             whole_seconds(tally.talk_total),
                                             whole_seconds(tally.wait_abandoned_total),
                                             static_cast<std::int64_t>(day.servers.size())};
    EXPECT_EQ(found, fact) << date;
  }
  EXPECT_EQ(days, counted.days.size());
  EXPECT_EQ(static_cast<std::uint64_t>(phantoms), quality->ignored.at("phantom call"));
}

}  // namespace
}  // namespace tandem
