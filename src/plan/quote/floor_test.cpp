#include "plan/quote/floor.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "agree/sla/outcome_for_test.hpp"
#include "core/calendar/hours_text.hpp"
#include "plan/quote/made_floor.hpp"

namespace tandem::quote {
namespace {

double calls_of(const simulation::Model& model, std::size_t queue) {
  double calls = 0;
  for (const simulation::CallType& type : model.types)
    if (type.queue.index() == queue)
      calls += std::accumulate(type.arrivals.calls.begin(), type.arrivals.calls.end(), 0.0);
  return calls;
}

TEST(ModelOf, ItsCallsAreThoseOfThePathAndItsAgentsThoseOfTheStaff) {
  const Floor floor = made::january(20, 2);
  Staff staff(floor.size(), 2);
  staff[3] = 5;
  const simulation::Model model = model_of(floor, staff, 1, {}, 7);
  EXPECT_TRUE(simulation::faults_of(model).empty());
  EXPECT_EQ(calls_of(model, 0), std::accumulate(floor.paths[1].begin(), floor.paths[1].end(), 0.0));
  ASSERT_EQ(model.groups[0].recorded.size(), 5U);
  EXPECT_EQ(model.groups[0].recorded[0].on_duty.size(), 31U) << "once a day, without a gap";
  ASSERT_EQ(model.groups[0].recorded[4].on_duty.size(), 1U);
  const TimeSpan fifth = model.groups[0].recorded[4].on_duty[0];
  EXPECT_EQ(fifth.from, sla::january(1, 9, 30));
  EXPECT_EQ(fifth.until, sla::january(1, 10, 0)) << "who is not the last leaves on time";
}

TEST(ModelOf, TheLastAgentsOfADayStayForThoseWhoWait) {
  const Floor floor = made::january(20, 1);
  const simulation::Model model = model_of(floor, Staff(floor.size(), 1), 0, {}, 7);
  EXPECT_EQ(model.groups[0].recorded[0].on_duty[0].until, sla::january(1, 12, 15));
}

TEST(ModelOf, CallsAreSharedOutAmongQueuesByTheirShares) {
  Floor floor = made::january(100, 1);
  floor.queues = {stated_callers("a", 180, 120), stated_callers("b", 180, 120)};
  floor.shares = {std::vector<double>(floor.size(), 0.25), std::vector<double>(floor.size(), 0.75)};
  const simulation::Model model = model_of(floor, Staff(floor.size(), 5), 0, {}, 7);
  const double all = calls_of(model, 0) + calls_of(model, 1);
  EXPECT_EQ(all, std::accumulate(floor.paths[0].begin(), floor.paths[0].end(), 0.0));
  // Five standard deviations of a share of some 25,000 calls; seed 7.
  EXPECT_NEAR(calls_of(model, 0) / all, 0.25, 5 * std::sqrt(0.25 * 0.75 / all));
}

TEST(ModelOf, HandleTimesGoWithTheForecastsInSteps) {
  Floor floor = made::january(20, 1);
  for (std::size_t at = 0; at < floor.size(); at += 2) floor.handle_seconds[at] = 180 * 1.04 * 1.04;
  const simulation::Model model = model_of(floor, Staff(floor.size(), 5), 0, {.handle = 2}, 7);
  ASSERT_EQ(model.types.size(), 2U);
  EXPECT_NEAR(model.types[0].talk.mean_seconds(), 360, 1e-6);
  EXPECT_NEAR(model.types[1].talk.mean_seconds(), 360 * 1.04 * 1.04, 1e-6);
}

TEST(Floor, OfTwoQueuesTheOneThatIsClosedTakesNoCalls) {
  Floor floor = made::january(20, 1);
  floor.queues = {stated_callers("a", 180, 120), stated_callers("b", 180, 120)};
  floor.queues[0].open = *calendar::parse_weekly_hours("Mon-Sun 10:00-12:00");
  floor.shares = {std::vector<double>(floor.size(), 0.25), std::vector<double>(floor.size(), 0.75)};
  EXPECT_DOUBLE_EQ(floor.open_share(0), 0.75);
  EXPECT_DOUBLE_EQ(floor.open_share(4), 1);
}

}  // namespace
}  // namespace tandem::quote
