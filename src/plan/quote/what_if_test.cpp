#include "plan/quote/what_if.hpp"

#include <gtest/gtest.h>

#include "plan/quote/made_floor.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::quote {
namespace {

TEST(ParseChange, ReadsWhatMayChange) {
  EXPECT_DOUBLE_EQ(parse_change("volume +20%")->variation.volume, 1.2);
  EXPECT_DOUBLE_EQ(parse_change("handle=-10%")->variation.handle, 0.9);
  EXPECT_DOUBLE_EQ(parse_change("patience -50%")->variation.patience, 0.5);
  EXPECT_DOUBLE_EQ(parse_change("wage +5%")->wage, 1.05);
  EXPECT_DOUBLE_EQ(parse_change("attrition +50%")->attrition, 1.5);
  EXPECT_DOUBLE_EQ(parse_change("target -2.5")->target_points, -2.5);
}

TEST(ParseChange, WhatItCannotReadIsAnErrorThatShowsHow) {
  for (const char* text : {"", "volume", "volume +20", "target +5%", "weather +5%", "volume -100%",
                           "volume +x%", "volume ++5%", "volume +20%%", "volume +1e9%"}) {
    const auto change = parse_change(text);
    ASSERT_FALSE(change) << text;
    EXPECT_NE(change.error().message.find("volume +20%"), std::string::npos);
  }
}

class WhatIfTest : public ::testing::Test {
 protected:
  Result<WhatIf> ask(std::string_view text) const {
    return what_if(scene, family, offers, asked, hour, *parse_change(text));
  }

  static inline const Floor floor = made::january(20, 10);
  static inline const sla::Terms terms = made::terms();
  static inline const Scene scene = made::scene_of(floor, terms);
  static inline const StaffFamily family = family_of(terms, 120);
  static inline const StaffingAsked asked{.probability = 0.9, .courses = 10};
  static inline Offers offers;
  static inline const std::optional<HourCost> hour =
      HourCost{.paid_hour = sla::euros(2'000), .shrinkage = 0.2};
  static void SetUpTestSuite() {
    if (!simulation::kChecked) offers = *find_offers(scene, family, asked, {});
  }
};

TEST_F(WhatIfTest, MoreCallsAreServedWorseAndTakeMoreAgents) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const auto made = ask("volume +30%");
  ASSERT_TRUE(made);
  EXPECT_LT(made->as_is.least_probability, offers.best().odds.least_probability());
  EXPECT_EQ(made->as_is.agent_hours, offers.best().odds.agent_hours);
  EXPECT_GT(made->adapted.agent_hours, made->as_is.agent_hours);
  EXPECT_GT(made->adapted.least_probability, made->as_is.least_probability);
}

TEST_F(WhatIfTest, AWageChangesTheMarginAlone) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const auto made = ask("wage +10%"), usual = ask("wage +0%");
  ASSERT_TRUE(made && usual);
  EXPECT_EQ(made->as_is.total, usual->as_is.total);
  const double cost = cost_of(offers.best().odds, *hour).sum();
  EXPECT_NEAR(*usual->as_is.margin - *made->as_is.margin, 0.1 * cost, 1);
}

TEST_F(WhatIfTest, WhoIsMissingIsMissedByTheCallers) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const Manning manning{.as_is = {.hires = 0, .present = {0.8}}, .adapted = {.hires = 3, .present = {1}}};
  const auto made = what_if(scene, family, offers, asked, hour, *parse_change("attrition +50%"), manning);
  ASSERT_TRUE(made);
  EXPECT_NEAR(made->as_is.agent_hours, 0.8 * offers.best().odds.agent_hours, 0.25);
  EXPECT_LT(made->as_is.least_probability, made->adapted.least_probability);
  EXPECT_EQ(made->adapted.agent_hours, offers.best().odds.agent_hours);
}

TEST(WithMissing, TakesOneHereAndOneThere) {
  const Floor floor = made::january(20, 1);
  const sla::Terms terms = made::terms();
  const Staff staff(floor.size(), 3);
  const Staff there = with_missing(made::scene_of(floor, terms), staff, {0.75});
  double before = 0, after = 0;
  for (std::size_t at = 0; at < floor.size(); ++at) {
    before += staff[at], after += there[at];
    EXPECT_GE(there[at], 2U);
    EXPECT_NEAR(after, 0.75 * before, 0.5 + 1e-9);
  }
}

TEST_F(WhatIfTest, AHigherTargetIsJudgedOnTheSameRuns) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const auto made = ask("target +10"), usual = ask("target +0");
  ASSERT_TRUE(made && usual);
  EXPECT_EQ(usual->as_is.least_probability, offers.best().odds.least_probability());
  EXPECT_LT(made->as_is.least_probability, usual->as_is.least_probability);
  EXPECT_GT(made->as_is.penalty, usual->as_is.penalty);
  EXPECT_GE(made->adapted.agent_hours, usual->adapted.agent_hours);
}

/// Two months of ten hours on the phones at 20 an hour, four of them of talk; in the second two more of
/// agents added for tickets, of which one more is done while no call is there. A tenth more in shifts, of all
/// of which a fifth is away.
TEST(CostOf, ActivitiesAddUpToThePaidHours) {
  Odds odds;
  odds.months = {{.agent_hours = 10, .handle_hours = 4}, {.agent_hours = 10, .handle_hours = 4}};
  const HourCost hour{.paid_hour = sla::euros(2'000),
                      .shrinkage = 0.2,
                      .excess = 0.1,
                      .other = {{}, {.added_hours = 2, .idle_hours = 1}}};
  const auto of = [](const Cost& cost, Activity which) {
    return cost.by_activity[static_cast<std::size_t>(which)];
  };
  const Cost first = cost_of(odds, hour, 0), second = cost_of(odds, hour, 1);
  EXPECT_DOUBLE_EQ(of(first, Activity::calls), 8'000);
  EXPECT_DOUBLE_EQ(of(first, Activity::waiting), 12'000);
  EXPECT_DOUBLE_EQ(of(first, Activity::excess), 2'000);
  EXPECT_DOUBLE_EQ(first.paid_hours, 13.75);
  EXPECT_DOUBLE_EQ(first.sum(), 27'500);
  EXPECT_DOUBLE_EQ(of(second, Activity::other), 6'000);
  EXPECT_DOUBLE_EQ(of(second, Activity::waiting), 10'000);
  EXPECT_DOUBLE_EQ(second.paid_hours, 12 * 1.1 / 0.8);
  EXPECT_DOUBLE_EQ(second.sum(), second.paid_hours * 2'000);
  const Cost all = cost_of(odds, hour);
  EXPECT_DOUBLE_EQ(all.sum(), first.sum() + second.sum());
  EXPECT_DOUBLE_EQ(all.paid_hours, first.paid_hours + second.paid_hours);
}

}  // namespace
}  // namespace tandem::quote
