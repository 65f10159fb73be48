#include "plan/twin/call_surge.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "plan/twin/fit.hpp"

namespace tandem::twin {
namespace {

/// Monday, 1 January 2024, and days after it.
Instant at(int day, double hours) {
  return Instant::from_seconds(1'704'067'200) + Duration::hours(24 * day) +
         Duration::from_seconds(hours * 3600);
}

/// A call a minute from 8 to 12 on three weeks' days, and ten a minute from 10 to half past on the second's
/// first five.
bool is_busy(int day) { return day >= 7 && day < 12; }
std::vector<Instant> three_weeks() {
  std::vector<Instant> arrivals;
  for (int day = 0; day < 21; ++day)
    for (int tenth = 0; tenth < 2'400; ++tenth) {
      const bool busy = is_busy(day) && tenth >= 1'200 && tenth < 1'500;
      if (busy || tenth % 10 == 0) arrivals.push_back(at(day, 8 + tenth / 600.0));
    }
  return arrivals;
}

TEST(UsualCalls, AreThoseOfTheMedianDay) {
  const UsualCalls usual(three_weeks(), Zone::utc());
  EXPECT_DOUBLE_EQ(usual.around(Zone::utc().to_local(at(7, 10.2)), Duration::minutes(10)), 10);
  EXPECT_DOUBLE_EQ(usual.around(Zone::utc().to_local(at(1, 7)), Duration::minutes(10)), 0);
}

TEST(CallSurge, IsWhereFarMoreCallThanUsual) {
  const std::vector<Instant> arrivals = three_weeks();
  const UsualCalls usual(arrivals, Zone::utc());
  const CallSurge surge(arrivals, usual, Zone::utc());
  const auto from = [&](int day, double hours) {
    return CallSurge::kFrom[CallSurge::step_of(surge.times_usual(at(day, hours)))];
  };
  EXPECT_EQ(from(7, 10.25), CallSurge::kFrom.back());
  EXPECT_DOUBLE_EQ(surge.times_usual(at(7, 10.25)), 10.1) << "both ends of ten minutes are counted";
  EXPECT_DOUBLE_EQ(CallSurge::extra_share(surge.times_usual(at(7, 10.25))), 1 - 1 / 10.1);
  EXPECT_EQ(CallSurge::extra_share(surge.times_usual(at(7, 9))), 0) << "before it";
  EXPECT_EQ(from(7, 9), 0.75) << "before it";
  EXPECT_EQ(from(14, 10.25), 0.75) << "a week later";
  EXPECT_EQ(from(14, 6), 0) << "nobody calls at all";
}

TEST(FitBehaviour, LearnsThatCallsOfASurgeAreShortAndTheirCallersGone) {
  importing::Directory directory;
  const CallTypeId type = directory.types.intern("usual");
  const AgentId agent = directory.agents.intern("ann");
  std::vector<CallRecord> calls;
  const std::vector<Instant> arrivals = three_weeks();
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    const auto day = static_cast<int>((arrivals[i] - at(0, 0)).seconds() / 86'400);
    const bool busy = is_busy(day) && arrivals[i] >= at(day, 10) && arrivals[i] < at(day, 10.5);
    CallRecord call;
    call.offered_at = call.queued_at = arrivals[i];
    call.type = type;
    if (busy && i % 3 != 0) {
      call.outcome = Outcome::abandoned;
      call.ended_at = arrivals[i] + Duration::seconds(4);
    } else {
      call.answered_at = arrivals[i] + Duration::seconds(1);
      call.ended_at = call.answered_at + Duration::seconds(busy ? 10 : 50);
      call.agent = agent;
    }
    calls.push_back(call);
  }
  const Behaviour behaviour = fit_behaviour(calls, directory, Zone::utc());
  EXPECT_NEAR(behaviour.pace_at_step[1], 1, 0.1);
  ASSERT_TRUE(behaviour.surge_callers);
  EXPECT_NEAR(behaviour.surge_callers->service.mean_seconds(), 10, 1);
  EXPECT_LT(behaviour.surge_callers->patience.mean_seconds(), 10);
  EXPECT_NEAR(behaviour.agents[0].service[0].mean_seconds(), 50, 1) << "not mixed with them";
}

}  // namespace
}  // namespace tandem::twin
