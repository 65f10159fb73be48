// What holds of every step of every run, whatever is simulated.
#include "plan/simulation/floor_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/events/call_record.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::simulation {
namespace {

using routing::Fact;
using routing::FactKind;
using routing::Out;

/// Follows every call through its events.
class Observer final : public Recorder {
 public:
  explicit Observer(std::uint32_t agents) : agents_(agents) {}

  void take(const Fact& fact, const Out& out) override {
    EXPECT_LE(now_, fact.at) << "time goes back";
    // Where a step is over, nobody waits whom somebody free could serve; a phone that is answered at once is
    // no end of a step.
    if (fact.at > now_) expect_work_conserved();
    waiting_time_ += static_cast<std::int64_t>(waiting_) * (fact.at - now_).microseconds();
    now_ = fact.at;
    for (const CallEvent& event : out.calls) take(event);
  }
  void left(CallId call) override {
    const auto found = events_.find(call);
    ASSERT_NE(found, events_.end()) << "who leaves has come";
    const CallRecord record = fold(found->second);
    EXPECT_EQ(order_broken(record), "");
    EXPECT_NE(record.outcome, Outcome::unfinished);
    EXPECT_EQ(found->second.front().kind, CallEventKind::offered);
    for (std::size_t i = 1; i < found->second.size(); ++i)
      EXPECT_LE(found->second[i - 1].at, found->second[i].at);
    waits_ += record.wait().value_or(Duration()).microseconds();
    records.push_back(record);
    events_.erase(found);
  }

  void finish() const {
    EXPECT_TRUE(events_.empty()) << "callers are left on the floor";
    EXPECT_EQ(waiting_, 0);
    EXPECT_EQ(waiting_time_, waits_) << "Little's law: the number waiting over time, and the waits of all";
  }
  bool conserves_work = false;
  std::vector<CallRecord> records;

 private:
  void take(const CallEvent& event) {
    auto& events = events_[event.call];
    if (event.kind == CallEventKind::offered) {
      EXPECT_TRUE(events.empty()) << "an id is two calls'";
    }
    const bool waited = waits(events);
    events.push_back(event);
    waiting_ += static_cast<int>(waits(events)) - static_cast<int>(waited);
    if (event.kind == CallEventKind::ringing) ++busy_;
    if (event.kind == CallEventKind::ring_no_answer || event.kind == CallEventKind::ring_cancelled) --busy_;
    if (event.kind == CallEventKind::ended && event.agent.known()) --busy_;
    EXPECT_GE(waiting_, 0);
  }
  /// From the first queue to the first answer, or to where the caller goes.
  static bool waits(const std::vector<CallEvent>& events) {
    bool waiting = false;
    for (const CallEvent& event : events) {
      if (event.kind == CallEventKind::queued) waiting = true;
      if (event.kind == CallEventKind::abandoned || event.kind == CallEventKind::ended) waiting = false;
      if (event.kind == CallEventKind::answered) return false;
    }
    return waiting;
  }
  void expect_work_conserved() const {
    if (!conserves_work || waiting_ == 0) return;
    EXPECT_EQ(busy_, static_cast<int>(agents_));
  }

  std::map<CallId, std::vector<CallEvent>> events_;
  std::uint32_t agents_;
  Instant now_ = Instant::from_seconds(0);
  int waiting_ = 0;
  int busy_ = 0;
  std::int64_t waiting_time_ = 0;
  std::int64_t waits_ = 0;
};

/// Skills, refused rings, retries, transfers, balking and times of the day.
constexpr std::string_view kMixed = R"({"length": "1d", "zone": "Europe/Berlin", "start": "2024-03-31",
  "skills": ["fr"],
  "queues": [{"name": "de", "agents_by": "least_occupied", "not_ready_after_unanswered": false, "ring_for": "12s"},
             {"name": "fr", "stages": [{"access": [{"skills": [{"skill": "fr", "level": 3}]}]},
                                       {"access": [{}], "wait": "40s"}],
              "wait_max": "3m", "when_waited": {"treatment": "other_queue", "queue": "de"}}],
  "groups": [
    {"name": "shift", "shifts": [{"agents": 6, "hours": "Mon-Sun 06:00-22:00",
       "breaks": [{"after": "2h", "for": "15m"}, {"after": "5h", "for": "45m"}]}],
     "late": {"exponential": "3m"}, "stays_on": {"exponential": "3m"}, "break_overrun": {"exponential": "1m"},
     "answers_after": {"exponential": "5s"}, "ring_refused": 0.1},
    {"name": "always", "agents": 3, "skills": [{"skill": "fr", "level": 5}], "speed": 1.25, "speed_cv": 0.3}],
  "types": [
    {"name": "de", "queue": "de", "talk": {"lognormal": {"mean": "3m", "cv": 1.2}},
     "arrivals": {"calls": [5, 0, 9, 40, 45, 30], "period": "4h", "day_cv": 0.3, "period_cv": 0.2, "period_correlation": 0.5},
     "after_call_work": {"exponential": "40s"}, "patience": {"exponential": "90s"}, "balking": 0.05,
     "priorities": [{"priority": 0, "share": 0.7}, {"priority": 3, "share": 0.3}],
     "retry": {"chance": 0.6, "after": {"exponential": "5m"}}, "transfer": {"chance": 0.2, "queue": "fr", "as": "fr"}},
    {"name": "fr", "queue": "fr", "arrivals": {"per_hour": 6}, "talk": {"exponential": "4m"},
     "patience": {"exponential": "4m"}}]})";

void expect_sound_run(const Model& model, std::uint64_t seed, bool conserves_work) {
  SCOPED_TRACE(fmt::format("seed {}", seed));
  Observer observer(static_cast<std::uint32_t>(model.plan.agents.size()));
  observer.conserves_work = conserves_work;
  const auto run = run_once(model, seed, observer);
  ASSERT_TRUE(run) << run.error().to_string();
  observer.finish();
  EXPECT_GT(observer.records.size(), 100U);
}

TEST(FloorRun, ObeysLittlesLawAndEachCallsEventsFoldToARecordInOrder) {
  for (std::uint64_t seed = 1; seed <= (kChecked ? 2 : 8); ++seed)
    expect_sound_run(model_of(kMixed), seed, false);
}

TEST(FloorRun, LetsNobodyWaitWhileAnAgentIsFree) {
  Model model = model_of(R"({"length": "2d", "queues": [{"name": "a"}, {"name": "b"}],
    "groups": [{"name": "agents", "agents": 4}],
    "types": [
      {"name": "a", "queue": "a", "arrivals": {"per_hour": 40}, "talk": {"exponential": "3m"}, "patience": {"exponential": "2m"}},
      {"name": "b", "queue": "b", "arrivals": {"per_hour": 40}, "talk": {"exponential": "3m"}}]})");
  for (std::uint64_t seed = 1; seed <= (kChecked ? 1 : 4); ++seed) expect_sound_run(model, seed, true);
}

/// All facts of a run, with what was made of them.
class Log final : public Recorder {
 public:
  void take(const Fact& fact, const Out& out) override { steps.emplace_back(fact, out); }
  void left(CallId) override {}
  std::vector<std::pair<Fact, Out>> steps;
};

TEST(FloorRun, IsAnsweredTheSameWhenItsFactsAreToldAgain) {
  const Model model = model_of(kMixed);
  Log log;
  ASSERT_TRUE(run_once(model, 21, log));
  ASSERT_GT(log.steps.size(), 500U);
  routing::Router fresh = *routing::Router::create(plan_of_run(model, 21));
  Out out;
  for (const auto& [fact, answer] : log.steps) {
    fresh.step(fact, out);
    ASSERT_EQ(out.commands, answer.commands);
    ASSERT_EQ(out.calls, answer.calls);
    ASSERT_EQ(out.agents, answer.agents);
  }
  fresh.check();
}

TEST(FloorRun, IsTheSameForTheSameSeedAndReplication) {
  const Model model = model_of(kMixed);
  Log one, two, other;
  ASSERT_TRUE(run_once(model, 22, one));
  ASSERT_TRUE(run_once(model, 22, two));
  ASSERT_TRUE(run_once(model, 23, other));
  const auto facts = [](const Log& log) {
    std::vector<Fact> all;
    for (const auto& step : log.steps) all.push_back(step.first);
    return all;
  };
  EXPECT_EQ(facts(one), facts(two));
  EXPECT_NE(facts(one), facts(other));
}

/// When each caller of a type came first, and who it was: the same in every variant of a model, however many
/// call again.
TEST(FloorRun, MeetsTheSameCallersWhateverTheFloor) {
  Model model =
      model_of(R"({"length": "1d", "queues": [{"name": "calls"}], "groups": [{"name": "agents", "agents": 5}],
    "types": [{"name": "calls", "arrivals": {"per_hour": 60, "day_cv": 0.3}, "talk": {"exponential": "4m"},
               "priorities": [{"priority": 0, "share": 0.5}, {"priority": 1, "share": 0.5}], "patience": {"exponential": "3m"},
               "retry": {"chance": 0.9, "after": "5m"}}]})");
  const auto offers = [&] {
    Log log;
    EXPECT_TRUE(run_once(model, 24, log));
    std::map<CallerId, std::pair<Instant, int>> all;
    std::size_t again = 0;
    for (const auto& [fact, out] : log.steps)
      if (fact.kind == FactKind::call_offered)
        again += all.try_emplace(fact.caller, fact.at, fact.priority).second ? 0 : 1;
    EXPECT_GT(again, 5U) << "else nothing is shown";
    return all;
  };
  const auto with_five = offers();
  model.groups[0].always = 9;
  model.plan.agents.resize(9, model.plan.agents[0]);
  model.groups[0].answers_after = Distribution::exponential(Duration::seconds(5));
  EXPECT_EQ(offers(), with_five);
}

TEST(FloorRun, MayHaveLessAfterCallWorkWhereSomebodyWaits) {
  Model model =
      model_of(R"({"length": "1d", "queues": [{"name": "q"}], "groups": [{"name": "g", "agents": 3}],
    "types": [{"name": "t", "queue": "q", "arrivals": {"per_hour": 55}, "talk": {"exponential": "2m"},
               "after_call_work": "40s"}]})");
  model.types[0].after_call_work_among = {{1, Distribution::constant(Duration::seconds(10))},
                                          {3, Distribution::constant(Duration::seconds(5))}};
  Observer observer(3);
  ASSERT_TRUE(run_once(model, 26, observer));
  std::map<Duration, int> seen;
  for (const CallRecord& call : observer.records) {
    const auto waiting = std::ranges::count_if(observer.records, [&](const CallRecord& other) {
      return other.queued_at < call.ended_at && call.ended_at < other.answered_at;
    });
    const Duration work = call.wrapup_end_at - call.ended_at;
    EXPECT_EQ(work, Duration::seconds(waiting >= 3 ? 5 : waiting >= 1 ? 10 : 40));
    ++seen[work];
  }
  EXPECT_EQ(seen.size(), 3U) << "all of them occur";
}

TEST(FloorRun, CountsItsCallsAndEvents) {
  const Model model = model_of(kMixed);
  Log log;
  FloorRun run(model, *routing::Router::create(plan_of_run(model, 25)), 25, 0, log);
  ASSERT_TRUE(run.run(kNotCancelled));
  std::uint64_t calls = 0, events = 0;
  for (const auto& [fact, out] : log.steps) {
    calls += fact.kind == FactKind::call_offered ? 1 : 0;
    events += out.calls.size() + out.agents.size();
  }
  EXPECT_EQ(run.calls(), calls);
  EXPECT_EQ(run.events(), events);
}

}  // namespace
}  // namespace tandem::simulation
