#include "plan/analysis/interval_cells.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "core/kpi/evaluate.hpp"
#include "plan/analysis/made_calls.hpp"

namespace tandem::analysis {
namespace {

const Zone& kZone = made::zone("Europe/Berlin");

TEST(IntervalCells, AVeryLongCallIsCountedButNotInTheLoad) {
  const Instant t = made::at(kZone, 2024, 1, 1, 9);
  const std::vector<CallRecord> calls = {made::answered(t, 5, 100, 20), made::answered(t, 5, 8 * 3600)};
  const auto cells = count_by_interval(calls, {}, {kZone, Duration::minutes(30)});
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_EQ(cells[0].tally.answered, 2U);
  EXPECT_EQ(cells[0].handled, 1U);
  Handled handled;
  handled.add(cells[0]);
  EXPECT_EQ(handled.mean(), 120.0);
}

TEST(IntervalCells, CallsThatMetClosedDoorsOrLeftAMessageAreNotToServe) {
  const Instant t = made::at(kZone, 2024, 1, 1, 9);
  std::vector<CallRecord> calls = {made::answered(t, 5, 100)};
  for (const Outcome outcome : {Outcome::abandoned, Outcome::overflow, Outcome::callback, Outcome::unfinished,
                                Outcome::out_of_hours, Outcome::voicemail, Outcome::in_menu}) {
    calls.push_back(made::abandoned(t, 5));
    calls.back().outcome = outcome;
  }
  const auto cells = count_by_interval(calls, {}, {kZone, Duration::minutes(30)});
  EXPECT_EQ(cells[0].tally.offered, 7U);
  EXPECT_EQ(cells[0].to_serve, 5U);
}

TEST(IntervalCells, IntervalsOfTwentyMinutesEndAfterTwentyWhereAQuarterOfAnHourDoesNot) {
  const Instant t = made::at(kZone, 2024, 1, 1, 9, 15);
  const std::vector<CallRecord> calls = {made::answered(t, 5, 100),
                                         made::answered(t + Duration::minutes(5), 5, 100)};
  const auto cells = count_by_interval(calls, {}, {kZone, Duration::minutes(20)});
  ASSERT_EQ(cells.size(), 2U);
  EXPECT_EQ(cells[0].place.interval, 27);
  EXPECT_EQ(cells[1].place.interval, 28);
}

/// The quick way, which reads the wall once a quarter of an hour, against reading it for every call.
TEST(IntervalCells, EveryCallLiesInTheIntervalOfItsWallClockAcrossClockChanges) {
  EXPECT_TRUE(rc::check([] {
    const auto zone_name = *rc::gen::element<std::string>("Europe/Berlin", "Australia/Lord_Howe",
                                                          "Asia/Kathmandu", "America/St_Johns", "UTC");
    const Zone& zone = made::zone(zone_name);
    const auto minutes = *rc::gen::element<std::int64_t>(5, 10, 15, 20, 30, 60);
    const auto seconds = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 400 * 86'400)));
    std::vector<CallRecord> calls;
    for (const std::int64_t s : seconds) {
      calls.push_back(made::answered(Instant::from_seconds(1'700'000'000 + s), 1, 60));
    }
    std::ranges::sort(calls, {}, &CallRecord::offered_at);
    const auto cells = count_by_interval(calls, {}, {zone, Duration::minutes(minutes)});
    WallClock clock(zone, Duration::minutes(minutes));
    std::size_t at = 0, counted = 0;
    for (const CallRecord& call : calls) {
      const LocalPlace place = clock.place(call.offered_at);
      while (at < cells.size() && cells[at].place != place) ++at;
      RC_ASSERT(at < cells.size());
    }
    for (const IntervalCell& cell : cells) counted += cell.tally.offered;
    RC_ASSERT(counted == calls.size());
  }));
}

TEST(IntervalCells, RulesThatAttributeToTheAnswerMoveACallToItsAnswersInterval) {
  kpi::Rules rules;
  rules.attribution = kpi::Attribution::answered;
  const Instant t = made::at(kZone, 2024, 1, 1, 9, 29);
  const std::vector<CallRecord> calls = {made::answered(t, 120, 60), made::abandoned(t, 10)};
  const auto cells = count_by_interval(calls, rules, {kZone, Duration::minutes(30)});
  ASSERT_EQ(cells.size(), 1U) << "a call not answered has no interval of its answer";
  EXPECT_EQ(cells[0].place.interval, 19);
}

importing::IntervalTotals totals(Instant start, std::int64_t offered) {
  importing::IntervalTotals t;
  t.start = start;
  t.length = Duration::minutes(30);
  t.offered = offered;
  return t;
}

TEST(IntervalCells, TotalsCountAsIfTheirCallsHadBeenCounted) {
  auto nine = totals(made::at(kZone, 2024, 1, 1, 9), 10);
  nine.answered = 8, nine.abandoned = 2, nine.answered_in_threshold = 6;
  nine.mean_wait_seconds = 12, nine.mean_talk_seconds = 200, nine.mean_acw_seconds = 30;
  auto second_queue = nine;
  second_queue.queue = QueueId(1);
  const std::vector given = {nine, second_queue, totals(made::at(kZone, 2024, 1, 1, 10), 0)};
  const auto cells = cells_of_totals(given, {kZone, Duration::minutes(30)});
  ASSERT_EQ(cells.size(), 1U) << "an interval without calls is none";
  const kpi::Tally& tally = cells[0].tally;
  EXPECT_EQ(tally.offered, 20U);
  EXPECT_EQ(tally.answered_in_threshold, 12U);
  EXPECT_EQ(kpi::evaluate(**kpi::find_definition("strict"), tally), 0.6);
  EXPECT_EQ(kpi::evaluate(**kpi::find_definition("mean_wait_answered"), tally), 12);
  EXPECT_EQ(kpi::evaluate(**kpi::find_definition("aht"), tally), 230);
  const Stated stated = stated_by(given);
  EXPECT_TRUE(stated.answered) << "what an interval without calls does not state is no lack";
  EXPECT_FALSE(stated.abandoned_by_wait);
}

}  // namespace
}  // namespace tandem::analysis
