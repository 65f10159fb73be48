#include "core/kpi/group_fold.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <thread>
#include <tuple>

#include "core/base/random.hpp"
#include "core/kpi/grouped_calls.hpp"

namespace tandem::kpi {
namespace {

constexpr std::uint32_t kQueues = 7;
constexpr std::int64_t kHalfHourUs = 1'800'000'000;

/// Keeps waits in memory.
class MemoryStore final : public WaitStore {
 public:
  Result<std::uint64_t> append(std::span<const std::byte> bytes) override {
    const std::uint64_t place = bytes_.size();
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return place;
  }
  Result<void> read(std::uint64_t place, std::span<std::byte> into) const override {
    if (place + into.size() > bytes_.size()) return failure(ErrorCode::unreadable, "there is no such record");
    if (!into.empty()) std::memcpy(into.data(), bytes_.data() + place, into.size());
    return {};
  }
  std::size_t size() const { return bytes_.size(); }

 private:
  std::vector<std::byte> bytes_;
};

std::vector<CallRecord> calls_of(std::uint64_t seed, std::size_t count) {
  Random random(seed);
  std::vector<CallRecord> calls(count);
  for (CallRecord& call : calls) {
    call.queue = QueueId(static_cast<std::uint32_t>(random.below(kQueues)));
    call.client = ClientId(call.queue.index() / 2);
    call.offered_at =
        Instant::from_seconds(1'700'000'000 + static_cast<std::int64_t>(random.below(86'400 * 3)));
    call.queued_at = call.offered_at + Duration::seconds(2);
    const Duration wait = Duration::from_seconds(random.exponential(random.below(100) == 0 ? 5'000 : 30));
    call.outcome = random.below(5) == 0 ? Outcome::abandoned : Outcome::answered;
    call.ended_at = call.queued_at + wait;
    if (call.outcome == Outcome::answered) {
      call.answered_at = call.queued_at + wait;
      call.ended_at = call.answered_at + Duration::seconds(100);
    }
  }
  return calls;
}

Breakdown by_queue_and_half_hour() {
  Breakdown breakdown;
  breakdown.client = breakdown.queue = true;
  breakdown.time = TimeKey::interval;
  return breakdown;
}

std::vector<SeriesRank> rank_by_queue(std::span<const Series> all) {
  std::vector<SeriesRank> ranks;
  for (const Series& series : all) ranks.push_back({.before_time = series.queue.index(), .after_time = 0});
  return ranks;
}

/// Every group's figures as text, in order.
std::vector<std::string> figures(const std::vector<std::unique_ptr<GroupFold>>& folds) {
  const GroupedCalls groups(folds, rank_by_queue);
  IntervalClock clock(TimeKey::interval, Duration::minutes(30), Zone::utc());
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < groups.size(); ++row) {
    WaitSample sample;
    EXPECT_TRUE(groups.gather(row, sample));
    const Tally tally = groups.tally(row);
    rows.push_back(fmt::format("{}/{} {} {} {} {} {} {}", groups.series(row).client.index(),
                               groups.series(row).queue.index(),
                               clock.start_of(groups.slot(row)).microseconds(), tally.offered, tally.answered,
                               tally.wait_answered_total + tally.wait_abandoned_total, tally.talk_total,
                               sample.percentile(0.9).microseconds()));
  }
  return rows;
}

std::vector<std::string> figures_by_sorting(const std::vector<CallRecord>& calls) {
  struct Naive {
    Tally tally;
    std::vector<std::int64_t> waits;
  };
  std::map<std::tuple<std::uint32_t, std::int64_t>, Naive> groups;
  for (const CallRecord& call : calls) {
    const std::int64_t start = call.offered_at.microseconds() / kHalfHourUs * kHalfHourUs;
    Naive& naive = groups[{call.queue.index(), start}];
    const Counted counted = count(naive.tally, Rules{}, call);
    if (counted.waited) naive.waits.push_back(counted.wait.microseconds());
  }
  std::vector<std::string> rows;
  for (auto& [key, naive] : groups) {
    std::ranges::sort(naive.waits);
    const auto [queue, start] = key;
    rows.push_back(
        fmt::format("{}/{} {} {} {} {} {} {}", queue / 2, queue, start, naive.tally.offered,
                    naive.tally.answered, naive.tally.wait_answered_total + naive.tally.wait_abandoned_total,
                    naive.tally.talk_total, naive.waits[nearest_rank(0.9, naive.waits.size()) - 1]));
  }
  return rows;
}

TEST(GroupFold, GivesEveryGroupTheFiguresOfItsCalls) {
  const auto calls = calls_of(1, 50'000);
  std::vector<std::unique_ptr<GroupFold>> folds;
  folds.push_back(std::make_unique<GroupFold>(by_queue_and_half_hour(), Rules{}, FoldLimits{}));
  for (std::size_t at = 0; at < calls.size(); at += 100)
    ASSERT_TRUE(folds.front()->add(std::span(calls).subspan(at, 100)));
  EXPECT_EQ(figures(folds), figures_by_sorting(calls));
}

TEST(GroupFold, OfSeveralWorkersAtOnceGivesTheSame) {
  const auto calls = calls_of(2, 60'000);
  for (const unsigned threads : {2U, 3U}) {
    std::vector<std::unique_ptr<GroupFold>> folds;
    for (unsigned i = 0; i < threads; ++i)
      folds.push_back(std::make_unique<GroupFold>(by_queue_and_half_hour(), Rules{}, FoldLimits{}));
    {
      std::vector<std::jthread> running;
      for (unsigned i = 0; i < threads; ++i)
        running.emplace_back([&calls, &fold = *folds[i], i, threads] {
          for (std::size_t at = i * 100; at < calls.size(); at += threads * 100)
            EXPECT_TRUE(fold.add(std::span(calls).subspan(at, 100)));
        });
    }
    EXPECT_EQ(figures(folds), figures_by_sorting(calls));
  }
}

TEST(GroupFold, GivesTheSameWhereWaitsGoToTheStore) {
  const auto calls = calls_of(3, 800'000);
  MemoryStore store;
  std::vector<std::unique_ptr<GroupFold>> folds;
  folds.push_back(std::make_unique<GroupFold>(by_queue_and_half_hour(), Rules{},
                                              FoldLimits{.wait_bytes = 1, .store = &store}));
  for (std::size_t at = 0; at < calls.size(); at += 500)
    ASSERT_TRUE(folds.front()->add(std::span(calls).subspan(at, 500)));
  EXPECT_GT(store.size(), 1'000'000) << "the waits were stored more than once";
  EXPECT_EQ(figures(folds), figures_by_sorting(calls));
}

TEST(GroupFold, CountsSeriesOfOneRankAsOne) {
  const auto calls = calls_of(4, 5'000);
  Breakdown breakdown = by_queue_and_half_hour();
  breakdown.time = TimeKey::none;
  std::vector<std::unique_ptr<GroupFold>> folds;
  folds.push_back(std::make_unique<GroupFold>(breakdown, Rules{}, FoldLimits{}));
  ASSERT_TRUE(folds.front()->add(calls));
  const GroupedCalls all(
      folds, [](std::span<const Series> series) { return std::vector<SeriesRank>(series.size()); });
  ASSERT_EQ(all.size(), 1);
  EXPECT_EQ(all.tally(0).offered, 5'000);
}

TEST(GroupFold, LeavesOutCallsWithoutTheInstantThatAttributesThem) {
  Rules rules;
  rules.attribution = Attribution::answered;
  auto calls = calls_of(5, 1'000);
  const auto answered = std::ranges::count(calls, Outcome::answered, &CallRecord::outcome);
  Breakdown breakdown;
  std::vector<std::unique_ptr<GroupFold>> folds;
  folds.push_back(std::make_unique<GroupFold>(breakdown, rules, FoldLimits{}));
  ASSERT_TRUE(folds.front()->add(calls));
  const GroupedCalls groups(folds,
                            [](std::span<const Series> all) { return std::vector<SeriesRank>(all.size()); });
  ASSERT_EQ(groups.size(), 1);
  EXPECT_EQ(groups.tally(0).offered, answered);
}

}  // namespace
}  // namespace tandem::kpi
