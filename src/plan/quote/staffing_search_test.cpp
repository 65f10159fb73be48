#include "plan/quote/staffing_search.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "core/calendar/hours_text.hpp"
#include "plan/quote/made_floor.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::quote {
namespace {

Offers offers_of(const Floor& floor, const sla::Terms& terms, double probability) {
  const Scene scene = made::scene_of(floor, terms);
  auto offers = find_offers(scene, family_of(terms, 120), {probability, floor.paths.size()}, {});
  EXPECT_TRUE(offers) << offers.error().to_string();
  return offers ? *offers : Offers();
}

TEST(FindOffers, TheChosenOfferKeepsThePromiseAndTheOneBelowDoesNot) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const Floor floor = made::january(20, 10);
  const Offers offers = offers_of(floor, made::terms(), 0.9);
  ASSERT_TRUE(offers.reached());
  EXPECT_GE(offers.best().odds.least_probability(), 0.9);
  ASSERT_GT(offers.chosen, 0U);
  for (std::size_t i = 0; i < offers.chosen; ++i)
    EXPECT_LT(offers.offers[i].odds.least_probability(), 0.9) << offers.offers[i].share;
}

TEST(FindOffers, MoreIsPromisedForMoreAgents) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const Floor floor = made::january(20, 10);
  const Offers offers = offers_of(floor, made::terms(), 0.9);
  ASSERT_GT(offers.offers.size(), 5U);
  for (std::size_t i = 1; i < offers.offers.size(); ++i) {
    EXPECT_GE(offers.offers[i].odds.agent_hours, offers.offers[i - 1].odds.agent_hours);
    EXPECT_GE(offers.offers[i].odds.least_probability() + 0.101,
              offers.offers[i - 1].odds.least_probability())
        << "one course of ten may go the other way";
  }
  EXPECT_GE(offers_of(floor, made::terms(), 1).best().odds.agent_hours,
            offers_of(floor, made::terms(), 0.5).best().odds.agent_hours);
}

TEST(FindOffers, WhatNobodyCanKeepIsAnsweredWithTheNearest) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  Floor floor = made::january(40, 10);
  // Most callers leave before any phone could be picked up, unless an agent is free.
  floor.queues = {stated_callers("all", 180, 0.5)};
  const Offers offers = offers_of(floor, made::terms("99.99%"), 0.9);
  EXPECT_FALSE(offers.reached());
  EXPECT_LT(offers.best().odds.least_probability(), 0.9);
}

TEST(StaffFor, NobodyIsThereWhenTheQueueIsClosed) {
  Floor floor = made::january();
  floor.queues[0].open = *calendar::parse_weekly_hours("Mon-Sun 09:00-12:00");
  const auto staff = staff_for(floor, {.patience_seconds = 120}, 0.8, {}, made::kNotCancelled);
  ASSERT_TRUE(staff);
  for (std::size_t at = 0; at < staff->size(); ++at) EXPECT_EQ((*staff)[at] > 0, at % floor.slots >= 2) << at;
}

TEST(StaffFor, TwiceTheCallsTakeLessThanTwiceTheAgents) {
  const Floor floor = made::january(40);
  const StaffFamily family{.patience_seconds = 120};
  const auto once = staff_for(floor, family, 0.8, {}, made::kNotCancelled);
  const auto twice = staff_for(floor, family, 0.8, {.volume = 2}, made::kNotCancelled);
  ASSERT_TRUE(once && twice);
  const auto sum = [](const Staff& staff) { return std::accumulate(staff.begin(), staff.end(), 0U); };
  EXPECT_GT(sum(*twice), sum(*once));
  EXPECT_LT(sum(*twice), 2 * sum(*once));
}

TEST(FamilyOf, GoesByTheStrictestWindowAndTheFirstThreshold) {
  const sla::Terms terms = sla::terms_with(
      R"("clauses": [{"name": "Wait", "kpi": {"definition": "mean_wait_answered", "version": 1}, "target": {"at_most": "45s"}},
      {"name": "Halves", "kpi": {"definition": "strict", "version": 1, "threshold": "30s"}, "target": {"at_least": "70%"},
       "window": {"each": "interval", "length": "30m", "met": "90%"}}])");
  const StaffFamily family = family_of(terms, std::nullopt);
  EXPECT_EQ(family.within_seconds, 30);
  EXPECT_EQ(family.each, sla::Window::Each::interval);
}

}  // namespace
}  // namespace tandem::quote
