#include "plan/staffing/rosters/usual_rules.hpp"

#include <gtest/gtest.h>

#include "plan/staffing/rosters/roster.hpp"

namespace tandem::rosters {
namespace {

/// A week in which two agents are required from 8 to 18.
Demand week() {
  Demand demand{.first = LocalDay(std::chrono::year(2026) / 1 / 5),
                .days = 7,
                .interval = Duration::minutes(30),
                .agents = {}};
  for (int day = 0; day < 7; ++day)
    for (int slot = 0; slot < 48; ++slot) demand.agents.push_back(slot >= 16 && slot < 36 ? 2 : 0);
  return demand;
}

TEST(UsualRules, ShiftsLieWithinTheHoursInWhichAnybodyIsRequired) {
  const Rules rules = usual_rules(week(), 20);
  for (const ShiftTemplate& shift : rules.shifts) {
    EXPECT_EQ(shift.earliest, Duration::hours(8)) << shift.name;
    EXPECT_EQ(shift.latest + shift.length(), Duration::hours(18)) << shift.name;
  }
}

TEST(UsualRules, CoverWhatIsRequiredWithoutAnHourShort) {
  const Demand demand = week();
  const Rules rules = usual_rules(demand, 20);
  const auto roster = make_roster(demand, rules, {.seconds = 5});
  ASSERT_TRUE(roster) << roster.error().to_string();
  EXPECT_EQ(roster->hours_short, 0);
  EXPECT_LT(roster->hours_paid, 1.25 * roster->hours_required);
}

TEST(UsualRules, OfAWeekThatRequiresNobodyThereIsARosterOfNobody) {
  Demand demand = week();
  std::ranges::fill(demand.agents, 0);
  const Rules rules = usual_rules(demand, 20);
  const auto roster = make_roster(demand, rules, {.seconds = 5});
  EXPECT_TRUE(!roster || roster->shifts.empty());
}

}  // namespace
}  // namespace tandem::rosters
