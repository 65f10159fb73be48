#include "plan/staffing/blend/check_desk.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/routing/router.hpp"
#include "plan/simulation/model_for_test.hpp"
#include "plan/staffing/blend/call_floor.hpp"
#include "plan/staffing/blend/desk_for_test.hpp"
#include "plan/staffing/blend/work_run.hpp"

namespace tandem::blend {
namespace {

/// Bounds are wide enough for the few that builds take which check the router after every step.
constexpr std::uint32_t kReplications = simulation::kChecked ? 3 : 12;

DeskPlan staffed(const Desk& desk, const DeskDemand& demand) {
  auto plan = staff_desk(desk, demand, {});
  EXPECT_TRUE(plan.has_value()) << plan.error().message;
  return std::move(*plan);
}

DeskCheck checked(const Desk& desk, const DeskDemand& demand, const DeskPlan& plan, unsigned threads = 1) {
  auto check = check_desk(desk, demand, plan, {.replications = kReplications, .threads = threads});
  EXPECT_TRUE(check.has_value()) << check.error().message;
  return std::move(*check);
}

/// Formulas are of the steady state; a simulated hour begins as the one before left it. So far apart they may
/// be, beside chance.
constexpr double kApart = 0.03;

void expect_near(const CheckedChannel& found, double computed) {
  ASSERT_TRUE(found.in_time && found.in_time->half_width);
  EXPECT_NEAR(found.in_time->value, computed, kApart + 2 * *found.in_time->half_width);
}

TEST(CheckDesk, CallsAndChatsAreAsComputed) {
  const Desk desk = made::desk({made::phone(), made::chat()});
  const DeskDemand demand = made::demand(desk, {60, 50});
  const DeskPlan plan = staffed(desk, demand);
  const DeskCheck check = checked(desk, demand, plan);
  expect_near(check.channels[0], plan.channels[0].in_time);
  expect_near(check.channels[1], plan.channels[1].in_time);
  EXPECT_NEAR(check.channels[0].mean_wait->value, plan.channels[0].mean_wait, 4);
}

TEST(CheckDesk, TicketsThatArePutDownAreInTime) {
  const Desk desk = made::desk({made::phone(), made::mail()});
  const DeskDemand demand = made::demand(desk, {60, 40});
  const DeskPlan plan = staffed(desk, demand);
  const DeskCheck check = checked(desk, demand, plan);
  expect_near(check.channels[0], plan.channels[0].in_time);
  EXPECT_GT(check.channels[1].in_time->value, 0.8);
}

TEST(CheckDesk, TicketsThatAreEndedFirstGoThroughTheRouter) {
  Desk desk = made::desk({made::phone(), made::mail(), made::mail(Duration::hours(2), false)});
  desk.channels[2].name = "urgent";
  desk.interruptible = false;
  const DeskDemand demand = made::demand(desk, {60, 30, 10});
  const DeskPlan plan = staffed(desk, demand);
  const CallFloor floor = call_floor(desk, demand, plan);
  EXPECT_TRUE(simulation::faults_of(floor.model).empty());
  const DeskCheck check = checked(desk, demand, plan);
  // Computed with a ticket always at hand; less of them leave calls better off.
  EXPECT_GT(check.channels[0].in_time->value, plan.channels[0].in_time - kApart);
  EXPECT_GT(check.channels[1].in_time->value, 0.85);
}

TEST(CheckDesk, ThreadsMakeNoDifference) {
  const Desk desk = made::desk({made::phone(), made::chat(), made::mail()});
  const DeskDemand demand = made::demand(desk, {30, 30, 20}, 1);
  const DeskPlan plan = staffed(desk, demand);
  const DeskCheck one = checked(desk, demand, plan, 1), three = checked(desk, demand, plan, 3);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(one.channels[i].in_time->value, three.channels[i].in_time->value);
    EXPECT_EQ(one.channels[i].beyond, three.channels[i].beyond);
  }
}

TEST(CheckDesk, WhatIsMissedIsRaisedUntilItIsKept) {
  // Agents who hold three chats, each half as long again for every other: formulas flatter.
  Desk desk = made::desk({made::chat(), made::mail()});
  desk.channels[0].slowdown = 0.5;
  desk.channels[0].share = 0.9;
  const DeskDemand demand = made::demand(desk, {40, 20});
  const auto sure = staff_surely(desk, demand, {}, {.replications = kReplications}, 8);
  ASSERT_TRUE(sure.has_value());
  ASSERT_TRUE(sure->check.has_value());
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_GE(sure->check->channels[i].in_time->value, desk.channels[i].share) << i;
  EXPECT_EQ(sure->rounds.back().agent_hours, sure->plan.agent_hours);
  EXPECT_GE(sure->rounds.back().agent_hours, sure->rounds.front().agent_hours);
}

TEST(CheckDesk, WithoutReplicationsNothingIsSimulated) {
  const Desk desk = made::desk({made::phone()});
  const DeskDemand demand = made::demand(desk, {30}, 1);
  const auto sure = staff_surely(desk, demand, {}, {.replications = 0}, 4);
  EXPECT_FALSE(sure->check.has_value());
  EXPECT_TRUE(sure->rounds.empty());
}

TEST(RunTickets, AreDoneByPromiseInTheHoursThereAre) {
  const Desk desk = made::desk({made::mail(Duration::hours(4), true)});
  const DeskDemand demand = made::demand(desk, {30}, 5, 0);
  Random random(3);
  const std::vector<double> none(demand.size());
  const auto idle = run_tickets(desk, demand, none, random);
  EXPECT_GT(idle[0].offered, 1'000U);
  EXPECT_EQ(idle[0].in_time, 0U);
  std::vector<double> many(demand.size());
  for (std::size_t at = 0; at < many.size(); ++at) many[at] = demand.open[at] ? 50 : 0;
  const auto plenty = run_tickets(desk, demand, many, random);
  EXPECT_GT(plenty[0].in_time, 0.999 * plenty[0].offered);
}

TEST(CheckDesk, StopsWhereItIsToldTo) {
  const Desk desk = made::desk({made::phone()});
  const DeskDemand demand = made::demand(desk, {40}, 1);
  const DeskPlan plan = staffed(desk, demand);
  const std::atomic<bool> cancelled = true;
  EXPECT_EQ(check_desk(desk, demand, plan, {.cancel = &cancelled}).error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace tandem::blend
