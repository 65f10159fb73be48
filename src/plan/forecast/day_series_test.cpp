#include "plan/forecast/day_series.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <map>

#include "core/kpi/rules.hpp"
#include "plan/analysis/made_calls.hpp"
#include "plan/forecast/made_series.hpp"

namespace tandem::forecast {
namespace {

using analysis::made::at;
using importing::IntervalTotals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Zone& kBerlin = analysis::made::zone("Europe/Berlin");

IntervalTotals totals(Instant start, int minutes, std::int64_t offered, std::uint32_t queue = 0) {
  IntervalTotals each;
  each.start = start;
  each.length = Duration::minutes(minutes);
  each.client = ClientId(0);
  each.queue = QueueId(queue);
  each.offered = offered;
  return each;
}

/// Of one day of May 2024, from `hour` sharp on: offered 1, 2, 3 and so on.
void add_day(std::vector<IntervalTotals>& all, unsigned day, int hour, int minutes, int count) {
  for (int i = 0; i < count; ++i)
    all.push_back(totals(at(kBerlin, 2024, 5, day, hour) + Duration::minutes(i * minutes), minutes, i + 1));
}

DaySeries by(int minutes, const std::vector<IntervalTotals>& all, const Zone& zone = kBerlin) {
  auto series = series_of(all, Duration::minutes(minutes), zone);
  EXPECT_TRUE(series) << series.error().to_string();
  return *std::move(series);
}

TEST(DaySeries, ReachesFromTheFirstToTheLastSlotThatAnyDayHasACallIn) {
  const std::vector<CallRecord> calls = {
      analysis::made::answered(at(kBerlin, 2024, 5, 6, 10, 5), 5, 60),
      analysis::made::answered(at(kBerlin, 2024, 5, 6, 10, 20), 5, 60),
      analysis::made::abandoned(at(kBerlin, 2024, 5, 6, 11, 0), 5),
      analysis::made::answered(at(kBerlin, 2024, 5, 8, 9, 59, 59), 5, 60),
  };
  const Duration half_hour = Duration::minutes(30);
  const DaySeries series =
      series_of(analysis::count_by_interval(calls, kpi::Rules(), {kBerlin, half_hour}), half_hour);
  EXPECT_EQ(series.first_slot, 19U);
  EXPECT_EQ(series.slots, 4U);
  EXPECT_EQ(series.starts_at(0), Duration::minutes(9 * 60 + 30));
  EXPECT_EQ(series.starts_at(3), Duration::hours(11));
  // The 7th had none, and is not there.
  EXPECT_THAT(series.days, ElementsAre(made::day(2024, 5, 6), made::day(2024, 5, 8)));
  EXPECT_THAT(series.row(0), ElementsAre(0, 2, 0, 1));
  EXPECT_THAT(series.row(1), ElementsAre(1, 0, 0, 0));
  EXPECT_EQ(series.total(0), 3);
  EXPECT_EQ(series.total(1), 1);
}

TEST(DaySeries, OfNoCallsHasNoDays) {
  EXPECT_EQ(series_of(std::span<const analysis::IntervalCell>(), Duration::minutes(30)).size(), 0U);
  EXPECT_EQ(by(30, {}).size(), 0U);
  EXPECT_EQ(by(30, {totals(at(kBerlin, 2024, 5, 6, 9), 30, 0)}).size(), 0U);
}

TEST(DaySeries, TotalsOfFiveMinutesFoldIntoHalfHoursWithoutTheOneThatIsNeverWhole) {
  std::vector<IntervalTotals> all;
  add_day(all, 6, 8, 5, 13);
  add_day(all, 7, 8, 5, 13);
  const DaySeries series = by(30, all);
  EXPECT_EQ(series.first_slot, 16U);
  EXPECT_EQ(series.slots, 2U) << "of 9:00 there are five minutes";
  for (std::size_t day = 0; day < 2; ++day)
    EXPECT_THAT(series.row(day), ElementsAre(1 + 2 + 3 + 4 + 5 + 6, 7 + 8 + 9 + 10 + 11 + 12));
}

TEST(DaySeries, ASlotThatOneDayHasTheWholeOfIsKeptOnAllDays) {
  std::vector<IntervalTotals> all;
  add_day(all, 6, 8, 5, 7);
  add_day(all, 7, 8, 5, 12);
  const DaySeries series = by(30, all);
  EXPECT_THAT(series.row(0), ElementsAre(21, 7));
  EXPECT_THAT(series.row(1), ElementsAre(21, 57));
}

TEST(DaySeries, QueuesAddUpButMakeNoSlotWhole) {
  std::vector<IntervalTotals> all;
  add_day(all, 6, 8, 15, 3);
  for (IntervalTotals each : std::vector(all)) {
    each.queue = QueueId(1);
    all.push_back(each);
  }
  const DaySeries series = by(30, all);
  EXPECT_EQ(series.slots, 1U);
  EXPECT_THAT(series.row(0), ElementsAre(2 * (1 + 2)));
}

TEST(DaySeries, ASlotIsWholeByTheLengthsOfItsOwnTotals) {
  std::vector<IntervalTotals> all;
  add_day(all, 6, 9, 5, 6);
  // Another queue is counted by half hours, and opens earlier.
  all.push_back(totals(at(kBerlin, 2024, 5, 6, 8, 30), 30, 40, 1));
  all.push_back(totals(at(kBerlin, 2024, 5, 6, 9), 30, 50, 1));
  const DaySeries series = by(30, all);
  EXPECT_EQ(series.first_slot, 17U);
  EXPECT_THAT(series.row(0), ElementsAre(40, 50 + 21));
}

TEST(DaySeries, ADayWhoseCallsAllLieInASlotThatIsLeftOutIsAbsent) {
  std::vector<IntervalTotals> all;
  add_day(all, 6, 8, 5, 13);
  all.push_back(totals(at(kBerlin, 2024, 5, 7, 9), 5, 3));
  EXPECT_THAT(by(30, all).days, ElementsAre(made::day(2024, 5, 6)));
}

TEST(DaySeries, TotalsThatAreNoWholePartOfAnIntervalAreRefused) {
  std::vector<IntervalTotals> all;
  add_day(all, 6, 8, 5, 3);
  all.push_back(totals(at(kBerlin, 2024, 5, 6, 9), 60, 3));
  const auto longer = series_of(all, Duration::minutes(30), kBerlin);
  ASSERT_FALSE(longer);
  EXPECT_EQ(longer.error().code, ErrorCode::usage);
  EXPECT_THAT(longer.error().message,
              HasSubstr("the counts are of 60 minutes each; ask for --interval 60m or a multiple of it"));
  const DaySeries hours = by(60, all);
  EXPECT_EQ(hours.first_slot, 9U) << "of 8:00 there are 15 minutes";
  EXPECT_THAT(hours.row(0), ElementsAre(3));

  std::vector<IntervalTotals> of_twenty;
  add_day(of_twenty, 6, 8, 20, 6);
  const auto uneven = series_of(of_twenty, Duration::minutes(30), kBerlin);
  ASSERT_FALSE(uneven) << "every other half hour would have twice the calls";
  EXPECT_THAT(uneven.error().message, HasSubstr("the counts are of 20 minutes each; ask for --interval 20m"));
  EXPECT_THAT(by(60, of_twenty).row(0), ElementsAre(6, 15));
  EXPECT_THAT(by(20, of_twenty).row(0), ElementsAre(1, 2, 3, 4, 5, 6));
}

/// On 27 October 2024 the clock of Berlin shows 2:00 to 3:00 twice.
TEST(DaySeries, AnHourThatTheClockRepeatsIsOne) {
  std::vector<IntervalTotals> all;
  const Instant midnight = at(kBerlin, 2024, 10, 27);
  for (int hour = 0; hour < 5; ++hour) all.push_back(totals(midnight + Duration::hours(hour), 60, 10 + hour));
  const DaySeries series = by(60, all);
  EXPECT_EQ(series.size(), 1U);
  EXPECT_EQ(series.first_slot, 0U);
  EXPECT_THAT(series.row(0), ElementsAre(10, 11, 12 + 13, 14));
}

/// On 31 March 2024 it shows no 2:00.
TEST(DaySeries, AnHourThatTheClockLeavesOutHasNoCalls) {
  std::vector<IntervalTotals> all;
  const Instant midnight = at(kBerlin, 2024, 3, 31);
  for (int hour = 0; hour < 4; ++hour) all.push_back(totals(midnight + Duration::hours(hour), 60, 10 + hour));
  EXPECT_THAT(by(60, all).row(0), ElementsAre(10, 11, 0, 12, 13));
}

TEST(DaySeries, DaysAreThoseOfTheZone) {
  const Instant late = Instant::from_seconds(1'714'860'000);  // 4 May 2024, 22:00 UTC
  const std::vector<IntervalTotals> all = {totals(late, 60, 7)};
  EXPECT_THAT(by(60, all, Zone::utc()).days, ElementsAre(made::day(2024, 5, 4)));
  EXPECT_THAT(by(60, all).days, ElementsAre(made::day(2024, 5, 5)));
}

TEST(DaySeries, NoCallOfWholeSlotsIsLostByFolding) {
  EXPECT_TRUE(rc::check([] {
    const auto hours =
        *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 24 * 400)));
    const auto length = *rc::gen::element(5, 10, 15, 20, 30, 60);
    std::map<Instant, std::int64_t> counts;
    std::int64_t sum = 0;
    for (const int hour : hours)
      for (int minute = 0; minute < 60; minute += length) {
        const auto offered = *rc::gen::inRange<std::int64_t>(0, 50);
        sum += offered;
        counts[at(kBerlin, 2024, 1, 1) + Duration::hours(hour) + Duration::minutes(minute)] += offered;
      }
    std::vector<IntervalTotals> all;
    for (const auto& [start, offered] : counts) all.push_back(totals(start, length, offered));
    const DaySeries series = by(60, all);
    double folded = 0;
    for (std::size_t day = 0; day < series.size(); ++day) {
      RC_ASSERT(series.total(day) > 0);
      folded += series.total(day);
    }
    RC_ASSERT(folded == static_cast<double>(sum));
    const bool in_order = std::ranges::adjacent_find(series.days, std::greater_equal()) == series.days.end();
    RC_ASSERT(in_order);
  }));
}

}  // namespace
}  // namespace tandem::forecast
