#include "plan/twin/twin.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/check.hpp"
#include "core/events/call_fold.hpp"
#include "plan/simulation/floor_run.hpp"
#include "plan/simulation/model_for_test.hpp"
#include "plan/twin/day_model.hpp"

namespace tandem::twin {
namespace {

using simulation::Distribution;

const std::atomic<bool> kNotCancelled = false;
const LocalDay kFirst{std::chrono::year(2024) / 1 / 1};

/// Folds what a run tells into the records that a log of it would have.
class Log final : public simulation::Recorder {
 public:
  void take(const routing::Fact&, const routing::Out& out) override {
    for (const CallEvent& event : out.calls) {
      if (event.kind == CallEventKind::offered)
        folds_[event.call].begin(event);
      else
        folds_[event.call].take(event);
    }
  }
  void left(CallId call) override {
    CallRecord record = folds_[call].record();
    record.type = CallTypeId(0);
    record.queue = QueueId(0);
    record.wrapup_end_at = Instant::none();
    records.push_back(record);
  }
  std::vector<CallRecord> records;

 private:
  std::map<CallId, CallFold> folds_;
};

Behaviour floor_behaviour() {
  Behaviour behaviour;
  behaviour.types.push_back(
      {.name = "help", .seen = true, .patience = Distribution::exponential(Duration::seconds(150))});
  AgentBehaviour agent{
      .known = true, .serves = {true}, .service = {Distribution::lognormal(Duration::seconds(200), 0.9)}};
  behaviour.agents.assign(6, agent);
  behaviour.stranger = agent;
  behaviour.pace.fill(1);
  behaviour.between_calls = Distribution::exponential(Duration::seconds(10));
  return behaviour;
}

/// Busy from eight to four, some days more than others.
DayObserved made_day(int number) {
  DayObserved day{.day = kFirst + std::chrono::days(number)};
  const Instant open = start_of_day(day.day, Zone::utc()) + Duration::hours(8);
  Random random(static_cast<std::uint64_t>(number) + 1);
  const double gap = 32 + 3 * static_cast<double>(number % 5);
  for (double at = random.exponential(gap); at < 8 * 3600; at += random.exponential(gap))
    day.arrivals.push_back({open + Duration::from_seconds(std::floor(at)), CallTypeId(0)});
  for (std::uint32_t agent = 0; agent < 6; ++agent)
    day.duty.push_back({AgentId(agent), {{open, open + Duration::hours(8)}}});
  return day;
}

std::vector<CallRecord> made_calls(int days) {
  const Behaviour behaviour = floor_behaviour();
  Log log;
  for (int number = 0; number < days; ++number) {
    const DayModel made = model_of(made_day(number), behaviour, Zone::utc(), {}, Random(1));
    simulation::FloorRun run(made.model, *routing::Router::create(made.model.plan),
                             static_cast<std::uint64_t>(number), 0, log);
    if (!run.run(kNotCancelled)) TANDEM_CHECK(false, "a made day runs");
  }
  std::ranges::stable_sort(log.records, {}, &CallRecord::offered_at);
  return log.records;
}

importing::Directory& directory() {
  static importing::Directory names;
  names.types.intern("help");
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) names.agents.intern(name);
  return names;
}

TwinOptions options(int train, int test) {
  return {.train_until = kFirst + std::chrono::days(train - 1),
          .test_until = kFirst + std::chrono::days(train + test - 1)};
}

TwinResult compared(const std::vector<CallRecord>& calls, const TwinOptions& options) {
  auto result = compare(calls, directory(), options, kNotCancelled);
  if (!result) TANDEM_CHECK(false, result.error().to_string());
  return *std::move(result);
}

TEST(Twin, AgreesWithDaysThatTheSimulatorMade) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const TwinResult result = compared(made_calls(31), options(24, 7));
  ASSERT_EQ(result.months.size(), 1U);
  ASSERT_EQ(result.days.size(), 7U);
  const MonthCompared& month = result.months.front();
  EXPECT_EQ(month.actual.offered(), month.simulated.offered());
  // What 95 % of such months come to, and two points for what was learned from 24 days only.
  EXPECT_NEAR(*month.simulated.service_level(), *month.actual.service_level(),
              *month.simulated.service_level_spread() + 0.02);
  EXPECT_NEAR(*month.simulated.abandonment(), *month.actual.abandonment(), 0.02);
  EXPECT_NEAR(*month.simulated.mean_wait_answered() / *month.actual.mean_wait_answered(), 1, 0.15);
  EXPECT_GT(*result.correlation, 0.5);
}

TEST(Twin, IsTheSameForAnyNumberOfThreads) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const std::vector<CallRecord> calls = made_calls(6);
  TwinOptions one = options(4, 2);
  TwinOptions three = one;
  three.threads = 3;
  const TwinResult a = compared(calls, one), b = compared(calls, three);
  for (std::size_t i = 0; i < a.days.size(); ++i)
    EXPECT_EQ(a.days[i].simulated.tally(), b.days[i].simulated.tally());
}

/// Changes what became of later calls, but neither when they came nor when agents were there.
std::vector<CallRecord> with_other_outcomes(std::vector<CallRecord> calls, LocalDay after) {
  std::map<AgentId, std::vector<CallRecord*>> served;
  for (CallRecord& call : calls) {
    if (Zone::utc().day_of(call.offered_at) <= after) continue;
    if (call.outcome == Outcome::answered)
      served[call.agent].push_back(&call);
    else
      call.ended_at = call.queued_at + Duration::seconds(1);  // gave up sooner
  }
  constexpr Duration kSurelyThere = Duration::minutes(14);
  for (auto& [agent, own] : served) {
    std::ranges::sort(own, {}, [](const CallRecord* call) { return call->answered_at; });
    for (std::size_t i = 1; i + 1 < own.size(); i += 2) {
      CallRecord& call = *own[i];
      if (own[i + 1]->answered_at - own[i - 1]->ended_at > kSurelyThere) continue;
      call.outcome = Outcome::abandoned;
      call.ended_at = call.answered_at;
      call.answered_at = call.ringing_at = Instant::none();
      call.agent = AgentId::none();
    }
  }
  return calls;
}

TEST(Twin, KnowsNothingOfTheWaitsOutcomesAndServicesOfTheDaysItSimulates) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const std::vector<CallRecord> calls = made_calls(8);
  const TwinOptions how = options(6, 2);
  const std::vector<CallRecord> others = with_other_outcomes(calls, how.train_until);
  ASSERT_EQ(observe_days(calls, Zone::utc()), observe_days(others, Zone::utc()));
  const TwinResult a = compared(calls, how), b = compared(others, how);
  for (std::size_t i = 0; i < a.days.size(); ++i) {
    EXPECT_EQ(a.days[i].simulated.tally(), b.days[i].simulated.tally());
    EXPECT_LT(b.days[i].actual.tally().answered, a.days[i].actual.tally().answered);
  }
}

TEST(Twin, NeedsDaysToLearnFromAndDaysToSimulate) {
  const std::vector<CallRecord> calls = made_calls(2);
  const auto untaught = compare(calls, directory(), options(0, 2), kNotCancelled);
  ASSERT_FALSE(untaught);
  EXPECT_EQ(untaught.error().message, "no calls until 2023-12-31, the last day to learn from");
  const auto nothing_later = compare(calls, directory(), options(2, 5), kNotCancelled);
  ASSERT_FALSE(nothing_later);
  EXPECT_EQ(nothing_later.error().message, "no calls after 2024-01-02 until 2024-01-07: no days to simulate");
}

TEST(Twin, StopsWhenItIsCancelled) {
  const std::atomic<bool> cancelled = true;
  const auto result = compare(made_calls(2), directory(), options(1, 1), cancelled);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::cancelled);
}

TEST(Twin, MonthsWithoutRecordsAreAbsent) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  std::vector<CallRecord> calls = made_calls(2);
  TwinOptions how = options(1, 200);
  const TwinResult result = compared(calls, how);
  ASSERT_EQ(result.months.size(), 1U);
  EXPECT_EQ(result.months[0].month, std::chrono::year(2024) / 1);
  EXPECT_FALSE(result.correlation);
}

}  // namespace
}  // namespace tandem::twin
