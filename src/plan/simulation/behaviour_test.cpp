// What callers and agents do: small floors whose figures can be computed.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "core/events/call_fold.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::simulation {
namespace {

/// The records of all calls, in the order in which they left, and how many agents' phones rang.
class Records final : public Recorder {
 public:
  void take(const routing::Fact& fact, const routing::Out& out) override {
    if (fact.kind == routing::FactKind::call_offered) callers.push_back(fact.caller);
    for (const CallEvent& event : out.calls) {
      if (event.call.index() >= folds_.size()) folds_.resize(event.call.index() + 1);
      if (event.kind == CallEventKind::offered)
        folds_[event.call.index()].begin(event);
      else
        folds_[event.call.index()].take(event);
    }
    for (const AgentEvent& event : out.agents) agents.push_back(event);
    for (const routing::Command& command : out.commands)
      calls_back += command.kind == routing::CommandKind::call_back ? 1 : 0;
  }
  void left(CallId call) override { all.push_back(folds_[call.index()].record()); }
  std::size_t count(Outcome outcome) const {
    return static_cast<std::size_t>(std::ranges::count(all, outcome, &CallRecord::outcome));
  }

  std::vector<CallRecord> all;
  std::vector<CallerId> callers;  ///< of each offer
  std::vector<AgentEvent> agents;
  int calls_back = 0;

 private:
  std::vector<CallFold> folds_;
};

Records run(const Model& model, std::uint64_t seed) {
  Records records;
  const auto done = run_once(model, seed, records);
  EXPECT_TRUE(done) << done.error().to_string();
  return records;
}

/// A day of 1000 calls in its first hour; agents come on Sunday only, and it is Monday.
Model nobody_answers(std::string_view type) {
  return model_of(fmt::format(R"({{"length": "1d", "queues": [{{"name": "calls"}}],
    "groups": [{{"name": "agents", "shifts": [{{"agents": 1, "hours": "Sun 08:00-09:00"}}]}}],
    "types": [{{"name": "calls", "talk": "3m", {},
      "arrivals": {{"kind": "counts", "calls": [1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
                    "period": "1h"}}}}]}})",
                              type));
}

/// The half width of a 99.9 % interval of a count of `trials` with this chance.
double half_width_of_count(double trials, double chance) {
  constexpr double kQuantile = 3.2905;
  return kQuantile * std::sqrt(trials * chance * (1 - chance));
}

TEST(Callers, WaitAsLongAsTheirPatience) {
  const Records records = run(nobody_answers(R"("patience": "90s")"), 1);
  ASSERT_EQ(records.all.size(), 1000U);
  for (const CallRecord& record : records.all) {
    EXPECT_EQ(record.outcome, Outcome::abandoned);
    EXPECT_EQ(record.wait(), Duration::seconds(90));
  }
}

TEST(Callers, WhoGaveUpCallAgainAsOftenAsTheyMay) {
  const Records always =
      run(nobody_answers(R"("patience": "10s", "retry": {"chance": 1, "after": "1m", "times_max": 3})"), 2);
  EXPECT_EQ(always.all.size(), 4000U);
  std::vector<int> of_caller(1000);
  for (const CallerId caller : always.callers) ++of_caller.at(caller.index());
  EXPECT_EQ(std::ranges::count(of_caller, 4), 1000);

  // Half of those who gave up, three times at most: 1000 (1/2 + 1/4 + 1/8) retries. Seed 3, 99.9 %.
  const Records half =
      run(nobody_answers(R"("patience": "10s", "retry": {"chance": 0.5, "after": "1m", "times_max": 3})"), 3);
  const double retries = static_cast<double>(half.all.size()) - 1000;
  // A caller's retries: 0, 1, 2, 3 with chances 1/2, 1/4, 1/8, 1/8; mean 7/8, variance 71/64.
  EXPECT_NEAR(retries, 875, 3.2905 * std::sqrt(1000 * 71 / 64.0));
}

TEST(Callers, WhoBalkHangUpAtOnce) {
  const Records records = run(nobody_answers(R"("patience": "60s", "balking": 0.3)"), 4);
  double at_once = 0;
  for (const CallRecord& record : records.all) at_once += record.wait() == Duration() ? 1 : 0;
  EXPECT_NEAR(at_once, 300, half_width_of_count(1000, 0.3));  // seed 4, 99.9 %
}

TEST(Callers, HavePrioritiesInTheirShares) {
  const Records records = run(nobody_answers(R"("patience": "1s",
    "priorities": [{"priority": 7, "share": "25%"}, {"priority": 2, "share": "75%"}])"),
                              5);
  const auto seven = std::ranges::count(records.all, 7, &CallRecord::priority);
  EXPECT_EQ(seven + std::ranges::count(records.all, 2, &CallRecord::priority), 1000);
  EXPECT_NEAR(static_cast<double>(seven), 250, half_width_of_count(1000, 0.25));  // seed 5, 99.9 %
}

/// Agents come at 10:00, an hour after the last call.
Model agents_come_later(std::string_view queue, std::string_view type) {
  return model_of(fmt::format(R"({{"length": "1d", "queues": [{{"name": "calls", {}}}],
    "groups": [{{"name": "agents", "shifts": [{{"agents": 10, "hours": "Mon 10:00-20:00"}}]}}],
    "types": [{{"name": "calls", "talk": "60s", {},
      "arrivals": {{"kind": "counts", "calls": [0, 100, 0, 0, 0, 0, 0, 0], "period": "3h"}}}}]}})",
                              queue, type));
}

TEST(Callers, WhoAskToBeCalledBackKeepTheirPlacesAndAreServed) {
  const Records records = run(agents_come_later(R"("offer_callback_after": "30s")",
                                                R"("patience": "20m", "callback": {"accepts": 1})"),
                              6);
  ASSERT_EQ(records.all.size(), 100U);
  EXPECT_EQ(records.count(Outcome::answered), 100U);
  EXPECT_EQ(records.calls_back, 100);
  for (const CallRecord& record : records.all) EXPECT_GT(*record.wait(), Duration::hours(4));
  EXPECT_TRUE(std::ranges::is_sorted(records.all, {}, &CallRecord::answered_at));
}

TEST(Callers, WhoDoNotAnswerAreCalledBackAsOftenAsTheQueueSays) {
  const Records records =
      run(agents_come_later(
              R"("offer_callback_after": "30s", "callback_tries_max": 3, "callback_again_after": "10m")",
              R"("patience": "20m", "callback": {"accepts": 1, "answers": 0, "given_up": "20s"})"),
          7);
  EXPECT_EQ(records.count(Outcome::abandoned), 100U);
  EXPECT_EQ(records.calls_back, 300);
}

TEST(Callers, WhoDeclineACallbackWaitOn) {
  const Records records = run(agents_come_later(R"("offer_callback_after": "30s")",
                                                R"("patience": "20m", "callback": {"accepts": 0.4})"),
                              8);
  const double accepted = static_cast<double>(records.count(Outcome::answered));
  EXPECT_EQ(records.count(Outcome::answered) + records.count(Outcome::abandoned), 100U);
  EXPECT_NEAR(accepted, 40, half_width_of_count(100, 0.4));  // seed 8, 99.9 %
}

/// A floor with agents enough for everybody, a call every 36 s in the mean.
Model roomy(std::string_view group, std::string_view type) {
  return model_of(fmt::format(
      R"({{"length": "10h", "queues": [{{"name": "first", "not_ready_after_unanswered": false}}, {{"name": "second"}}],
    "groups": [{{"name": "agents", "agents": 20{}}}],
    "types": [{{"name": "calls", "queue": "first", "talk": "100s", "arrivals": {{"per_hour": 100}}{}}},
              {{"name": "more", "queue": "second", "talk": "50s", "after_call_work": "8s", "arrivals": {{"per_hour": 0}}}}]}})",
      group, type));
}

TEST(Agents, TalkAndWorkAfterCallsAsLongAsTheyAreToBe) {
  const Records records = run(roomy("", R"(, "after_call_work": "20s")"), 9);
  ASSERT_GT(records.all.size(), 800U);
  for (const CallRecord& record : records.all) {
    EXPECT_EQ(record.wait(), Duration());
    EXPECT_EQ(record.talk(), Duration::seconds(100));
    EXPECT_EQ(record.after_call_work(), Duration::seconds(20));
  }
}

TEST(Agents, OfAFasterGroupTakeSoMuchShorter) {
  for (const CallRecord& record : run(roomy(R"(, "speed": 2)", R"(, "after_call_work": "20s")"), 10).all) {
    EXPECT_EQ(record.talk(), Duration::seconds(50));
    EXPECT_EQ(record.after_call_work(), Duration::seconds(10));
  }
}

TEST(Agents, HaveTheirGroupsOwnLengths) {
  const Model model = roomy("", R"(, "after_call_work": "20s", "talk_of_group": {"agents": "70s"},
                                     "after_call_work_of_group": {"agents": "5s"})");
  for (const CallRecord& record : run(model, 11).all) {
    EXPECT_EQ(record.talk(), Duration::seconds(70));
    EXPECT_EQ(record.after_call_work(), Duration::seconds(5));
  }
}

TEST(Agents, WorkAfterCallsAsLongAsTheirPlanGivesThemAndNoStaleEndCutsItShort) {
  Model model = model_of(R"({"length": "1d", "queues": [{"name": "calls"}],
    "groups": [{"name": "agents", "agents": 2, "wrap_up_for": "10s"}],
    "types": [{"name": "calls", "talk": "35s", "after_call_work": "47s", "patience": "5m", "arrivals": {"per_hour": 140}}]})");
  for (const CallRecord& record : run(model, 12).all) {
    if (record.outcome != Outcome::answered) continue;
    EXPECT_EQ(record.after_call_work(), Duration::seconds(10));
  }
}

TEST(Agents, LetThePhoneRingBeforeTheyAnswer) {
  const Records records = run(roomy(R"(, "answers_after": "7s")", ""), 13);
  for (const CallRecord& record : records.all) {
    EXPECT_EQ(record.answered_at - record.ringing_at, Duration::seconds(7));
    EXPECT_EQ(record.wait(), Duration::seconds(7));
  }
}

TEST(Agents, RefuseCallsInTheirShareWhichThenRingElsewhere) {
  const Records records = run(roomy(R"(, "answers_after": "5s", "ring_refused": 0.25)", ""), 14);
  double rings = 0, refused = 0;
  for (const CallRecord& record : records.all) {
    EXPECT_EQ(record.outcome, Outcome::answered);
    EXPECT_EQ(record.wait(), Duration::seconds(5 * (record.rings_unanswered + 1)));
    rings += record.rings_unanswered + 1;
    refused += record.rings_unanswered;
  }
  EXPECT_NEAR(refused, rings / 4, half_width_of_count(rings, 0.25));  // seed 14, 99.9 %
}

/// One agent, who misses one call in ten.
Records with_an_agent_who_misses(const std::string& back) {
  const Model model = model_of(fmt::format(
      R"({{"length": "10h", "queues": [{{"name": "calls"}}],
        "groups": [{{"name": "desk", "agents": 1, "answers_after": "2s", "ring_refused": "10%"{}}}],
        "types": [{{"name": "calls", "arrivals": {{"per_hour": 20}}, "talk": "30s", "patience": "10m"}}]}})",
      back));
  return run(model, 31);
}

TEST(Agents, AreReadyAgainSomeTimeAfterACallThatTheyDidNotAnswer) {
  const auto answered = [](const Records& records) {
    return std::ranges::count(records.all, Outcome::answered, &CallRecord::outcome);
  };
  const auto all = [](const Records& records) { return static_cast<std::ptrdiff_t>(records.all.size()); };
  const Records soon = with_an_agent_who_misses("");
  EXPECT_EQ(answered(soon), all(soon)) << "a minute is shorter than any patience";
  EXPECT_TRUE(
      std::ranges::any_of(soon.all, [](const CallRecord& call) { return call.rings_unanswered > 0; }));
  for (const CallRecord& call : soon.all)
    EXPECT_GE(*call.wait(), Duration::minutes(1) * call.rings_unanswered)
        << "who missed it was off meanwhile";
  const Records late = with_an_agent_who_misses(R"(, "ready_again_after": "2h")");
  EXPECT_LT(answered(late), all(late) / 2);
  const Records never = with_an_agent_who_misses(R"(, "ready_again_after": "never")");
  EXPECT_LT(answered(never), answered(late));
}

TEST(Agents, HandCallsOnWhoAreServedAsCallsOfTheOtherType) {
  const Records records = run(
      roomy("", R"(, "after_call_work": "20s", "transfer": {"chance": 1, "queue": "second", "as": "more"})"),
      15);
  ASSERT_GT(records.all.size(), 800U);
  for (const CallRecord& record : records.all) {
    EXPECT_EQ(record.transfers, 1);
    EXPECT_EQ(record.talk(), Duration::seconds(150));
    EXPECT_EQ(record.after_call_work(), Duration::seconds(8));
  }
}

TEST(Agents, HandCallsOnInTheirShare) {
  const Records records =
      run(roomy("", R"(, "transfer": {"chance": 0.2, "queue": "second", "as": "more"})"), 16);
  const auto all = static_cast<double>(records.all.size());
  const auto transferred = std::ranges::count(records.all, 1, &CallRecord::transfers);
  EXPECT_NEAR(static_cast<double>(transferred), all * 0.2, half_width_of_count(all, 0.2));  // seed 16, 99.9 %
}

/// Nobody is there for the second conversation.
TEST(Callers, WhoAreHandedOnHaveThePatienceOfTheOtherType) {
  const Model model = model_of(R"({"length": "8h", "skills": ["none"],
    "queues": [{"name": "first"}, {"name": "second", "access": [{"skills": ["none"]}]}],
    "groups": [{"name": "agents", "agents": 20}],
    "types": [{"name": "calls", "queue": "first", "talk": "100s", "patience": "60s", "arrivals": {"per_hour": 100},
               "transfer": {"chance": 1, "queue": "second", "as": "more"}},
              {"name": "more", "queue": "second", "talk": "50s", "patience": "40s"}]})");
  struct Waits final : Recorder {
    void take(const routing::Fact&, const routing::Out& out) override {
      for (const CallEvent& event : out.calls) {
        if (event.kind == CallEventKind::transferred) since[event.call] = event.at;
        if (event.kind == CallEventKind::ended || event.kind == CallEventKind::abandoned)
          waits.push_back(event.at - since.at(event.call));
      }
    }
    void left(CallId) override {}
    std::map<CallId, Instant> since;
    std::vector<Duration> waits;
  } waits;
  ASSERT_TRUE(run_once(model, 18, waits));
  EXPECT_GT(waits.waits.size(), 600U);
  EXPECT_EQ(std::ranges::count(waits.waits, Duration::seconds(40)),
            static_cast<std::ptrdiff_t>(waits.waits.size()));
}

/// A break of three minutes ends while the agent still works after a call, who then takes the next.
TEST(Agents, WhoseAfterCallWorkWasCutShortWorkAsLongAfterTheNextCall) {
  const Model model = model_of(R"({"length": "1d", "start": "2026-01-05", "queues": [{"name": "calls"}],
    "groups": [{"name": "agents", "shifts": [{"agents": 1, "hours": "Mon 09:00-12:00",
                "breaks": [{"after": "57m", "for": "3m"}]}]}],
    "types": [{"name": "calls", "talk": "5m", "after_call_work": "10m", "patience": "2h",
               "arrivals": {"trace": ["2026-01-05T09:50:00Z", "2026-01-05T09:58:00Z"]}}]})");
  const Records records = run(model, 19);
  ASSERT_EQ(records.all.size(), 2U);
  EXPECT_EQ(records.all[1].talk(), Duration::minutes(5));
  EXPECT_EQ(records.all[1].after_call_work(), Duration::minutes(10));
}

/// One agent from 9:00 to 12:00 with a break at 10:00, and calls at instants that are known.
TEST(Agents, PauseAfterTheCallThatTheyAreOn) {
  const Model model = model_of(R"({"length": "1d", "start": "2026-01-05", "queues": [{"name": "calls"}],
    "groups": [{"name": "agents", "shifts": [{"agents": 1, "hours": "Mon 09:00-12:00",
                "breaks": [{"after": "1h", "for": "30m"}]}]}],
    "types": [{"name": "calls", "talk": "20m", "arrivals": {"trace": ["2026-01-05T08:50:00Z",
      "2026-01-05T09:50:00Z", "2026-01-05T09:55:00Z", "2026-01-05T11:55:00Z", "2026-01-05T11:59:00Z"]}, "patience": "2h"}]})");
  const Records records = run(model, 17);
  const auto minutes = [](Instant at) { return (at - Instant::from_seconds(1'767'571'200)).seconds() / 60; };
  ASSERT_EQ(records.all.size(), 5U);
  const std::vector<double> answered = {540, 590, 630, 715};  // 9:00, 9:50, 10:30, 11:55
  for (std::size_t i = 0; i < answered.size(); ++i)
    EXPECT_EQ(minutes(records.all[i].answered_at), answered[i]);
  EXPECT_EQ(records.all[4].outcome, Outcome::abandoned);
  EXPECT_EQ(minutes(records.all[4].ended_at), 719 + 120);
  std::vector<std::pair<AgentEventKind, double>> duty;
  for (const AgentEvent& event : records.agents) duty.emplace_back(event.kind, minutes(event.at));
  using enum AgentEventKind;
  EXPECT_EQ(duty, (std::vector<std::pair<AgentEventKind, double>>{
                      {signed_on, 540}, {ready, 540}, {not_ready, 610}, {ready, 630}, {signed_off, 735}}));
}

}  // namespace
}  // namespace tandem::simulation
