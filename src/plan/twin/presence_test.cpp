#include "plan/twin/presence.hpp"

#include <gtest/gtest.h>

namespace tandem::twin {
namespace {

const LocalDay kMonday{std::chrono::year(2024) / 1 / 1};

Instant at(double minutes) {
  return start_of_day(kMonday, Zone::utc()) + Duration::from_seconds(60 * minutes);
}

/// Calls from eight to four, so many an hour, and two agents on duty from nine to three.
DayObserved day_of(int calls_an_hour) {
  DayObserved day{.day = kMonday};
  for (int i = 0; i < 8 * calls_an_hour; ++i)
    day.arrivals.push_back({at(480 + 60.0 * i / calls_an_hour), CallTypeId(0)});
  for (std::uint32_t agent = 0; agent < 2; ++agent)
    day.duty.push_back({AgentId(agent), {{at(540), at(900)}}});
  return day;
}

Behaviour behaviour_of(double mean, double left) {
  Behaviour behaviour;
  behaviour.service_length = {mean, left};
  return behaviour;
}

TEST(Presence, EndsEarlierByWhatIsLeftOfACallWhereEverybodyIsBusy) {
  const DayObserved day = day_of(120);
  const Behaviour behaviour = behaviour_of(180, 240);
  const auto present = Presence(day, behaviour).of(day.duty[0].on_duty);
  ASSERT_EQ(present.size(), 1U);
  EXPECT_EQ(present[0].from, at(540));
  EXPECT_EQ(present[0].until, at(900 - 4));
}

TEST(Presence, IsLongerThanTheActivityWhereAgentsWaitForCalls) {
  const DayObserved day = day_of(4);
  const Behaviour behaviour = behaviour_of(180, 240);
  const auto present = Presence(day, behaviour).of(day.duty[0].on_duty);
  ASSERT_EQ(present.size(), 1U);
  EXPECT_LT(present[0].from, at(540));
  EXPECT_GE(present[0].from, at(540 - 15));
  EXPECT_GT(present[0].until, at(900));
  EXPECT_LE(present[0].until, at(900 + 15));
}

TEST(Presence, HasAGapOnlyWhereCallsWereMissed) {
  const Behaviour behaviour = behaviour_of(180, 240);
  const std::vector<TimeSpan> duty = {{at(540), at(600)}, {at(620), at(900)}};
  const DayObserved busy = day_of(120), quiet = day_of(6);
  EXPECT_EQ(Presence(busy, behaviour).of(duty).size(), 2U);
  EXPECT_EQ(Presence(quiet, behaviour).of(duty).size(), 1U);
}

TEST(Presence, OpensAndClosesTheDayWhereFewCallsWereMissed) {
  const Behaviour behaviour = behaviour_of(180, 240);
  const auto present_of = [&behaviour](int calls_an_hour) {
    DayObserved day = day_of(calls_an_hour);
    day.duty[1].on_duty = {{at(570), at(860)}};
    return Presence(day, behaviour).of(day.duty[1].on_duty);
  };
  const auto quiet = present_of(4), busy = present_of(120);
  EXPECT_LE(quiet.front().from, at(540)) << "as the other agent";
  EXPECT_GE(quiet.back().until, at(900));
  EXPECT_EQ(busy.front().from, at(570));
  EXPECT_LT(busy.back().until, at(860));
}

}  // namespace
}  // namespace tandem::twin
