#include "plan/staffing/blend/staff_desk.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/random.hpp"
#include "plan/queueing/random_numbers.hpp"
#include "plan/staffing/blend/desk_for_test.hpp"
#include "plan/staffing/requirement.hpp"

namespace tandem::blend {
namespace {

using queueing::real_between;

DeskPlan staffed(const Desk& desk, const DeskDemand& demand, const StaffOptions& options = {}) {
  auto plan = staff_desk(desk, demand, options);
  EXPECT_TRUE(plan.has_value()) << plan.error().message;
  return std::move(*plan);
}

TEST(StaffDesk, CallsAloneTakeWhatStaffTakes) {
  const Desk desk = made::desk({made::phone()});
  const DeskDemand demand = made::demand(desk, {40}, 2, 0);
  staffing::Demand calls{.interval = demand.interval,
                         .intervals_a_day = 24,
                         .calls = demand.channels[0].contacts,
                         .handle_seconds = demand.channels[0].handle_seconds,
                         .paths = {}};
  const auto required =
      staffing::require_agents(calls, {.share = 0.8, .within_seconds = 20, .patience_seconds = 150});
  const DeskPlan plan = staffed(desk, demand);
  EXPECT_EQ(plan.agents, required->agents);
  EXPECT_NEAR(plan.channels[0].in_time, required->service_level, 1e-12);
  EXPECT_EQ(plan.agent_hours, plan.apart_hours);
  EXPECT_EQ(plan.added_hours, 0);
}

TEST(StaffDesk, ATeamThatIsGivenStaysAndItsIdleTimeIsForTickets) {
  Desk desk = made::desk({made::phone(), made::chat(), made::mail()});
  const DeskDemand demand = made::demand(desk, {20, 10, 10});
  const DeskPlan plain = staffed(desk, demand);
  StaffOptions options;
  options.given.resize(3);
  options.given[0].assign(demand.size(), 30);
  const DeskPlan given = staffed(desk, demand, options);
  for (std::size_t at = 0; at < demand.size(); ++at)
    EXPECT_EQ(given.channels[0].agents[at], demand.open[at] ? 30U : 0U);
  EXPECT_EQ(given.channels[1].agents, plain.channels[1].agents);
  EXPECT_EQ(given.added_hours, 0) << "thirty agents leave more than ten tickets take";
  EXPECT_GT(plain.added_hours + plain.channels[0].hours, plain.channels[0].hours - 1e-9);
  // Seats that are too few take nobody from it.
  desk.seats = 30;
  const DeskPlan full = staffed(desk, demand, options);
  EXPECT_EQ(full.channels[0].agents, given.channels[0].agents);
  EXPECT_TRUE(full.channels[1].short_of_seats);
}

/// Tickets of the evening run out before the desk opens: what cannot be in time does not call for more
/// agents.
TEST(StaffDesk, OnlyWhatCanBeInTimeIsStaffedForSurely) {
  const Desk desk = made::desk({made::mail(Duration::hours(4), false)});
  DeskDemand demand = made::demand(desk, {60}, 5, 2);
  for (int path = 0; path < 10; ++path) {
    auto& counts = demand.channels[0].paths.emplace_back();
    for (const double contacts : demand.channels[0].contacts)
      counts.push_back(static_cast<std::uint32_t>(std::lround(contacts * (0.9 + 0.02 * path))));
  }
  StaffOptions options;
  options.probability = 0.9;
  const DeskPlan plain = staffed(desk, demand), surely = staffed(desk, demand, options);
  ASSERT_GT(plain.channels[0].out_of_reach, 0.1);
  EXPECT_EQ(*surely.channels[0].kept, 0);
  EXPECT_GE(surely.added_hours, plain.added_hours);
  EXPECT_LT(surely.added_hours, 1.3 * plain.added_hours);
}

TEST(StaffDesk, TicketsAloneTakeTheirHoursAtTheCeiling) {
  Desk desk = made::desk({made::mail()});
  desk.occupancy_max = 0.5;
  const DeskDemand demand = made::demand(desk, {60}, 5, 2);
  const DeskPlan plan = staffed(desk, demand);
  EXPECT_EQ(plan.work_in_idle_hours, 0);
  // Half of an agent's time: twice the work, and what rounding to whole agents takes.
  EXPECT_GT(plan.added_hours, 2 * 0.85 * plan.work_hours);
  EXPECT_LT(plan.added_hours, 2 * 1.1 * plan.work_hours);
  EXPECT_GE(plan.channels[0].in_time, 0.9 - 1e-9);
}

RC_GTEST_PROP(StaffDesk, BlendingTakesNoMoreAndKeepsDeadlines, ()) {
  Desk desk =
      made::desk({made::phone(), made::chat(), made::mail(Duration::hours(*rc::gen::inRange(1, 12)))});
  desk.occupancy_max = *real_between(0.6, 1);
  const DeskDemand demand =
      made::demand(desk, {*real_between(1, 60), *real_between(1, 60), *real_between(1, 60)});
  const DeskPlan plan = staffed(desk, demand);
  // Over all days: those after the ones told may have an agent more, and these one less.
  RC_ASSERT(std::accumulate(plan.added.begin(), plan.added.end(), 0U) <=
            std::accumulate(plan.apart_work.begin(), plan.apart_work.end(), 0U));
  for (std::size_t i = 0; i < desk.channels.size(); ++i)
    RC_ASSERT(plan.channels[i].in_time >= desk.channels[i].share - 1e-6);
  for (std::size_t at = 0; at < demand.size(); ++at) {
    RC_ASSERT(plan.agents[at] == plan.channels[0].agents[at] + plan.channels[1].agents[at] + plan.added[at]);
    RC_ASSERT(demand.open[at] || plan.agents[at] == 0U);
    RC_ASSERT(plan.work_done[at] <= plan.work_capacity[at] + 1e-9);
    // At work no more than the ceiling says, but for teams that calls or chats alone keep busier.
    double busy = 0, most = desk.occupancy_max * plan.added[at];
    for (std::size_t i = 0; i < 2; ++i) {
      const double team = plan.channels[i].intervals[at].busy;
      busy += team;
      most += std::max(team, desk.occupancy_max * plan.channels[i].agents[at]);
    }
    RC_ASSERT(busy + plan.work_done[at] <= most + 1e-6);
  }
}

RC_GTEST_PROP(StaffDesk, ALongerDeadlineTakesNoMore, ()) {
  const int hours = *rc::gen::inRange(2, 9);
  Desk desk = made::desk({made::phone(), made::mail(Duration::hours(hours))});
  const DeskDemand demand = made::demand(desk, {*real_between(1, 60), *real_between(1, 60)}, 4, 0);
  const DeskPlan soon = staffed(desk, demand);
  desk.channels[1].within = Duration::hours(hours + 1);
  const DeskPlan later = staffed(desk, demand);
  RC_ASSERT(later.agent_hours <= soon.agent_hours + 1e-9);
}

TEST(StaffDesk, TicketsThatAreEndedFirstKeepCallsInTime) {
  Desk desk = made::desk({made::phone(), made::mail()});
  desk.interruptible = false;
  const DeskDemand demand = made::demand(desk, {60, 40});
  const DeskPlan ended = staffed(desk, demand);
  ASSERT_TRUE(ended.reserve.has_value());
  EXPECT_GE(ended.channels[0].in_time, 0.8);
  EXPECT_GE(ended.channels[1].in_time, 0.9 - 1e-9);
  desk.interruptible = true;
  const DeskPlan put_down = staffed(desk, demand);
  EXPECT_FALSE(put_down.reserve.has_value());
  EXPECT_LE(put_down.agent_hours, ended.agent_hours);
  EXPECT_LE(ended.agent_hours, ended.apart_hours);
}

TEST(StaffDesk, TooFewSeatsAreSaidAndKept) {
  Desk desk = made::desk({made::phone(), made::mail()});
  desk.seats = 5;
  const DeskDemand demand = made::demand(desk, {60, 60});
  const DeskPlan plan = staffed(desk, demand);
  EXPECT_LE(*std::ranges::max_element(plan.agents), 5U);
  EXPECT_TRUE(plan.channels[0].short_of_seats);
  EXPECT_LT(plan.channels[0].in_time, 0.8);
  EXPECT_LT(plan.channels[1].in_time, 0.9);
}

TEST(StaffDesk, ABacklogIsWorkedOff) {
  Desk desk = made::desk({made::mail()});
  const DeskDemand demand = made::demand(desk, {10});
  const double usual = staffed(desk, demand).added_hours;
  desk.channels[0].backlog = 120;
  const DeskPlan plan = staffed(desk, demand);
  EXPECT_GT(plan.added_hours, usual + 5);
  EXPECT_EQ(plan.backlog.worst_at, 7U);
  EXPECT_NEAR(plan.backlog.hours[7], 10, 1e-9);
}

TEST(StaffDesk, AProbabilityIsOfThePaths) {
  const Desk desk = made::desk({made::phone(), made::mail()});
  DeskDemand demand = made::demand(desk, {40, 40});
  Random random(5);
  for (ChannelDemand& channel : demand.channels)
    for (int path = 0; path < 60; ++path) {
      auto& counts = channel.paths.emplace_back();
      const double level = std::max(0.2, 1 + 0.15 * random.normal());
      for (const double each : channel.contacts)
        counts.push_back(static_cast<std::uint32_t>(random.poisson(each * level)));
    }
  const DeskPlan expected = staffed(desk, demand),
                 sure = staffed(desk, demand, {.probability = 0.9, .extra = {}});
  EXPECT_GE(*sure.channels[1].kept, 0.9);
  EXPECT_GE(*sure.channels[0].kept, 0.9);
  EXPECT_GT(sure.work_factor, 1);
  EXPECT_GT(sure.agent_hours, expected.agent_hours);
  EXPECT_FALSE(expected.channels[1].kept.has_value());
}

TEST(StaffDesk, StopsWhereItIsToldTo) {
  const Desk desk = made::desk({made::phone()});
  const DeskDemand demand = made::demand(desk, {40});
  const std::atomic<bool> cancelled = true;
  EXPECT_EQ(staff_desk(desk, demand, {.extra = {}, .cancel = &cancelled}).error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace tandem::blend
