#include "plan/staffing/blend/deadlines.hpp"

#include <gtest/gtest.h>

#include "plan/staffing/blend/call_floor.hpp"
#include "plan/staffing/blend/desk_for_test.hpp"

namespace tandem::blend {
namespace {

/// Tickets of one hour at one of the first hours.
std::vector<double> one_ticket(const DeskDemand& demand, std::size_t at) {
  std::vector<double> counts(demand.size());
  counts[at] = 1;
  return counts;
}

TEST(OpenIntervals, AreThoseThatAreOpenFromBeginToEnd) {
  Desk desk = made::desk({made::mail()});
  desk.hours = made::open_daily(8, 18);
  desk.hours.days[0] = {{calendar::WallTime::of(8, 30), calendar::WallTime::of(18, 0)}};
  const auto open = open_intervals(desk, made::kMonday, 2, Duration::hours(1), {});
  EXPECT_FALSE(open[8]);
  EXPECT_TRUE(open[9]);
  EXPECT_TRUE(open[17]);
  EXPECT_FALSE(open[18]);
  EXPECT_TRUE(open[24 + 8]);
  const LocalDay tuesday = made::kMonday + std::chrono::days(1);
  EXPECT_FALSE(open_intervals(desk, made::kMonday, 2, Duration::hours(1), {{tuesday}})[24 + 8]);
}

TEST(OpenIntervals, DeadlinesSayHowFarAheadToLook) {
  EXPECT_EQ(days_ahead(made::desk({made::phone()})), 0U);
  EXPECT_EQ(days_ahead(made::desk({made::mail(Duration::hours(24), false)})), 4U);
  // 20 hours of 10 a day are two days.
  EXPECT_EQ(days_ahead(made::desk({made::mail(Duration::hours(20), true)})), 5U);
  EXPECT_EQ(days_ahead(made::desk({made::mail(Duration::days(30), true)})), kDaysAfterMax);
}

TEST(Windows, OfElapsedTimeRunThroughTheNight) {
  const Desk desk = made::desk({made::mail(Duration::hours(4), false)});
  const DeskDemand demand = made::demand(desk, {1});
  const auto windows = windows_of(desk.channels[0], demand);
  EXPECT_EQ(windows[9].released, 10U);
  EXPECT_EQ(windows[9].promised, 13U);
  EXPECT_TRUE(windows[9].is_open);
  // What comes at six in the evening is late by ten, and nobody is there.
  EXPECT_FALSE(windows[18].is_open);
  EXPECT_TRUE(windows[16].is_open);
}

TEST(Windows, OfOpeningTimeGoOnInTheMorning) {
  const Desk desk = made::desk({made::mail(Duration::hours(4), true)});
  const DeskDemand demand = made::demand(desk, {1});
  const auto windows = windows_of(desk.channels[0], demand);
  EXPECT_EQ(windows[9].promised, 13U);
  EXPECT_EQ(windows[16].promised, 24U + 10);  // two hours on Monday, two on Tuesday
  EXPECT_EQ(windows[20].promised, 24U + 12);
  EXPECT_TRUE(windows[20].is_open);
}

TEST(Windows, OfLessThanAnIntervalAreTheIntervalItself) {
  const Desk desk = made::desk({made::mail(Duration::minutes(30), false)});
  const DeskDemand demand = made::demand(desk, {1});
  const auto windows = windows_of(desk.channels[0], demand);
  EXPECT_EQ(windows[9].released, 9U);
  EXPECT_EQ(windows[9].promised, 10U);
}

TEST(PlannedWork, IsTheShareInTimeAndTheRestLater) {
  const Desk desk = made::desk({made::mail(Duration::hours(4), true)});
  DeskDemand demand = made::demand(desk, {1});
  const WorkOf work = planned_work(desk, demand, 0, one_ticket(demand, 9));
  ASSERT_EQ(work.pieces.size(), 2U);
  EXPECT_NEAR(work.pieces[0].hours, 0.9 * 300 / 3600, 1e-12);
  EXPECT_EQ(work.pieces[0].due, 13U);
  EXPECT_NEAR(work.pieces[1].hours, 0.1 * 300 / 3600, 1e-12);
  EXPECT_EQ(work.pieces[1].due, 17U);
  EXPECT_EQ(work.pieces[1].promised, 13U);
  EXPECT_EQ(work.out_of_reach, 0);
}

TEST(PlannedWork, WhatCannotBeInTimeIsTheRestFirst) {
  const Desk desk = made::desk({made::mail(Duration::hours(2), false)});
  DeskDemand demand = made::demand(desk, {1});
  std::vector<double> counts(demand.size());
  counts[9] = 95;
  counts[20] = 5;
  const WorkOf work = planned_work(desk, demand, 0, counts);
  EXPECT_NEAR(work.out_of_reach, 0.05, 1e-12);
  double in_time = 0;
  for (const Piece& piece : work.pieces)
    if (piece.due == piece.promised) in_time += piece.hours;
  EXPECT_NEAR(in_time, 0.9 * 100 * 300 / 3600, 1e-9);
}

TEST(PlannedWork, TicketsLongerThanTheirDeadlineAreOutOfReach) {
  const Desk desk = made::desk({made::mail(Duration::minutes(4), false)});
  const DeskDemand demand = made::demand(desk, {1});
  EXPECT_EQ(planned_work(desk, demand, 0, one_ticket(demand, 9)).out_of_reach, 1);
}

TEST(PlannedWork, ABacklogComesFirst) {
  Desk desk = made::desk({made::mail()});
  desk.channels[0].backlog = 12;
  const DeskDemand demand = made::demand(desk, {0});
  const WorkOf work = promised_work(desk, demand, 0, std::vector<double>(demand.size()));
  ASSERT_EQ(work.pieces.size(), 1U);
  EXPECT_NEAR(work.pieces[0].hours, 1, 1e-12);
  EXPECT_EQ(work.pieces[0].promised, 12U);
}

TEST(Promises, CountSecondsByTheClockOrWhileOpen) {
  const Desk desk = made::desk({made::mail(Duration::hours(4), true)});
  const DeskDemand demand = made::demand(desk, {1});
  const Promises promises(demand);
  constexpr double kHour = 3600;
  EXPECT_EQ(promises.promised(made::mail(Duration::hours(4), false), 20 * kHour), 24 * kHour);
  EXPECT_EQ(promises.promised(desk.channels[0], 9.5 * kHour), 13.5 * kHour);
  EXPECT_EQ(promises.promised(desk.channels[0], 16.5 * kHour), (24 + 10.5) * kHour);
  EXPECT_EQ(promises.promised(desk.channels[0], 3 * kHour), 12 * kHour);
}

}  // namespace
}  // namespace tandem::blend
